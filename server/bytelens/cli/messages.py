"""Lines on stderr."""

import sys


def complain(message: str) -> None:
    """Tell the user in one line, whatever the message holds."""
    print(f"bytelens: {' '.join(message.split())}", file=sys.stderr)
