"""Why the bytes after a step are what they are."""

from typing import Any

import pytest

from bytelens.tracing.reasons import Before, reason
from bytelens.tracing.trace import Observation, Place, Step
from bytelens.values.ownership import Ownership

MODULE = Place("prog.py", 1, 1)


def array(name: str = "a", length: int = 1000, **changes: Any) -> Observation:
    nbytes = 8 * length
    fields = {
        "name": name,
        "kind": "array",
        "type": "ndarray",
        "shape": (length,),
        "dtype": "int64",
        "itemsize": 8,
        "nbytes": nbytes,
        "ownership": Ownership.OWNER,
        "buffer": 2,
        "root_nbytes": nbytes,
    }
    return Observation(**{**fields, **changes})


def view(name: str = "h", of: str | None = "f", **changes: Any) -> Observation:
    return array(name, ownership=Ownership.VIEW, view_of=of, **{"root_nbytes": 8_000_000, "buffer": 1, **changes})


def said(
    source: str,
    *observations: Observation,
    before: tuple[Observation, ...] = (),
    deleted: tuple[str, ...] = (),
    net: int = 0,
    peak: int = 0,
    live: int = 0,
    released: int = 0,
    imports: bool = False,
    approximate: bool = False,
) -> str:
    step = Step(2, MODULE, 1, source, observations, deleted, net, peak, live, released, imports=imports)
    latest = max((held.buffer or 0 for held in before), default=0)
    return reason(step, Before({held.name: held for held in before}, latest), approximate)


def test_a_new_array() -> None:
    assert said("a = np.arange(1000)", array(), net=8000, peak=8000, live=8000) == "a new buffer: 1,000 × 8 B"
    square = array(shape=(50, 20), dtype="float32", itemsize=4, nbytes=4000, root_nbytes=4000)
    assert said("a = f()", square, net=4000, peak=4000, live=4000) == "a new buffer: 1,000 × 4 B"


def test_the_lesson() -> None:
    assert said(
        "arr = arr * 2", array("arr"), before=(array("arr", buffer=1),), peak=8000, live=8000, released=8000
    ) == (
        "a new buffer: 1,000 × 8 B; same count and dtype, so nbytes stays; "
        "the old buffer is freed; 16,000 B live for a moment"
    )


def test_temporaries_beside_the_old_and_the_new_buffer() -> None:
    before = (array("arr", buffer=1),)
    assert said("arr = arr * 2", array("arr"), before=before, peak=8008, live=8000, released=8000).endswith(
        "; the old buffer is freed; 16,000 B live for a moment, 16,008 B with temporaries"
    )


@pytest.mark.parametrize(
    ("new", "change"),
    [
        (array(dtype="float64"), "same count, but int64 became float64, so nbytes stays"),
        (
            array(dtype="float32", itemsize=4, nbytes=4000, root_nbytes=4000),
            "same count, but int64 became float32, so nbytes goes from 8,000 to 4,000",
        ),
        (array(length=2000), "1,000 elements became 2,000, so nbytes goes from 8,000 to 16,000"),
        (
            array(length=2000, dtype="bool", itemsize=1, nbytes=2000, root_nbytes=2000),
            "count and dtype changed, nbytes goes from 8,000 to 2,000",
        ),
    ],
)
def test_what_changed(new: Observation, change: str) -> None:
    sentence = said("a = f(a)", new, before=(array(buffer=1),), net=new.nbytes, peak=new.nbytes, live=50_000)
    assert change in sentence.split("; ")


def test_the_old_buffer_lives_on_where_another_name_holds_it() -> None:
    before = (array("a", buffer=1), view("b", of="a", buffer=1))
    sentence = said("a = a + 1", array("a"), before=before, net=8000, peak=8000, live=16_000)
    assert sentence.endswith("; the old buffer lives on in b")


def test_bytes_of_others_are_not_said_to_be_of_the_old_buffer() -> None:
    sentence = said("a = f()", array(), before=(array(buffer=1),), net=-2000, live=8000, released=10_000)
    assert sentence.endswith("; frees 10 kB")


def test_a_part_of_a_larger_buffer() -> None:
    assert said("a = np.unique(b)", array(length=3, root_nbytes=8000), net=8000, peak=8000, live=8000) == (
        "a new buffer of 8,000 B, of which it uses 3 × 8 B"
    )
    wide = array(shape=(1000, 3), nbytes=24_000, root_nbytes=24)
    assert said("m = np.broadcast_to(np.arange(3), (1000, 3))", wide, net=24, peak=24, live=24) == (
        "a new buffer of 24 B, though nbytes says 24 kB"
    )


@pytest.mark.parametrize("memory", [array(), view(of=None), array(ownership=Ownership.ALIAS, buffer=1)])
def test_an_augmented_assignment_that_keeps_nothing_new(memory: Observation) -> None:
    assert said("a += 1", memory, before=(array(buffer=1),)) == "changed in place: no new bytes"


def test_an_augmented_assignment_with_a_temporary() -> None:
    assert said("a += b * 2", array(buffer=1), before=(array(buffer=1),), peak=8000, live=8000) == (
        "changed in place: no new bytes; 8 kB of temporaries lived for a moment"
    )


def test_an_array_that_was_there_before() -> None:
    taken = "memory that it did not allocate: no new bytes"
    assert said("a = itself(a)", array(buffer=1), before=(array(buffer=1),), peak=8000) == (
        "the buffer that it held before: no new bytes; 8 kB of temporaries lived for a moment"
    )
    assert said("a = parts.pop()", array(), before=(array("b", buffer=1),)) == taken
    mapped = array("m", length=10**9, type="memmap")
    assert said("m = np.memmap('file')", mapped, peak=16) == f"{taken}; 16 B of temporaries lived for a moment"


def test_an_augmented_assignment_that_makes_a_new_array() -> None:
    assert said("a += 1", array(), net=8000, peak=8000, live=8000) == "a new buffer: 1,000 × 8 B"


def test_views() -> None:
    assert said("h = f[::2]", view()) == "a view of f: no new bytes, keeps 8 MB alive"
    assert said("h = f[::2]", view(of=None)) == "a view: no new bytes, keeps 8 MB alive"
    assert said("h = g()[::2]", view(of=None), net=8_000_000, peak=8_000_000, live=8_000_000) == (
        "a new buffer of 8,000,000 B, of which it uses 1,000 × 8 B"
    )
    assert said("h = h[::2]", view(of=None), before=(array("h", buffer=1),)) == (
        "a view of what h held: no new bytes, keeps 8 MB alive"
    )
    assert said("h = mapped[:]", view(of="mapped", root_nbytes=None)) == "a view of mapped"


def test_a_view_larger_than_its_memory() -> None:
    wide = view(of="row", nbytes=8_000_000, root_nbytes=8000)
    assert said("b = np.broadcast_to(row, (1000, 1000))", wide) == (
        "a view of row: no new bytes, keeps 8 kB alive, though nbytes says 8 MB"
    )


def test_another_name_of_the_same_array() -> None:
    assert said("b = a", array("b", ownership=Ownership.ALIAS, view_of="a")) == "the same array as a: no new bytes"
    assert said("b = f()", array("b", ownership=Ownership.ALIAS)) == "an array from before: no new bytes"


def test_a_scalar() -> None:
    total = array("s", shape=(), nbytes=8, kind="scalar", buffer=None, root_nbytes=None)
    assert said("s = a.sum()", total) == "a NumPy scalar: no array bytes"


def test_memory_that_nobody_saw() -> None:
    assert said("x = p['x']", array("x", ownership=Ownership.UNKNOWN)) == "1,000 × 8 B; whose memory it is was not seen"


def test_several_arrays() -> None:
    q, r = array("q", length=9), array("r", length=3, buffer=3)
    assert said("q, r = np.linalg.qr(a)", q, r, net=96, peak=200, live=96) == (
        "q: a new buffer: 9 × 8 B; r: a new buffer: 3 × 8 B; 104 B more lived for a moment"
    )
    many = [array(name, length=1, buffer=at) for at, name in enumerate("abcde")]
    assert said("a, b, c, d, e = f()", *many, net=40, peak=40, live=40).endswith("c: a new buffer: 1 × 8 B; and 2 more")


def test_bytes_that_no_name_of_the_step_holds() -> None:
    assert said("parts.append(np.zeros(1000))", net=8000, peak=8000, live=8000) == (
        "8 kB of new buffers, inside other objects"
    )
    assert said("return a * 2", net=8000, peak=8000, live=16_000) == ("8 kB of new buffers, on their way to the caller")
    assert said("a = f()", array(), net=12_000, peak=12_000, live=12_000) == (
        "a new buffer: 1,000 × 8 B; 4 kB more inside other objects"
    )
    shared = [array("a"), view("b", of="a", buffer=2, root_nbytes=8000)]
    assert "other objects" not in said("a, b = f()", *shared, net=8000, peak=8000, live=8000)


def test_temporaries() -> None:
    assert said("print((a * 2).sum())", peak=8000) == "8 kB of temporaries lived for a moment"
    assert said("a = (b * 2) + 1", array(), net=8000, peak=16_000, live=8000) == (
        "a new buffer: 1,000 × 8 B; 8 kB more lived for a moment"
    )


def test_freeing() -> None:
    assert said("del a", deleted=("a",), before=(array("a"),), net=-8000, released=8000) == "frees 8 kB"
    both = (array("a"), view("b", of="a", buffer=2))
    assert said("del a", deleted=("a",), before=both) == "frees nothing: b still holds the memory"
    assert said("del a", deleted=("a",), before=(array("a"),)) == "frees nothing: something else still holds the memory"
    assert said("del n", deleted=("n",)) == ""
    assert said("parts.clear()", net=-8000, released=8000) == "frees 8 kB"


def test_nothing_to_say() -> None:
    assert said("n = 3") == ""


def test_modules_that_were_loaded() -> None:
    assert said("import pandas", net=100, peak=100, live=100, imports=True) == (
        "100 B of new buffers, inside other objects; modules were loaded, so some of its bytes may be theirs"
    )
    assert said("import pandas", imports=True) == ""


def test_with_threads_only_the_arrays_are_sure() -> None:
    sentence = said("a = f()", array(), before=(array(buffer=1),), peak=99, live=99, released=8000, approximate=True)
    assert sentence == "a new buffer: 1,000 × 8 B; same count and dtype, so nbytes stays"
    assert said("h = f[::2]", view(), approximate=True) == "a view of f: keeps 8 MB alive"
    seen = array("f", buffer=1)
    assert said("h = f[::2]", view(), before=(seen,), approximate=True) == (
        "a view of f: no new bytes, keeps 8 MB alive"
    )
    assert said("f()", peak=8000, approximate=True) == ""
