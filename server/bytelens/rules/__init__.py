"""What NumPy's callables do to shapes, dtypes and buffers: one module per chapter of NumPy's reference."""

from . import accumulations as accumulations
from . import attributes as attributes
from . import creation as creation
from . import indexing as indexing
from . import order_statistics as order_statistics
from . import reductions as reductions
from . import ufuncs as ufuncs
