"""NumPy is the authority for every estimate: which one there is, and whether it will do."""

from __future__ import annotations

from .commands import CommandError

# Before NumPy 2 (NEP 50), what a promotion gives depends on values.
OLDEST = 2


def require_numpy() -> None:
    """Raises CommandError where NumPy cannot be imported or is older than 2.0."""
    try:
        import numpy
    except Exception as error:  # a broken installation can raise anything
        if isinstance(error, ModuleNotFoundError) and error.name == "numpy":
            raise CommandError("NumPy is not installed; ByteLens needs NumPy 2.0 or newer") from None
        raise CommandError(f"NumPy cannot be imported: {_first_line(error)}") from None
    # A bare directory called numpy imports as a namespace package, which has no version.
    version: str | None = getattr(numpy, "__version__", None)
    if version is None:
        raise CommandError("NumPy is not installed; ByteLens needs NumPy 2.0 or newer")
    if int(version.split(".", 1)[0]) < OLDEST:
        raise CommandError(f"NumPy {version} is too old; ByteLens needs NumPy 2.0 or newer")


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
