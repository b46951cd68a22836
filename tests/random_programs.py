"""Random NumPy programs, each statement of which an oracle measures, or plain ones."""

from __future__ import annotations

from random import Random

# Around 256 KiB of float64, where NumPy starts to reuse temporaries; and small ones, whose memory it keeps.
LENGTHS = (6, 100, 4096, 32766, 32768, 40000)

_HEAD = """import sys
sys.path.insert(0, {folder!r})
import numpy as np
from oracle import Oracle
o = Oracle()
class Box:
    pass
box = Box()
table = {{}}
rng = np.random.default_rng(1)
np.seterr(all="ignore")
def scaled(x, y):
    o.begin()
    t = x * 2.0 + y
    o.end()
    o.begin()
    t -= x.mean()
    o.end()
    return np.abs(t)
def deep(x, n):
    if n == 0:
        return x[: len(x) // 2] + 1
    o.begin()
    y = deep(x + n, n - 1)
    o.end()
    return np.concatenate([y, y])[: len(y)]
def pieces(x):
    for i in range(3):
        yield x[i:] * 2
def failing(x):
    big = x + 1
    raise ValueError(len(big))
"""


class Writer:
    """Writes statements on arrays, all of one dimension, of which it knows the lengths."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._arrays: dict[str, int] = {}
        self._lines: list[str] = []

    def program(self, statements: int, folder: str, result: str) -> str:
        """The text of a program."""
        self._lines = _HEAD.format(folder=folder).splitlines()
        for _ in range(statements):
            self._statement()
        self._lines.append(f"o.finish({result!r})")
        return "\n".join(self._lines) + "\n"

    def plain_program(self, statements: int) -> str:
        """The text of a program that nobody measures from within."""
        lines = self.program(statements, "", "").splitlines()
        return "\n".join(map(_without_oracle, lines)) + "\n"

    def _measured(self, text: str, indent: str = "") -> None:
        self._lines += [f"{indent}o.begin()", f"{indent}{text}", f"{indent}o.end()"]

    def _new_name(self) -> str:
        return f"v{self._random.randrange(12)}"

    def _any(self) -> str:
        return self._random.choice(sorted(self._arrays))

    def _same(self, name: str) -> str:
        return self._random.choice(sorted(other for other in self._arrays if self._arrays[other] == self._arrays[name]))

    def _statement(self) -> None:
        kinds = (self._create, self._compute, self._view, self._change, self._reduce, self._pick, self._call, self._odd)
        if len(self._arrays) < 3:
            self._create()
        elif self._random.random() < 0.06:
            name = self._any()
            del self._arrays[name]
            self._measured(f"del {name}")
        else:
            self._random.choice(kinds)()

    def _store(self, name: str, text: str, length: int) -> None:
        self._measured(f"{name} = {text}")
        self._arrays[name] = length

    def _create(self) -> None:
        n = self._random.choice(LENGTHS)
        makers = ("zeros({n})", "ones({n})", "arange({n}) * 1.0", "empty({n})", "full({n}, 3.0)", "linspace(0, 1, {n})")
        text = self._random.choice([*(f"np.{maker}" for maker in makers), "rng.random({n})", "np.arange({n}.0)"])
        self._store(self._new_name(), text.format(n=n), n)

    def _compute(self) -> None:
        a = self._any()
        b, c = self._same(a), self._same(a)
        forms = (
            "({a} - {b}) ** 2", "{a} + {b} * {c} - 1", "np.sqrt(np.abs({a} * {b}) + 1)", "-{a}", "{a} * 2",
            "np.power(np.subtract({a}, {b}), 2)", "np.where({a} > {b}, {a}, {c})", "({a} + {b}) + ({a} * {c})",
            "np.clip({a}, 0, 1)", "{a}.copy()", "np.maximum({a}, 0) / ({b} + 5)", "({a} > 0).astype(float) * {b}",
        )  # fmt: skip
        self._store(self._new_name(), self._random.choice(forms).format(a=a, b=b, c=c), self._arrays[a])

    def _view(self) -> None:
        a = self._any()
        n = self._arrays[a]
        forms = (
            ("{a}[::2]", (n + 1) // 2), ("{a}[1:]", n - 1), ("{a}[::-1]", n), ("{a}.reshape(1, -1)[0]", n),
            ("{a}.T", n), ("{a}", n), ("np.ravel({a})", n), ("np.asarray({a})", n),
        )  # fmt: skip
        text, length = self._random.choice([form for form in forms if form[1] >= 5])
        self._store(self._new_name(), text.format(a=a), length)

    def _change(self) -> None:
        a = self._any()
        b = self._same(a)
        forms = (
            "{a} += 1", "{a} *= {b}", "{a}[:] = {b} * 0.5", "np.add({a}, {b}, out={a})", "{a}[0] = 3", "{a}.fill(2)",
            "{a}[{a} > 1e3] = 0.0", "{a}.sort()", "{a} -= {a}.min()", "np.multiply({a}, 0.5, {a})",
        )  # fmt: skip
        self._measured(self._random.choice(forms).format(a=a, b=b))

    def _reduce(self) -> None:
        forms = (
            "{a}.sum()", "{a}.mean()", "np.std({a})", "np.median({a})", "{a}.max() - {a}.min()", "np.dot({a}, {a})",
            "({a} * {a}).sum()", "np.any({a} > 0)", "len(np.unique(np.round({a})))", "np.percentile({a}, 30)",
        )  # fmt: skip
        self._measured(f"s = {self._random.choice(forms).format(a=self._any())}")

    def _pick(self) -> None:
        a = self._any()
        n = self._arrays[a]
        forms = (
            ("np.sort({a})", n), ("{a}[np.argsort({a})]", n), ("{a}[np.arange(5)]", 5), ("np.cumsum({a})", n),
            ("np.concatenate([{a}, {a}])", 2 * n), ("np.append({a}, 1.0)", n + 1), ("np.diff({a})", n - 1),
            ("np.stack([{a}, {a}]).sum(axis=0)", n), ("np.outer({a}[:5], {a}[:5]).ravel()", 25),
            ("np.tile({a}, 2)", 2 * n),
            ("{a}.astype(np.float32).astype(float)", n), ("np.roll({a}, 1)", n), ("np.flip({a}).copy()", n),
        )  # fmt: skip
        text, length = self._random.choice([form for form in forms if 5 <= form[1] <= 100_000])
        self._store(self._new_name(), text.format(a=a), length)

    def _call(self) -> None:
        a = self._any()
        b = self._same(a)
        n = self._arrays[a]
        text, length = self._random.choice([(f"scaled({a}, {b})", n), (f"deep({a}, 2)", n // 2)])
        if length >= 5:
            self._store(self._new_name(), text, length)

    def _odd(self) -> None:
        a = self._any()
        n = self._arrays[a]
        form = self._random.randrange(10)
        if form == 0:
            x, y = self._new_name(), self._new_name()
            self._measured(f"{x}, {y} = {a} + 1, {a} * 2")
            self._arrays[x] = self._arrays[y] = n
        elif form == 1:
            self._measured(f"box.w = {a} + 1")
        elif form == 2:
            self._measured(f"table[{self._random.randrange(3)}] = {a}[1:] * 3")
        elif form == 3:
            self._measured(f"many = [{a} + i for i in range(3)]")
        elif form == 4:
            self._measured(f"s = sum(piece[0] for piece in pieces({a}))")
        elif form == 5:
            self._failure(a)
        elif form == 6:
            self._loop(a)
        elif form == 7:
            self._in_place(a)
        elif form == 8:
            self._measured(f"first, second, *_ = {a}")
        else:
            self._measured("many = None")

    def _failure(self, a: str) -> None:
        self._lines += ["try:", "    o.begin()", f"    s = failing({a})", "except ValueError:", "    o.drop()"]
        self._measured(f"s = {a} + 1")

    def _in_place(self, a: str) -> None:
        place = self._random.choice(("box.q", "table[9]"))
        for text in (f"{place} = {a} - 1", f"{place} += {a}", f"{place} *= {a} + 2"):
            self._measured(text)
        if place == "table[9]":
            self._measured("del table[9]")
        self._measured(f"{a}[{self._random.randrange(5)}] += 1")

    def _loop(self, a: str) -> None:
        name = next(name for name in iter(self._new_name, "") if name != a)
        self._lines.append(f"for i in range({self._random.randrange(1, 5)}):")
        self._measured(f"    {name} = {a}[i:] * i".strip(), "    ")
        self._lines.append(f"{name} = {a}.copy()")
        self._arrays[name] = self._arrays[a]


def _without_oracle(line: str) -> str:
    text = line.strip()
    if text.startswith("o."):
        return line.replace(text, "pass")
    return "" if text.startswith(("sys.path", "from oracle", "o = ")) else line
