"""What runs inside the user's process: the program, and around each of its statements a measurement.

It knows the standard library and the user's NumPy alone, and must never be noticed by the program.
"""
