"""Random whole programs of ordinary NumPy code."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = ("a", "b", "c", "d")
LISTS = ("l", "m")
DICTS = ("e", "o")
NUMBERS = ("n", "k")
UNKNOWNS = ("random.random() < 0.5", "random.choice([0, 1])")
_name, _list, _number = st.sampled_from(NAMES), st.sampled_from(LISTS), st.sampled_from(NUMBERS)
_dict = st.sampled_from(DICTS)
_small = st.integers(0, 3)

_SIZES = st.one_of(_small.map(str), _number, _name.map(lambda a: f"len({a})"), _list.map(lambda held: f"len({held})"))
_CREATIONS = (
    "np.zeros({0})",
    "np.ones(({0}, 2))",
    "np.arange({0})",
    "np.full((2, {0}), 1, 'f4')",
    "np.zeros((), 'i2')",
)
_UNARY = (
    "{0}.T", "{0}[1:]", "{0}[::2]", "{0}[None]", "{0}[..., None]", "{0}[0]", "{0}.copy()", "{0}.ravel()",
    "{0}.reshape(-1)",
    "{0}.sum(axis=0)", "{0}.sum()", "-{0}", "{0} * 2", "{0} > 0", "{0}.astype('f4')", "np.sqrt(abs({0}))",
    "np.atleast_1d({0})",
    "np.array({0})", "np.asarray({0})", "{0}.mean(axis=-1, keepdims=True)", "{0}[{0} > 0]", "{0} + 1j",
    "np.squeeze({0})",
    "{0}", "f({0})", "g({0}, {0})", "h({0})", "{0}.real", "np.array([{0}, {0}])", "(lambda x: x[None])({0})",
)  # fmt: skip
_BINARY = (
    "{0} + {1}", "{0} @ {1}", "{0} if {2} else {1}", "np.concatenate([{0}, {1}])", "np.stack([{0}, {1}])",
    "{0} or {1}",
    "np.where({0} > 0, {0}, {1})", "np.minimum({0}, {1})", "g({0}, {1})", "np.add({0}, 1, out={1})",
    "np.vstack([{0}, {1}])",
    "({0}, {1})[{2}]", "max({0}, {1}, key=np.size)", "[{0}, {1}][-1]",
)  # fmt: skip
_FROM_LISTS = (
    "{l}[0]", "{l}[-1]", "{l}[n]", "np.concatenate({l})", "np.array({l})", "{l}.pop()", "h({l}[0])",
    "next(iter({l}))",
    "[x.T for x in {l}][0]", "sum(len(x) for x in {l}) * np.ones(2)", "np.stack([x for x in {l} if {2}])",
    "sum({l})", "max({l}, key=np.size)", "sorted({l}, key=np.ndim)[0]", "random.choice({l})", "{l}.pop(0)",
    "{l}.pop(n)",
    "copy.deepcopy({l})[0]", "[*itertools.chain({l}, {m})][-1]", "functools.reduce(g, {l})", "next(each({l}))",
    "list(each({l}))[-1]", "sum(np.size(x) for x in each({l})) * np.ones(1)", "next(iter(zip({l}, {m})))[0]",
    "list(map(lambda x: x[None], {l}))[0]", "list(filter(np.size, {l}))[0]", "np.zeros({l}.count(n) + len({l}))",
)  # fmt: skip
_FROM_DICTS = (
    "{e}['p']", "{e}.get('q', {0})", "{e}.pop('q', {0})", "{e}[key()]", "{e}.setdefault(key(), {0})",
    "[*{e}.values()][0]",
    "{e}.get(key())", "np.zeros(len({e}))", "np.zeros(2 if 'q' in {e} else 3)", "boxes[key()][0]", "pair.x",
    "pair[1]",
    "pair._replace(y={0}).y", "dict({e}, r={0})['r']", "{{**{e}, 'p': {0}}}['p']", "max({e}.values(), key=np.size)",
    "np.zeros(len(boxes))", "copy.copy({e})['p']",
)  # fmt: skip
_ON_LISTS = (
    "{l} = [{0}, {1}]", "{l}.append({0})", "{l} = {m}", "{l}[0] = {0}", "{l}[n] = {0}", "{l} += [{0}]",
    "{l} = [{0}] * k",
    "{l} = list({m})", "{l} = {l}[1:]", "{l}.extend({m})", "{l}.insert(0, {0})", "{l} = [x + 1 for x in {m}]",
    "{l} *= 2",
    "{l}.reverse()", "del {l}[0]", "change({l}, {0})", "{l} = {m} + {l}", "{l} = sorted({l}, key=np.size)",
    "{l} = {l} or {m}",
    "random.shuffle({l})", "{l} = {m} if {2} else {l}", "{l}[n:] = {m}", "{l}[:1] = [{0}, {1}]", "del {l}[n:]",
    "{l}.clear()",
    "{l}.sort(key=np.size)", "{l}.insert(k, {0})", "{l} = list(each({m}))", "{l} = [*{m}, {0}]", "{l} = {m}.copy()",
    "{l} = copy.deepcopy({m})", "{l}, {m} = {m}, {l}", "{l} = list(reversed({m}))", "{l}.append({l}[0])",
    "{l} = keep({0})", "both = ({l}, {m}); both[0].append({0})",
)  # fmt: skip
_ON_DICTS = (
    "{e} = {{'p': {0}, 'q': {1}}}", "{e}['q'] = {0}", "{e}[key()] = {0}", "del {e}['q']", "{e} = dict(p={0})",
    "{e} = {o}",
    "{e}.update({o})", "{e} = {o}.copy()", "{e}.clear()", "boxes[key()].append({0})", "boxes['p'] = {l}",
    "del {e}[key()]",
    "pair = Pair({0}, {1})", "pair = pair._replace(x={0})", "{e} = {{**{o}}}",
    "{e} = {{k: v[None] for k, v in {o}.items()}}",
    "boxes = collections.defaultdict(list)", "{e} = dict(zip('pqr', {l}))", "{e} = dict.fromkeys('pq', {0})",
    "{e}.setdefault('s', {0})", "store.append({e})", "change({e}, {0})", "{e}.popitem()", "{l} = boxes[key()]",
    "{l} = list({e}.values())",
)  # fmt: skip
_IN_PLACE = (
    "{0} += 1",
    "{0} *= {1}",
    "{0}[0] = 1",
    "{0} -= {1}",
    "{0}.sort()",
    "{0}.shape = -1",
    "np.negative({0}, out={0})",
)
_ON_NUMBERS = (
    "n = {s}",
    "k = n + 1",
    "n += 1",
    "n = {0}.ndim",
    "k = {0}.shape[0]",
    "n, k = k, n",
    "k = int(random.random() < 2)",
)
_EFFECTS = (
    "swap()",
    "list(map(swap, [1]))",
    "sorted([1, 2], key=swap)",
    "random.choice([swap])()",
    "step()",
    "del {0}",
)

_HEADER = """import collections
import copy
import functools
import itertools
import random
import numpy as np
random.seed({seed})
a, b = np.zeros((2, 3)), np.ones(3)
c = a[0]
d = np.arange(4)
l, m = [a, b], [c]
n, k = 1, 2
store = []
e, o = {"p": a, "q": b}, {"p": d}
boxes = collections.defaultdict(list)
Pair = collections.namedtuple("Pair", "x y")
pair = Pair(a, b)
def key():
    return random.choice(["p", "q", "r"])
def each(values):
    for x in values:
        yield x
        if len(values) > 4:
            return
def grow(values):
    while len(values) < 6:
        values.append(a)
        yield values[-1]
def f(x):
    y = x[None]
    z = y.T
    return z if random.random() < 0.5 else y
def g(x, y=None):
    if y is None:
        return x
    w = np.concatenate([x, x])
    return w if len(w) > 3 else y
def h(x, depth=0):
    v = x[None]
    return h(v, depth + 1) if depth < 4 else v
def change(values, x):
    values[0] = x
    if len(values) > 2:
        values.pop()
def keep(x):
    store.append(x)
    return store
def swap(x=None):
    global a, n
    a = b
    n = n + 1
    l[0] = d
    return 1
def make(t):
    u = t
    def step():
        nonlocal u
        u = u[None] if u.ndim < 5 else u
        return u
    return step
step = make(b)
ticks = []
def tick():
    ticks.append(1)
    if len(ticks) > 200 or len(l) + len(m) > 50 or any(np.size(x) > 500 for x in (a, b, c, d)):
        raise SystemExit
"""


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """An expression that mostly is an array."""
    kind = draw(st.sampled_from(("create", "unary", "unary", "binary", "binary", "list", "list", "dict", "step")))
    forms = {"create": _CREATIONS, "unary": _UNARY, "binary": _BINARY, "list": _FROM_LISTS, "dict": _FROM_DICTS}
    form = forms.get(kind, ("step()",))
    text = draw(st.sampled_from(form))
    first = draw(_SIZES if kind == "create" else _name)
    return text.format(first, draw(_name), draw(st.sampled_from(UNKNOWNS)), l=draw(_list), m=draw(_list), e=draw(_dict))


@st.composite
def simple_statements(draw: st.DrawFn) -> list[str]:
    """A statement on one line; those that may fail are tried."""
    kind = draw(
        st.sampled_from(("bind", "bind", "bind", "bind", "list", "list", "dict", "place", "number", "effect", "unpack"))
    )
    if kind == "bind":
        text = f"{draw(_name)} = {draw(expressions())}"
    elif kind == "unpack":
        text = f"{', '.join(draw(st.permutations(NAMES))[:2])} = {draw(_name)}, {draw(expressions())}"
    else:
        forms = {"list": _ON_LISTS, "dict": _ON_DICTS, "place": _IN_PLACE, "number": _ON_NUMBERS, "effect": _EFFECTS}[
            kind
        ]
        text = draw(st.sampled_from(forms)).format(
            draw(_name),
            draw(_name),
            draw(st.sampled_from(UNKNOWNS)),
            l=draw(_list),
            m=draw(_list),
            s=draw(_SIZES),
            e=draw(_dict),
            o=draw(_dict),
        )
    if draw(st.booleans()):
        return ["try:", f"    {text}", "except Exception:", f"    {draw(_name)} = {draw(_name)}"]
    return [text]


@st.composite
def blocks(draw: st.DrawFn, depth: int) -> list[str]:
    """A few statements, compound ones among them."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        lines += draw(compound_statements(depth) if depth and draw(st.integers(0, 2)) == 0 else simple_statements())
    return lines


@st.composite
def compound_statements(draw: st.DrawFn, depth: int) -> list[str]:
    """A branch, a loop or a function called at once."""
    header = draw(
        st.sampled_from(
            (
                "if {2}:",
                "if {0}.ndim > 1:",
                "for x in {l}:",
                "for i in range({s}):",
                "for i in range(70):",
                "for x in {0}:",
                "for i, x in enumerate({l}):",
                "for x, y in zip({l}, {m}):",
                "while n < 5 and {2}:",
                "while {2}:",
                "try:",
                "def t():",
                "for x in {l}[:]:",
                "with np.errstate(all='ignore'):",
                "for n in range(k):",
                "while True:",
                "for x in each({l}):",
                "for x in grow({l}):",
                "for x in (y for y in {l}):",
                "for key_, x in {e}.items():",
                "for x in {e}.values():",
                "for x, y in itertools.product({l}, {m}):",
                "for x in map(f, {l}):",
                "for x in reversed({l}):",
            )
        )
    ).format(
        draw(_name), "", draw(st.sampled_from(UNKNOWNS)), l=draw(_list), m=draw(_list), s=draw(_SIZES), e=draw(_dict)
    )
    body = draw(blocks(depth - 1))
    if header.startswith(("for", "while")):
        body += draw(st.sampled_from(([], [f"if {UNKNOWNS[0]}: break"], [f"if {UNKNOWNS[1]}: continue", "n += 1"])))
        body += [f"{draw(_name)} = x"] if " x" in header and draw(st.booleans()) else []
        body.insert(0, "tick()")
    lines = [header, *(f"    {line}" for line in body)]
    if header == "def t():":
        shared = "    global a, b, c, d, l, m, n, k, e, o, pair, boxes"
        return [header, shared, *lines[1:], f"    return {draw(_name)}", f"{draw(_name)} = t()"]
    if header == "try:":
        end = draw(st.sampled_from(("finally:", "except ValueError:")))
        return [*lines, end, *(f"    {line}" for line in draw(blocks(0)))]
    if draw(st.booleans()) and not header.startswith("with"):
        lines += ["else:", *(f"    {line}" for line in draw(blocks(0)))]
    return lines


@st.composite
def programs(draw: st.DrawFn) -> str:
    """A program that ends, one way or another."""
    body = draw(st.lists(blocks(2), min_size=1, max_size=4))
    header = _HEADER.replace("{seed}", str(draw(st.integers(0, 3))))
    return header + "\n".join(line for block in body for line in block) + "\n"
