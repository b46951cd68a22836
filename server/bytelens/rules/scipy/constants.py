"""Physical constants need no rules: they are Python floats, and known by their own values.

Source: https://docs.scipy.org/doc/scipy/reference/constants.html
"""
