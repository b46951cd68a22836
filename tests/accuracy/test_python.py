"""What Python's own callables give, held against Python itself: known numbers exactly, others without a wrong claim."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bytelens.analysis.estimates import Claim
from bytelens.analysis.module import analyse

from .observing import disagreements

IMPORTS = """import collections, copy, functools, itertools, math, operator, random, time
import numpy as np
Pair = collections.namedtuple("Pair", "x y")
def each(values):
    for value in values:
        yield value
    yield 1
"""
# Each is a number or a list of few small ones, for small ints a, b, c in the lists `l` and `m` and the dict `d`.
EXPRESSIONS = (
    "sum(l)",
    "sum(l, c)",
    "min(l)",
    "max(l)",
    "min(a, b)",
    "max(a, b, c)",
    "max([], default=a)",
    "abs(-a)",
    "round(a + 0.4)",
    "divmod(a + 5, b + 1)",
    "pow(a, 2)",
    "len(l)",
    "len('ab' * a)",
    "int('4')",
    "int('11', 2)",
    "int(float('3e0'))",
    "len(str(a))",
    "list(l)",
    "tuple(l)",
    "list(range(a))",
    "list(range(c, a + 3, 2))",
    "[i * x for i, x in enumerate(l, 1)]",
    "[*reversed(l)]",
    "sorted(l)",
    "sorted(l, reverse=True)",
    "[x + y for x, y in zip(l, m)]",
    "list(map(lambda x: x + 1, l))",
    "list(map(operator.add, l, m))",
    "next(iter(l), a)",
    "list(map(int, '123'))",
    "dict(p=a, q=b)['q']",
    "len(dict(d, r=1))",
    "list(dict(zip('ab', l)).values())",
    "len(dict.fromkeys('abca', a))",
    "dict([('p', a)])['p']",
    "[x for x in each(l)]",
    "[len(t) for t in itertools.product(l, m)][:5]",
    "len(list(itertools.combinations(l, 2)))",
    "sum(each(l))",
    "[*map(sum, itertools.permutations(l, 2))][:4]",
    "[*itertools.chain(l, m)][:6]",
    "[*itertools.chain.from_iterable([l, m])][:6]",
    "[*itertools.islice(l, 1)]",
    "[*itertools.accumulate(l)]",
    "[*itertools.repeat(a, 2)]",
    "[*itertools.starmap(max, [(a, b), (b, c)])]",
    "[sum(t) for t in itertools.zip_longest(l, m, fillvalue=0)]",
    "math.prod(l)",
    "math.factorial(a)",
    "math.comb(a + 2, 2)",
    "functools.reduce(operator.mul, l, 1)",
    "functools.partial(max, a)(b)",
    "copy.copy(l)",
    "copy.deepcopy([l, m])[1]",
    "operator.add(a, b)",
    "Pair(a, b).y",
    "Pair(a, b)._replace(x=c).x",
    "len(Pair(a, b)._asdict())",
    "sum(Pair(a, b))",
    "d['p']",
    "d.get('z', c)",
    "len(d)",
    "list(d.values())",
    "[v for k, v in d.items()]",
    "d.pop('q')",
    "3 if 'p' in d else 4",
    "2 if a in l else 1",
    "2 if 'b' in 'abc' else 1",
    "l.pop()",
    "l.pop(0)",
    "l.index(a)",
    "l.count(a)",
    "l[::-1]",
    "l.copy()",
    "len('a,b,c'.split(','))",
    "int('-'.join(['1', '2'])[0])",
    "len(f'{a}-{b}')",
    "'abc'.index('c')",
    "len('{}x'.format(a))",
    "2 if 'abc'.startswith('ab') else 1",
    "len(' x '.strip())",
    "eval('a + 1')",
    "sum(x > 1 for x in l)",
)
STATEMENTS = (
    "l.append(c)",
    "l.extend(m)",
    "l.insert(1, c)",
    "l.remove(a)",
    "l.reverse()",
    "l.sort()",
    "l.sort(reverse=True)",
    "l.clear()",
    "l[1:2] = m",
    "l[:0] = [c, c]",
    "del l[0]",
    "del l[1:]",
    "del l[::2]",
    "l += m",
    "l *= 2",
    "l[0] = c",
    "m = l; m.append(c)",
    "d['z'] = c; l = list(d.values())",
    "del d['p']; l = list(d.values())",
    "d.update(p=c, q=a); l = list(d.values())",
    "d.setdefault('p', 7); l = list(d.values())",
    "d.popitem(); l = list(d.values())",
    "l = list({**d, 'r': c}.values())",
    "e = collections.defaultdict(int); e['x'] += a; l = list(e.values())",
    "e = collections.OrderedDict(d); l = list(e.values())",
    "e = collections.defaultdict(list); e['x'].append(a); l = e['x']",
    "l.pop(); l.pop(0)",
    "(x, *l) = m",
    "l = [y for x in [l, m] for y in x]",
)
# With numbers that are not known: no claim may be wrong.
UNKNOWN_TOO = (
    "random.choice(l)",
    "random.randint(1, c + 1)",
    "random.randrange(a + 1)",
    "random.sample(l, 2)",
    "random.choices(m, k=a)",
    "sorted(l, key=lambda x: -x)",
    "max(l, m, key=len)",
    "min(l, key=lambda x: x % 2)",
    "l[int(random.random() * 2)]",
    "d[random.choice('pq')]",
    "[*filter(None, l)]",
    "[*filter(lambda x: x > 1, l)]",
    "len(str(random.random()))",
    "round(random.uniform(0, 3))",
    "int(time.time()) % 3",
    "[*itertools.takewhile(bool, l)]",
    "min(a, len(str(random.random())))",
    "[*itertools.combinations_with_replacement(l, 2)][0]",
    "2 if 'a' in globals() else 3",
    "[k for k in each(each(m))]",
)
small = st.integers(0, 4)


def _program(a: int, b: int, c: int, first: str, expression: str) -> str:
    held = f"a, b, c = {a}, {b}, {c}\nl, m = [a, b, c], [c, a]\nd = dict(p=a, q=b)\n"
    return f"{IMPORTS}{held}{first}\nx = np.zeros({expression})\n"


def _said(source: str) -> Any:
    found = [
        estimate for estimate in analyse(source).estimates if estimate.name == "x" and estimate.claim is Claim.EXACT
    ]
    return found[0].variants[0].shape if found else None


@pytest.mark.parametrize("expression", EXPRESSIONS)
@given(a=small, b=small, c=small)
@settings(max_examples=6, deadline=None)
def test_what_is_given_for_known_numbers(expression: str, a: int, b: int, c: int) -> None:
    namespace: dict[str, Any] = {}
    source = _program(a, b, c, "", expression)
    exec(source, namespace)
    assert _said(source) == namespace["x"].shape


@pytest.mark.parametrize("statement", STATEMENTS)
@given(a=small, b=small, c=small)
@settings(max_examples=6, deadline=None)
def test_what_statements_leave_in_lists(statement: str, a: int, b: int, c: int) -> None:
    namespace: dict[str, Any] = {}
    source = _program(a, b, c, statement, "l")
    exec(source, namespace)
    assert _said(source) == namespace["x"].shape


@pytest.mark.parametrize("expression", [*EXPRESSIONS, *UNKNOWN_TOO])
@given(a=small, seed=small)
@settings(max_examples=6, deadline=None)
def test_no_claim_is_wrong_about_unknown_numbers(expression: str, a: int, seed: int) -> None:
    unknown = f"random.seed({seed})\nb, c = int(random.random() * 3), random.randint(0, 3)\n"
    held = "l, m = [a, b, c], [c] * a\nif random.random() < 0.5:\n    l.append(b)\nd = dict(p=a, q=b)\n"
    assert disagreements(f"{IMPORTS}a = {a}\n{unknown}{held}x = np.zeros({expression})\n") == []


@pytest.mark.parametrize("statement", STATEMENTS)
@given(a=small, seed=small)
@settings(max_examples=6, deadline=None)
def test_no_claim_is_wrong_about_lists_of_unknown_numbers(statement: str, a: int, seed: int) -> None:
    unknown = f"random.seed({seed})\nb, c = int(random.random() * 3), random.randint(0, 3)\n"
    held = "l, m = [a, b, c], [c] * a\nif random.random() < 0.5:\n    l.append(b)\nd = dict(p=a, q=b)\n"
    source = f"{IMPORTS}a = {a}\n{unknown}{held}{statement}\nx = np.zeros(l[:4])\ny = np.zeros(len(l))\n"
    assert disagreements(source) == []
