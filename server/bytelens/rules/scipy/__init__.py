"""What SciPy's functions do to shapes, dtypes and buffers: one module per module of SciPy, loaded with it.

Source: https://docs.scipy.org/doc/scipy/reference/
"""
