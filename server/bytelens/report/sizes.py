"""Numbers of bytes as text, as every report writes them; a trace's reasons need them too."""

from ..values.sizes import Units, bound_text, exact_text, least_text, size_text

__all__ = ["Units", "bound_text", "exact_text", "least_text", "size_text"]
