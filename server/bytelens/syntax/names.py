"""The names in a statement that does not parse: those it mentions, and those that it may bind."""

import keyword
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

_NAME = re.compile(r"[^\W\d]\w*")
_TOKEN = re.compile(
    r"""
    \#[^\n]*
  | [rbfuRBFU]{0,2} (?: \"{3}.*?\"{3} | '{3}.*?'{3} | "(?:[^"\\\n]|\\.)*"? | '(?:[^'\\\n]|\\.)*'? )
  | \w+ | := | [=!<>]= | [^\s\w]
    """,
    re.VERBOSE | re.DOTALL,
)
# After these words, every bare name is a target (`for` up to its `in`, `as` up to a colon).
_BINDERS = frozenset({"for", "as", "import", "del", "global", "nonlocal", "case"})
_NOT_A_TARGET = frozenset({".", "(", "["})


def mentioned_names(text: str) -> frozenset[str]:
    """Every identifier in `text`, those in strings and comments too: never less than the code can reach."""
    return frozenset(name for name in _NAME.findall(_normal(text)) if not keyword.iskeyword(name))


def bound_names(text: str) -> frozenset[str]:
    """The names that one statement may bind, as far as it is typed: where in doubt, a name counts.

    A name that is called, subscripted or has an attribute taken is not bound by it, nor is an argument of a
    call: `y = np.zeros((n,` binds `y` alone.
    """
    tokens = [token for token in _TOKEN.findall(_normal(text)) if not token.startswith("#")]
    found = {*_declared(tokens), *_parameters(tokens), *_targets(tokens)}
    found.update(name for name, after in pairwise(tokens) if after == ":=")
    return frozenset(name for name in found if _is_name(name))


def _normal(text: str) -> str:
    # Python compares identifiers in this form (Language Reference, 2.3).
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _is_name(token: str) -> bool:
    return token.isidentifier() and not keyword.iskeyword(token)


def _declared(tokens: Sequence[str]) -> Iterator[str]:
    """Names after `for`, `import`, `as` and their like."""
    binder = ""
    for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        if token in _BINDERS and binder != "import":
            binder = token
        elif (token == "in" and binder == "for") or (token == ":" and binder == "as"):
            binder = ""
        elif before != "." and (binder == "import" or (binder and after not in _NOT_A_TARGET)):
            yield token


def _parameters(tokens: Sequence[str]) -> Iterator[str]:
    """The name of a function or class, and a function's parameters."""
    for before, word in pairwise(tokens):
        if before in ("def", "class") or ("def" in tokens[:2] and before in ("(", ",", "*")):
            yield word


def _targets(tokens: Sequence[str]) -> Iterator[str]:
    """Bare names to the left of the last `=`, or anywhere if the statement may still become an assignment."""
    outside = [index for index, inside in enumerate(_in_call(tokens)) if not inside]
    ends = [index for index in outside if tokens[index] == "="]
    if not ends and (not tokens or keyword.iskeyword(tokens[0])):
        return
    end = ends[-1] if ends else len(tokens)
    for index in outside:
        before, after = tokens[max(index - 1, 0)], tokens[index + 1 : index + 2]
        if index < end and before != "." and not _NOT_A_TARGET.intersection(after):
            yield tokens[index]


def _in_call(tokens: Sequence[str]) -> Iterator[bool]:
    """For each token: does it stand between the brackets of a call or a subscript?"""
    brackets: list[bool] = []
    before = ""
    for token in tokens:
        if token in ("(", "[", "{"):
            brackets.append(_is_name(before) or before in (")", "]"))
        elif token in (")", "]", "}") and brackets:
            brackets.pop()
        yield any(brackets)
        before = token
