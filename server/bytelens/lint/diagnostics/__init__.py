"""One module for each diagnostic; importing them registers them."""

from . import broadcast_temporary as broadcast_temporary
from . import growing_in_loop as growing_in_loop
from . import incompatible_shapes as incompatible_shapes
from . import index_dtype as index_dtype
from . import needless_copy as needless_copy
from . import new_buffer as new_buffer
from . import object_dtype as object_dtype
from . import over_budget as over_budget
from . import pinned_base as pinned_base
from . import promotion as promotion
