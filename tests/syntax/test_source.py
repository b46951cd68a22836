"""A file's bytes are read as Python reads them, or refused in one clear line."""

import pytest

from bytelens.syntax.source import SourceError, decode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("é = 1\r\n".encode(), "é = 1\r\n"),
        (b"\xef\xbb\xbfx = 1\n", "x = 1\n"),
        (b"# -*- coding: latin-1 -*-\nx = '\xe9'\n", "# -*- coding: latin-1 -*-\nx = 'é'\n"),
        (b"#!/bin/sh\n# coding: cp1252\n'\x80'", "#!/bin/sh\n# coding: cp1252\n'€'"),
    ],
)
def test_text_is_decoded_as_declared(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x7fELF\0\0", "binary file"),
        (b"# coding: klingon\n", "klingon"),
        (b"# coding: base64\nx = 1\n", "base64"),
        (b"x = 1\n\ny = '\xe9'\n", "line 3"),
        (b"# coding: ascii\n\n\ny = '\xe9'\n", "line 4"),
        (b"\xef\xbb\xbf# coding: latin-1\n", "encoding problem"),
    ],
)
def test_what_is_no_source_text_is_refused_in_one_line(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        decode(data)
    assert "\n" not in str(caught.value)
