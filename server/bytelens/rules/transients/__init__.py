"""What NumPy's callables need while they run, and which operators reuse a temporary."""

from . import accumulating as accumulating
from . import choosing as choosing
from . import filling as filling
from . import generators as generators
from . import grids as grids
from . import indexing as indexing
from . import joining as joining
from . import linear as linear
from . import ordering as ordering
from . import outside as outside
from . import picking as picking
from . import plain as plain
from . import products as products
from . import rearranging as rearranging
from . import reductions as reductions
from . import repeating as repeating
from . import sampling as sampling
from . import ufuncs as ufuncs

from . import measurable as measurable  # isort: skip - after all others
from .registry import peak_of as peak_of
