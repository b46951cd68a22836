"""What stands in the tree for a statement that does not parse."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bytelens.syntax.names import bound_names, mentioned_names


class Broken(ast.Pass):
    """Unknown code: a statement that does not parse, in the place where it stands.

    It may do anything to the objects that it mentions, and may leave the block (return, yield, break, raise):
    a function that holds one returns anything. To walkers that know `ast` alone it is a `Pass`.

    `names` are all names that it mentions, `binds` those among them that it may bind. Both are sorted.
    Its position is that of the text it stands for, except in the suite of a broken header, where it stands
    first and has the header's position.
    """

    names: tuple[str, ...] = ()
    binds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    """Rows (0-based, inclusive) of text that was replaced, and what of it was kept.

    `suite` is the row where the suite of a replaced header begins, if it was kept; `defines` the name of a
    function or class whose header was replaced; `stray` says that the indentation does not tell which block
    the text belongs to.
    """

    first: int
    last: int
    suite: int | None = None
    defines: str | None = None
    stray: bool = False


def splice(module: ast.Module, dropped: Mapping[int, Dropped], lines: Sequence[str]) -> None:
    """Put a `Broken` wherever a replaced statement of `dropped` (by first row) stands in the tree.

    `lines` are those of the text before it was repaired.
    """
    suites = {drop.suite: drop for drop in dropped.values() if drop.suite is not None}
    pending = [module.body]
    while pending:
        block = pending.pop()
        block[:] = _spliced(block, dropped, suites, lines)
        for statement in block:
            pending.extend(_blocks(statement))
    _forget_strays(module, dropped, lines)


def _spliced(
    block: Sequence[ast.stmt],
    dropped: Mapping[int, Dropped],
    suites: Mapping[int, Dropped],
    lines: Sequence[str],
) -> Iterator[ast.stmt]:
    if block and (header := suites.get(_first_row(block[0]))):
        yield _broken(header, lines)
    for statement in block:
        drop = dropped.get(statement.lineno - 1)
        decorator = dropped.get(_first_row(statement))
        if drop and isinstance(statement, ast.Pass):
            yield _broken(drop, lines)
            continue
        if decorator and decorator is not drop:
            yield _broken(decorator, lines)
        yield statement
        if drop and drop.defines:
            yield _position(Broken(), drop, lines, names=(drop.defines,), binds=(drop.defines,))


def _forget_strays(module: ast.Module, dropped: Mapping[int, Dropped], lines: Sequence[str]) -> None:
    """A stray statement may belong to an outer block: let the module forget its names too."""
    for drop in dropped.values():
        if drop.stray and not any(statement.lineno == drop.first + 1 for statement in module.body):
            after = sum(_first_row(statement) <= drop.first for statement in module.body)
            module.body.insert(after, _broken(drop, lines))


def _broken(drop: Dropped, lines: Sequence[str]) -> Broken:
    text = "\n".join(lines[drop.first : drop.last + 1])
    binds = bound_names(text)
    return _position(Broken(), drop, lines, tuple(sorted(mentioned_names(text) | binds)), tuple(sorted(binds)))


def _position(
    node: Broken, drop: Dropped, lines: Sequence[str], names: tuple[str, ...], binds: tuple[str, ...]
) -> Broken:
    first, last = lines[drop.first], lines[drop.last]
    node.names, node.binds = names, binds
    node.lineno, node.end_lineno = drop.first + 1, drop.last + 1
    node.col_offset = len(first[: len(first) - len(first.lstrip())].encode())
    node.end_col_offset = len(last.encode())
    return node


def _first_row(statement: ast.stmt) -> int:
    decorators: Sequence[ast.expr] = getattr(statement, "decorator_list", ())
    return min([statement.lineno, *(decorator.lineno for decorator in decorators)]) - 1


def _blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    for owner in (statement, *getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
        for field in ("body", "orelse", "finalbody"):
            if block := getattr(owner, field, None):
                yield block
