"""What NumPy's callables do to shapes, dtypes and buffers: one module per chapter of NumPy's reference."""

from . import accumulations as accumulations
from . import attributes as attributes
from . import builtins as builtins
from . import conversion as conversion
from . import creation as creation
from . import einsum as einsum
from . import generalised as generalised
from . import grids as grids
from . import indexing as indexing
from . import joining as joining
from . import linalg as linalg
from . import manipulation as manipulation
from . import order_statistics as order_statistics
from . import products as products
from . import random as random
from . import ranges as ranges
from . import reductions as reductions
from . import repetition as repetition
from . import reshaping as reshaping
from . import rounding as rounding
from . import scalars as scalars
from . import searching as searching
from . import splitting as splitting
from . import ufuncs as ufuncs
