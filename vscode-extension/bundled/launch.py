"""Run ``bytelens`` from this extension under the user's interpreter: ``python launch.py lsp``.

The interpreter is started plainly, without ``-I``: isolated mode would ignore ``PYTHONPATH`` and the user's
own site-packages, and some users' NumPy is found only there. What isolation would have given is had all the
same: running a file, rather than ``-m`` or ``-c``, never puts the working directory on the path, and the
extension starts the server in this directory, so that no relative entry of ``PYTHONPATH`` leads into the
workspace.

``libs`` stands in front, so that another pygls in the user's environment cannot take its place. It holds no
NumPy, which thus comes from the user's environment. Only ``sys.path`` of this process changes, never the
environment variables, so child processes see the user's environment and nothing of ours.
"""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Run the server with the bundled directories in front of the user's, in place of this one."""
    own = [str(HERE / "server"), str(HERE / "libs")]
    sys.path[:] = own + [entry for entry in sys.path if Path(entry).resolve() != HERE]
    runpy.run_module("bytelens", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
