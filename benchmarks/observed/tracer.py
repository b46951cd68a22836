"""Run a program and note what each of its bindings holds: `python tracer.py OUT PROGRAM SECONDS`.

Runs in a child process, under the interpreter of the program: the standard library and the program's NumPy alone. A
call is put after each binding; all else is left as it is. OUT becomes JSON: `ended` says how the run went, `bindings`
is a list of [line of the statement, column of the target, name, [[kind, shape, dtype, nbytes, times], ...]].

What a program does to test itself with doctest is not noted: such calls stand in no file.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import doctest
import json
import os
import sys
import threading
import tokenize
import types
from pathlib import Path
from typing import Any

NOTE = "__bytelens_note__"
# More different values than a reader would look at; a loop can make thousands.
MOST_VARIANTS = 1000


class Notes:
    """What was seen at each place, and how often."""

    def __init__(self) -> None:
        self.places: list[tuple[int, int, str]] = []
        self.seen: list[dict[Any, int]] = []
        self.paused = 0

    def place(self, line: int, column: int, name: str) -> int:
        """A number for a binding."""
        self.places.append((line, column, name))
        self.seen.append({})
        return len(self.places) - 1

    def note(self, number: int, value: Any, container: Any = None) -> Any:
        """Add what a binding holds, unless it is an item of an array. Returns it."""
        if not self.paused and not is_array(container):
            seen, variant = self.seen[number], describe(value)
            if variant in seen or len(seen) < MOST_VARIANTS:
                seen[variant] = seen.get(variant, 0) + 1
        return value

    def as_json(self, ended: str) -> str:
        """All of it. Places that were never reached are left out."""
        found = [
            [*place, [[*variant, times] for variant, times in list(seen.items())]]
            for place, seen in zip(self.places, self.seen, strict=True)
            if seen
        ]
        return json.dumps({"ended": ended, "bindings": found})


def is_array(value: Any) -> bool:
    """Whether a value is an array; none is before NumPy is imported."""
    array = getattr(sys.modules.get("numpy"), "ndarray", None)
    return array is not None and isinstance(value, array)


def describe(value: Any) -> tuple[Any, ...]:
    """Kind, shape, dtype and bytes of an array or of a NumPy scalar."""
    if is_array(value):
        return ("array", value.shape, str(value.dtype), value.nbytes)
    generic = getattr(sys.modules.get("numpy"), "generic", None)
    if generic is not None and isinstance(value, generic):
        return ("scalar", (), str(value.dtype), value.nbytes)
    return ("other", None, None, 0)


class Rewriter(ast.NodeTransformer):
    """Puts a note after each binding of a program."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes

    def visit_Assign(self, node: ast.Assign) -> Any:
        """`a = b = value`, also with tuples, attributes and constant subscripts."""
        return [self.generic_visit(node), *self._after(node, node.targets)]

    def visit_AugAssign(self, node: ast.AugAssign) -> Any:
        """`a += value`."""
        return [self.generic_visit(node), *self._after(node, [node.target])]

    def visit_AnnAssign(self, node: ast.AnnAssign) -> Any:
        """`a: int = value`."""
        noted = self._after(node, [node.target]) if node.value is not None else []
        return [self.generic_visit(node), *noted]

    def visit_For(self, node: ast.For | ast.AsyncFor) -> Any:
        """`for a in values:`."""
        noted = self._after(node, [node.target])
        self.generic_visit(node)
        node.body = [*noted, *node.body]
        return node

    def visit_With(self, node: ast.With | ast.AsyncWith) -> Any:
        """`with manager as a:`."""
        noted = self._after(node, [item.optional_vars for item in node.items if item.optional_vars is not None])
        self.generic_visit(node)
        node.body = [*noted, *node.body]
        return node

    visit_AsyncFor = visit_For  # noqa: N815 - the name is ast's
    visit_AsyncWith = visit_With  # noqa: N815

    def visit_NamedExpr(self, node: ast.NamedExpr) -> Any:
        """`(a := value)`."""
        place = self.notes.place(node.lineno, node.target.col_offset, node.target.id)
        return _located(_call(place, self.generic_visit(node)), node)

    def _after(self, statement: ast.stmt, targets: list[ast.expr]) -> list[ast.stmt]:
        return [noted for target in targets for noted in self._note(statement, target)]

    def _note(self, statement: ast.stmt, target: ast.expr) -> list[ast.stmt]:
        if isinstance(target, ast.Tuple | ast.List):
            return self._after(statement, target.elts)
        if isinstance(target, ast.Starred):
            return self._note(statement, target.value)
        if not isinstance(target, ast.Name) and not is_path(target):
            return []
        name = ast.unparse(target)
        place = self.notes.place(statement.lineno, target.col_offset, name)
        value = ast.parse(name, mode="eval").body
        held = [value.value] if isinstance(value, ast.Subscript) else []
        call: ast.stmt = ast.Expr(_call(place, value, *held))
        if not isinstance(target, ast.Name):  # to read it again may fail
            handler = ast.ExceptHandler(ast.Name("Exception", ast.Load()), None, [ast.Pass()])
            call = ast.Try([call], [handler], [], [])
        return [_located(call, statement)]


def is_path(target: ast.expr) -> bool:
    """An attribute or a constant subscript of a name, of such an attribute, and so on: to read it calls nothing."""
    if isinstance(target, ast.Attribute):
        return isinstance(target.value, ast.Name) or is_path(target.value)
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        return isinstance(target.value, ast.Name) or is_path(target.value)
    return False


def _call(place: int, *values: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(NOTE, ast.Load()), [ast.Constant(place), *values], [])


def _located(made: Any, where: ast.AST) -> Any:
    for node in ast.walk(made):
        if not hasattr(node, "lineno"):
            ast.copy_location(node, where)
    return made


def run(program: str, notes: Notes) -> str:
    """Run a program as `python PROGRAM` would. Returns how it ended."""
    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=program, __builtins__=builtins)
    setattr(builtins, NOTE, notes.note)
    sys.modules["__main__"] = module
    sys.argv = [program]
    sys.path[0] = str(Path(program).parent)
    try:
        with tokenize.open(program) as file:
            tree = Rewriter(notes).visit(ast.parse(file.read()))
        exec(compile(tree, program, "exec", dont_inherit=True), module.__dict__)
    except SystemExit:
        return "exit"
    except BaseException as error:
        line = error.__traceback__.tb_next.tb_lineno if error.__traceback__ and error.__traceback__.tb_next else 0
        return f"{type(error).__name__} at line {line}: {str(error)[:200]}"
    return "end"


def pause_in_doctests(notes: Notes) -> None:
    """Note nothing while doctest runs examples."""
    original = doctest.DocTestRunner.run

    def paused(*arguments: Any, **keywords: Any) -> Any:
        notes.paused += 1
        try:
            return original(*arguments, **keywords)
        finally:
            notes.paused -= 1

    doctest.DocTestRunner.run = paused  # type: ignore[method-assign]


def main() -> None:
    """Run the program of the command line. Past its time, what was noted so far is all."""
    out, program, seconds = sys.argv[1:]
    notes, lock, parent = Notes(), threading.Lock(), os.getpid()

    def finish(ended: str) -> None:
        if os.getpid() != parent:
            return
        with lock:
            part = Path(out + ".part")
            part.write_text(notes.as_json(ended), encoding="utf-8")
            part.replace(out)
            os._exit(0)

    timer = threading.Timer(float(seconds), finish, ["time"])
    timer.daemon = True
    timer.start()
    pause_in_doctests(notes)
    ended = run(program, notes)
    with contextlib.suppress(Exception):
        sys.stdout.flush()
    finish(ended)


if __name__ == "__main__":
    main()
