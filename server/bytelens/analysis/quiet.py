"""Libraries that write to files only where the name of a function says so, and names that say so.

This is a convention that the analysis relies on: see docs/decisions/0010-files.md.
"""

from __future__ import annotations

import re
import sys

import numpy as np

_BUSY = frozenset(
    {"subprocess", "shutil", "multiprocessing", "threading", "concurrent", "asyncio", "runpy", "importlib", "ctypes"}
    | {"zipfile", "tarfile", "gzip", "bz2", "lzma", "urllib", "http", "ftplib", "sqlite3", "shelve", "dbm", "mmap"}
    | {"tempfile", "unittest", "doctest", "pydoc", "code", "pty", "socketserver", "signal", "atexit", "_thread"}
    | {"venv", "trace", "profile", "cProfile", "pdb", "bdb", "test", "idlelib", "timeit"}
)
_LIBRARIES = (sys.stdlib_module_names - _BUSY) | {
    *("numpy", "scipy", "matplotlib", "mpl_toolkits", "pylab", "seaborn", "pandas", "sklearn", "skimage", "PIL", "cv2"),
    *("torch", "torchvision", "tensorflow", "keras", "jax", "numba", "sympy", "networkx", "xarray", "numexpr", "cupy"),
    *("imageio", "tqdm", "rich", "tabulate", "dask", "astropy", "psutil", "yaml", "statsmodels", "plotly", "bokeh"),
    *("typing_extensions", "dateutil", "pytz", "gym", "gymnasium", "h5py"),
}
_CALLS_NOTHING = frozenset(
    {"numpy", "matplotlib", "mpl_toolkits", "pylab", "seaborn", "PIL", "cv2", "imageio", "tqdm", "tabulate", "yaml"}
    | {"argparse", "logging", "warnings", "time", "datetime", "random", "math", "cmath", "sys", "os", "posix", "nt"}
    | {"posixpath", "ntpath", "genericpath", "pathlib", "glob", "json", "pickle", "csv", "re", "string", "copy"}
    | {"collections", "struct", "hashlib", "platform", "pprint", "textwrap", "statistics", "builtins", "psutil"}
)
"""Libraries that do not call what they are given."""
_PASS_ON = frozenset(
    {"functools", "itertools", "operator", "types", "typing", "contextlib", "collections", "dataclasses", "copy", "sys"}
    | {"weakref", "inspect", "abc", "enum", "random", "pickle", "builtins", "heapq", "queue", "contextvars", "gc"}
)
_INTO_OPEN_FILES = frozenset({"json", "pickle", "_pickle", "csv", "_csv", "marshal"})
_SAYS_SO = re.compile(
    r"save|write|dump|tofile|export|download|^extract(all)?$|persist|^store|^open|memmap|^replace$|^renames?$"
    r"|^to_(?!numpy|list|dict|frame|date|num|time|period|array|dense|tensor|device)|^(sym|hard)?link(_to)?$|chdir"
    r"|^system$|popen|spawn|^exec|^eval$|^fork|^truncate$|^sendfile$|^copy_file|^startfile$|^__import__$",
    re.IGNORECASE,
)
_METHODS = frozenset(name for kind in (np.ndarray, str) for name in dir(kind) if not _SAYS_SO.search(name)) | {
    *("append", "extend", "get", "items", "keys", "values", "close", "read", "readline", "readlines")
}


def is_library(module: str) -> bool:
    """Whether a module is of one of the libraries that the convention is about."""
    return module.partition(".")[0] in _LIBRARIES


def may_call(module: str) -> bool:
    """Whether functions of a library may call what they are given."""
    return module.partition(".")[0] not in _CALLS_NOTHING


def passes_on(module: str) -> bool:
    """Whether what functions of a library return, or what lies in it, may be what they were given."""
    return module.partition(".")[0] in _PASS_ON


def says_so(name: str, module: str = "") -> bool:
    """Whether a function that writes to files by their paths may have that name, in that module."""
    return module.partition(".")[0] not in _INTO_OPEN_FILES and _SAYS_SO.search(name) is not None


def is_harmless_method(name: str) -> bool:
    """Whether a method of that name, of an object of which nothing is known, is taken to be that of an array or str."""
    return name in _METHODS
