"""The text of a source file, decoded as Python would."""

import io
import tokenize


class SourceError(Exception):
    """The bytes are no Python source text. The message is one line, made to be shown to the user."""


def decode(data: bytes) -> str:
    """The text of a file's bytes, by its byte order mark or its PEP 263 declaration, and UTF-8 without
    either.

    Line ends are kept; the byte order mark is not part of the text. Raises SourceError for bytes that hold a
    null byte, that declare an encoding which does not exist, or that are not valid in theirs.
    """
    if b"\0" in data:
        raise SourceError("binary file (it contains null bytes)")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError as error:
        raise SourceError(_one_line(error.msg)) from None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(f"not valid {encoding}: {error.reason} in line {line}") from None
    except (LookupError, ValueError, TypeError):
        raise SourceError(f"{encoding} is not an encoding of text") from None


def _one_line(message: str) -> str:
    return " ".join(message.split())
