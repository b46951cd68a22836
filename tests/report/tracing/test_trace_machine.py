"""The JSON of `bytelens trace`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from bytelens.report.tracing.machine import document
from bytelens.tracing.trace import Exit, Failure, Moment, Peak, Trace
from bytelens.values.ownership import Ownership

from .making import at, cost, held, lesson, step

DOCS = Path(__file__).parents[3] / "docs"
SCHEMA = json.loads((DOCS / "trace.schema.json").read_text(encoding="utf-8"))


def valid(trace: Trace) -> dict[str, Any]:
    """The trace as JSON gives it back, once it has been held against the schema."""
    data: dict[str, Any] = json.loads(json.dumps(document(trace)))
    Draft202012Validator(SCHEMA).validate(data)
    return data


def failed() -> Trace:
    """A program of two threads that ended in an exception, with steps beyond the limit and a view."""
    view = held("h", (2, 3), ownership=Ownership.VIEW, view_of="f", buffer=7, root_nbytes=800)
    return replace(
        lesson(),
        steps=(step(1, 4, "h = f.T[::2]", view, deleted=("g",)),),
        steps_dropped=12,
        lines=(cost(4, view, hits=32, hits_exact=False, others=("h",)),),
        moments=(Moment(0.5, 8, 16, at(4), None),),
        exit=Exit(1, Failure("ValueError", "no", at(4, function="f"), "Traceback")),
        approximate=True,
        cells={0: 1, 2: 4},
    )


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "trace",
    [
        Trace("prog.py"),
        lesson(),
        failed(),
        replace(lesson(), exit=Exit(124, limit="time")),
        replace(lesson(), exit=Exit(139, Failure("SIGSEGV", ""))),
    ],
)
def test_every_trace_fits_the_schema(trace: Trace) -> None:
    assert valid(trace)["schema"] == 1


def test_a_step_says_everything_about_itself() -> None:
    fourth = valid(lesson())["steps"][3]
    assert {key: fourth[key] for key in ("step", "line", "function", "source", "net", "peak", "live", "released")} == {
        "step": 4,
        "line": 8,
        "function": None,
        "source": "arr = arr * 2",
        "net": 0,
        "peak": 8000,
        "live": 8000,
        "released": 8000,
    }
    (arr,) = fourth["variables"]
    assert (arr["name"], arr["shape"], arr["dtype"], arr["nbytes"]) == ("arr", [1000], "int64", 8000)


def test_what_was_alive_at_the_peak_adds_up_to_it() -> None:
    peak = valid(lesson())["peak"]
    assert peak["nbytes"] == sum(holder["nbytes"] for holder in peak["alive"]) + peak["unattributed"] == 16000


def test_an_exception_has_its_line() -> None:
    exception = valid(failed())["exit"]["exception"]
    assert (exception["type"], exception["line"], exception["function"]) == ("ValueError", 4, "f")


def test_what_is_not_known_is_null() -> None:
    data = valid(Trace("prog.py", peak=Peak(8, None, (), 8)))
    assert (data["numpy"], data["exit"], data["peak"]["line"]) == (None, None, None)


def test_every_key_is_documented() -> None:
    text = (DOCS / "schema.md").read_text(encoding="utf-8")
    documented = {
        key
        for line in text[text.index("`bytelens trace --format json`") :].splitlines()
        if line.startswith("| `")
        for key in line.split("|")[1].replace("`", "").replace(" ", "").split(",")
    }
    for definition in ("trace", "step", "cost", "variable", "peak", "moment", "exit"):
        assert set(SCHEMA["$defs"][definition]["properties"]) - documented == set()
