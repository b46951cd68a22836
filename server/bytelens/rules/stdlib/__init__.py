"""What callables of Python's standard library give, as far as sizes of arrays depend on it: one module per module."""

from . import clocks as clocks
from . import itertools as itertools
from . import numbers as numbers
from . import random as random
from . import silent as silent
