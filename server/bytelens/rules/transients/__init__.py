"""What NumPy's callables need while they run, and which operators reuse a temporary."""

from . import filling as filling
from . import indexing as indexing
from . import joining as joining
from . import plain as plain
from . import products as products
from . import reductions as reductions
from . import ufuncs as ufuncs
from .registry import peak_of as peak_of
