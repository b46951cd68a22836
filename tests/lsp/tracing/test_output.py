"""What a program writes, on its way to the client."""

from hypothesis import given
from hypothesis import strategies as st

from bytelens.lsp.tracing.output import CUT, Output


@given(st.text(max_size=20), st.data())
def test_text_that_comes_in_pieces_is_whole(text: str, data: st.DataObject) -> None:
    """Also where a character is cut in two."""
    written, output = text.encode("utf-8", "surrogatepass"), Output()
    cut = data.draw(st.integers(0, len(written)))
    output.write("stdout", written[:cut])
    output.write("stdout", written[cut:])
    assert output.take() == written.decode("utf-8", "replace")
    assert output.take() == ""


def test_one_stream_does_not_complete_the_character_of_another() -> None:
    output = Output()
    output.write("stdout", "é".encode()[:1])
    output.write("stderr", b"!")
    output.write("stdout", "é".encode()[1:])
    assert output.take() == "!é"


def test_what_is_no_text_is_shown_as_far_as_it_is() -> None:
    output = Output()
    output.write("stdout", b"a\xffb")
    assert output.take() == "a\ufffdb"


def test_what_goes_beyond_the_limit_is_dropped_with_a_word() -> None:
    output = Output(limit=4)
    output.write("stdout", b"abc")
    output.write("stderr", b"def")
    output.write("stdout", b"ghi")
    assert output.take() == "abcd" + CUT
    output.write("stdout", b"more")
    assert output.take() == ""
