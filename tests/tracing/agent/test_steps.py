"""What counts as a step, what it stored, wrote, deleted and freed."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from .running import Ran, traced


def _traced(folder: Path, text: str, **options: int) -> Ran:
    return traced(folder, dedent(text).lstrip(), **options)  # type: ignore[arg-type]


def _order(ran: Ran) -> list[tuple[int, int]]:
    return [(step["line"], step["hit"]) for step in ran.steps]


def test_the_lesson(tmp_path: Path) -> None:
    text = "import numpy as np\narr = np.arange(1000)\nprint(arr.nbytes)\narr = arr * 2\nprint(arr.nbytes)\n"
    ran = traced(tmp_path, text)
    assert ran.out == "8000\n8000\n"
    assert [(step["net"], step["live"], step["released"], step["output"]) for step in ran.steps] == [
        (0, 0, 0, ""),
        (8000, 8000, 0, ""),
        (0, 8000, 0, "8000\n"),
        (0, 8000, 8000, ""),
        (0, 8000, 0, "8000\n"),
    ]
    # NumPy makes an array of the 2 for a moment.
    assert ran.step(4)["peak"] in (8000, 8008)
    assert (ran.step(1)["imports"], ran.step(2)["imports"]) == (True, False)
    assert ran.of("numpy")
    (end,) = ran.of("end")
    assert (end["code"], end["exception"]) == (0, None)


def test_headers_of_loops_are_steps_each_time_they_run(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    for i in range(2):
        x = i
    n = 2
    while n:
        n -= 1
    else:
        y = 1
    """)  # fmt: skip
    assert _order(ran) == [
        (1, 1), (2, 1), (1, 2), (2, 2), (1, 3), (3, 1), (4, 1), (5, 1), (4, 2), (5, 2), (4, 3), (7, 1),
    ]  # fmt: skip


def test_jumps_close_what_runs(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    for i in range(3):
        if i == 1:
            continue
        if i == 2:
            break
        x = i
    y = 1
    """)  # fmt: skip
    assert _order(ran) == [(1, 1), (2, 1), (4, 1), (6, 1), (1, 2), (2, 2), (1, 3), (2, 3), (4, 2), (7, 1)]


def test_a_call_is_done_after_its_statements(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import numpy as np
    def f(n):
        a = np.ones(n)
        b = a * 2
        return b
    x = f(100)
    """)  # fmt: skip
    assert [(step["line"], step["function"]) for step in ran.steps][2:] == [(3, "f"), (4, "f"), (5, "f"), (6, None)]
    assert [step["net"] for step in ran.steps][2:] == [800, 800, 0, 800]
    assert ran.step(6)["peak"] >= 1600
    assert ran.step(6)["released"] == 0


def test_statements_of_several_lines_are_one(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import numpy as np
    a = np.array(
        [1,
         2]
    )
    if (a.sum()
        > 1):
        b = [i
             for i in range(3)]
    """)  # fmt: skip
    assert [(step["line"], step["end_line"]) for step in ran.steps] == [(1, 1), (2, 5), (6, 7), (8, 9)]


def test_every_kind_of_target(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import numpy as np
    x, (y, *z) = np.ones(1), (np.ones(2), 3, 4)
    w: object = np.ones(3)
    w += 1
    for v in [np.ones(4)]: pass
    with np.errstate() as e, open("/dev/null") as f: pass
    if (u := np.ones(5)) is not None: pass
    t = np.float32(2)
    l = [0, 0]
    l[-1] = np.ones(6)
    for l[0] in [np.ones(7)]: pass
    if False and (s := 1): pass
    """)  # fmt: skip
    assert ran.err == ""
    seen = {(step["line"], variable["name"]): variable["shape"] for step in ran.steps for variable in step["variables"]}
    assert seen == {
        (2, "x"): [1], (2, "y"): [2], (3, "w"): [3], (4, "w"): [3], (5, "v"): [4], (7, "u"): [5], (8, "t"): [],
        (10, "l[-1]"): [6], (11, "l[0]"): [7],
    }  # fmt: skip
    assert ran.variable(8, "t")["kind"] == "scalar"
    assert ran.lines()[2]["others"] == ["z"]


def test_deleted_names_and_what_that_frees(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import numpy as np
    a, b = np.ones(10), np.ones(20)
    del a, b
    """)  # fmt: skip
    step = ran.step(3)
    assert (step["deleted"], step["net"], step["released"]) == (["a", "b"], -240, 240)


def test_output_belongs_to_the_innermost_statement(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import sys, logging, io, contextlib
    def f():
        print("inner")
    f()
    sys.stdout.writelines(["a", "b"])
    logging.warning("careful")
    with contextlib.redirect_stdout(io.StringIO()):
        print("elsewhere")
    print("x" * 100_000)
    sys.stdout.flush()
    """)  # fmt: skip
    assert ran.out == "inner\nab" + "x" * 100_000 + "\n"
    told = {step["line"]: step["output"] for step in ran.steps if step["output"]}
    assert told.pop(9).startswith("xxx")
    assert told == {3: "inner\n", 5: "ab", 6: "WARNING:root:careful\n"}
    assert ran.step(9)["output_cut"]
    assert len(ran.step(9)["output"]) < 10_000


def test_a_statement_that_fails_ends_with_its_function(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import numpy as np
    def f():
        big = np.ones(1000)
        raise ValueError(big.size)
    try:
        x = f()
    except ValueError:
        y = np.ones(10)
    """)  # fmt: skip
    assert _order(ran)[-4:] == [(3, 1), (4, 1), (6, 1), (8, 1)]
    assert ran.step(6)["variables"] == []
    assert ran.step(8)["net"] == 80


def test_what_others_do_while_a_generator_waits_is_not_its_own(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import numpy as np
    def pieces():
        for i in range(2):
            big = np.ones(100)
            got = yield big[i:]
            last = got
    it = pieces()
    a = next(it)
    b = np.ones(1000)
    c = it.send(b)
    """)  # fmt: skip
    assert ran.step(5, 1)["net"] == 0
    assert ran.variable(5, "got")["view_of"] == "b"
    assert (ran.variable(8, "a")["view_of"], ran.step(8)["net"]) == ("big", 800)
    assert ran.step(9)["net"] == 8000


def test_tasks_that_wait_for_each_other(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import asyncio
    import numpy as np
    async def work(n):
        a = np.ones(n)
        await asyncio.sleep(0)
        b = a * 2
        return b
    async def many(n):
        yield np.ones(n)
    async def main():
        found = await asyncio.gather(work(100), work(200))
        async for c in many(5):
            d = c
        return len(found)
    print(asyncio.run(main()))
    """)  # fmt: skip
    assert (ran.out, ran.err) == ("2\n", "")
    assert sorted(step["net"] for step in ran.steps if step["line"] == 4) == [800, 1600]
    assert [step["net"] for step in ran.steps if step["line"] == 5] == [0, 0]
    assert ran.variable(12, "c")["shape"] == [5]


def test_importing_costs_the_importing_line_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("import numpy as np\nkept = np.ones(1000)\n")
    ran = _traced(tmp_path, """
    import numpy.ma
    import mine
    x = mine.kept
    """)  # fmt: skip
    main = {step["line"]: step for step in ran.steps if step["file"] == 0}
    assert (main[1]["net"], main[1]["peak"], main[1]["live"]) == (0, 0, 0)
    assert (main[2]["net"], main[3]["live"]) == (8000, 8000)
    assert [message["path"].rpartition("/")[2] for message in ran.of("file")] == ["prog.py", "mine.py"]


def test_steps_end_at_the_limit_and_lines_go_on(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import numpy as np
    for i in range(3000):
        x = np.ones(i + 1)
    del x
    """, steps=20)  # fmt: skip
    assert len(ran.steps) == 20
    line = ran.lines()[3]
    assert not line["hits_exact"]
    assert 20 < line["hits"] < 3000
    assert ran.lines()[4]["hits_exact"]
    assert ran.of("dropped")[-1]["steps"] > 10
    assert len(line["variables"]) <= 32


def test_within_the_limit_every_hit_counts(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import numpy as np
    for i in range(100):
        x = np.ones(i + 1)
    """)  # fmt: skip
    line = ran.lines()[3]
    assert (line["hits"], line["hits_exact"], len(line["variables"])) == (100, True, 32)


def test_a_line_that_grows_late_is_seen_again(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import time
    import numpy as np
    x = np.ones(1)
    end = time.perf_counter() + 1.5
    while time.perf_counter() < end:
        x = np.append(x, 1.0)
    """, steps=0)  # fmt: skip
    assert ran.lines()[6]["peak"] > 10_000


def test_a_line_that_shows_nothing_new_is_left_sooner(tmp_path: Path) -> None:
    ran = _traced(tmp_path, """
    import numpy as np
    for i in range(1, 300):
        grows = np.ones(i)
        changes = np.ones(600)[:i]
        stays = np.ones(5)
    """, steps=0)  # fmt: skip
    hits = [ran.lines()[line]["hits"] for line in (3, 4, 5)]
    assert hits == sorted(set(hits), reverse=True)
    assert hits[-1] >= 5
