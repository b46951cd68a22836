"""Print, as one line of JSON, what this interpreter offers to ByteLens.

Keys: ``executable``, ``python`` (version), ``numpy`` (version, or null), ``error`` (why NumPy did not
import, or null). Any Python from 2.7 on runs this file, so that an old one is told apart from a broken one.
"""
# ruff: noqa: PTH109, PTH120, UP031, UP036 - an old Python has neither pathlib nor what else is new.

import json
import os
import sys


def forget_directories_of_ours():
    """Remove this directory and the working directory (the workspace) from the path.

    A file of the workspace that happens to be called ``numpy.py`` must neither be found nor run.
    """
    unwanted = {os.path.realpath(os.path.dirname(__file__)), os.path.realpath(os.getcwd())}
    sys.path[:] = [entry for entry in sys.path if os.path.realpath(entry) not in unwanted]


def numpy_version():
    """Return NumPy's version and the reason why it did not import; one of the two is None."""
    try:
        import numpy
    except ImportError as reason:
        missing = getattr(reason, "name", None) == "numpy"
        return None, None if missing else str(reason)
    except Exception as reason:  # a broken installation can raise anything
        return None, "%s: %s" % (type(reason).__name__, reason)
    # A bare directory called numpy imports as a namespace package, which has no version.
    return getattr(numpy, "__version__", None), None


def main():
    forget_directories_of_ours()
    version, error = None, None
    if sys.version_info >= (3, 10):
        version, error = numpy_version()
    print(
        json.dumps(
            {
                "executable": sys.executable,
                "python": "%d.%d.%d" % sys.version_info[:3],
                "numpy": version,
                "error": error,
            }
        )
    )


if __name__ == "__main__":
    main()
