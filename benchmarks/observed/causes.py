"""Why nothing is said of a binding: the first expression on the way to it of which the analysis knows too little.

While a file is analysed, every expression is noted that evaluates to less than an exact value. From the source of a
silent binding one goes down: to the first part that is such an expression, from a name to what bound it, from a
parameter to the argument of a call, from a call of the program's own functions to what they return.
"""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass

from .sources import FunctionNode, bindings, imports, parameters
from .watching import Watched

FARTHEST = 40
# What reads files, whose contents no file of Python tells.
READERS = ("load", "loadtxt", "genfromtxt", "fromfile", "memmap", "imread", "fromregex")

REBINDING = ("exec", "eval", "globals", "locals", "vars")


@dataclass(frozen=True, slots=True)
class Cause:
    """What kind of expression it is, its line, and whether it is part of the binding's own line or inherited."""

    label: str
    line: int
    inherited: bool

    @property
    def outside(self) -> bool:
        """It lies in another module (SciPy's, one beside the program) or in a data file."""
        reader = self.label.startswith("np.") and self.label[3:].removesuffix("()") in READERS
        return reader or self.label.startswith("import of ") or self.label == "name open"


class Causes:
    """The causes of silence in one file."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self._parents = {child: node for node in ast.walk(watched.tree) for child in ast.iter_child_nodes(node)}
        self._bindings = list(bindings(watched.tree))
        nodes = list(ast.walk(watched.tree))
        self.functions = {n.name: n for n in nodes if isinstance(n, FunctionNode)}
        self.classes = {n.name for n in nodes if isinstance(n, ast.ClassDef)}
        self._calls = [n for n in nodes if isinstance(n, ast.Call)]
        self.imports = dict(imported for n in nodes for imported in imports(n))

    def of(self, place: tuple[int, int, str]) -> Cause:
        """Why the binding at a place is silent."""
        if self._watched.failed is not None:
            return Cause("the analysis raised an exception", place[0], False)
        found = next((b for b in self._bindings if b[0] == place), None)
        if found is None:
            return Cause("binding not found", place[0], False)
        source = found[1]
        if source in self._watched.evaluated and source not in self._watched.vague:
            before = self._bound(place[2], self._function(source), place[0])
            if not isinstance(self._parents.get(source), ast.AugAssign) or before is None:
                return Cause(f"source is known: {label(source, self.functions)}", place[0], False)
            source = before
        root = self._down(source, set())
        if root in self._watched.blind:
            line = self._watched.blind[root]
            return Cause(f"names forgotten: {self._why_forgotten(line)}", line, line != found[1].lineno)
        first, last = found[1].lineno, found[1].end_lineno or found[1].lineno
        return Cause(self._label(root), root.lineno, not first <= root.lineno <= last)

    def _why_forgotten(self, line: int) -> str:
        """What stands in the line that was looked at next after every name was forgotten."""
        nodes = list(ast.walk(self._watched.tree))
        if any(isinstance(n, ast.Name) and n.id in REBINDING and n.lineno == line for n in nodes):
            return "exec, eval, globals() and the like"
        loops = [n for n in nodes if isinstance(n, ast.For | ast.While)]
        in_loop = any(loop.lineno <= line <= (loop.end_lineno or 0) for loop in loops)
        return "a loop that does not settle" if in_loop else "a star import"

    def source(self, place: tuple[int, int, str]) -> ast.expr | None:
        """The expression that a place is bound to."""
        return next((source for known, source in self._bindings if known == place), None)

    def _down(self, node: ast.expr, passed: set[ast.AST]) -> ast.expr:
        if node in passed or len(passed) > FARTHEST:
            return node
        passed.add(node)
        inner = next(filter(None, (self._vague_part(child) for child in ast.iter_child_nodes(node))), None)
        if isinstance(node, ast.Call) and inner is not None and self._is_function_part(node, inner):
            inner = None
        follow = inner or self._behind(node)
        return node if follow is None or follow in passed else self._down(follow, passed)

    def _vague_part(self, node: ast.AST) -> ast.expr | None:
        """The first expression, in this or below, that is not known. What was never evaluated is looked through."""
        if isinstance(node, ast.expr) and node in self._watched.evaluated:
            return node if node in self._watched.vague else None
        if isinstance(node, ast.Lambda | ast.Constant):
            return None
        return next(filter(None, (self._vague_part(child) for child in ast.iter_child_nodes(node))), None)

    def _is_function_part(self, call: ast.Call, inner: ast.expr) -> bool:
        return call.func is inner and isinstance(inner, ast.Name) and inner.id in self.functions

    def _behind(self, node: ast.expr) -> ast.expr | None:
        """What a name was bound to, or an own function returns."""
        if isinstance(node, ast.Call):
            return self._returned(node)
        if not isinstance(node, ast.Name | ast.Attribute | ast.Subscript):
            return None
        text, function = ast.unparse(node), self._function(node)
        while True:
            found = self._bound(text, function, node.lineno)
            if found is not None:
                return found
            if function is None:
                return None
            if text in {a.arg for a in parameters(function)}:
                return self._argument(function, text)
            function = self._function(function)

    def _returned(self, call: ast.Call) -> ast.expr | None:
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        function = self.functions.get(name)
        if function is None:
            return None
        values = [n.value for n in ast.walk(function) if isinstance(n, ast.Return) and n.value is not None]
        return next((value for value in values if value in self._watched.vague), None)

    def _bound(self, text: str, function: FunctionNode | None, line: int) -> ast.expr | None:
        """The last binding of that scope above a line, else the last one below it (a loop, a global)."""
        found = [
            (place[0], source)
            for place, source in self._bindings
            if place[2] == text and self._function(source) is function
        ]
        above = [source for at, source in found if at < line]
        vague = [source for source in reversed(above) if source in self._watched.vague]
        if vague:
            return vague[0]
        below = [source for at, source in found if at >= line and source in self._watched.vague]
        return below[0] if below else None

    def _argument(self, function: FunctionNode, name: str) -> ast.expr | None:
        place = [a.arg for a in parameters(function)].index(name)
        place -= isinstance(self._parents.get(function), ast.ClassDef)
        for node in self._calls:
            if place >= 0 and getattr(node.func, "id", getattr(node.func, "attr", "")) == function.name:
                named = [k.value for k in node.keywords if k.arg == name]
                given = named or node.args[place : place + 1]
                if given and given[0] in self._watched.vague:
                    return given[0]
        return None

    def _function(self, node: ast.AST | None) -> FunctionNode | None:
        node = self._parents.get(node) if node is not None else None
        while node is not None and not isinstance(node, FunctionNode):
            node = self._parents.get(node)
        return node

    def _label(self, node: ast.expr) -> str:
        if node not in self._watched.evaluated:
            return self._why_not_evaluated(node)
        if isinstance(node, ast.Name):
            return self._name(node)
        return label(node, self.functions)

    def _name(self, node: ast.Name) -> str:
        """What kind of name it is."""
        function = self._function(node)
        while function is not None:
            if self._is_bound(node.id, function):
                return "a local name that was known where it was bound"
            if node.id in {a.arg for a in parameters(function)}:
                return self._parameter(function, node.id)
            function = self._function(function)
        if node.id in self.imports:
            return f"import of {self.imports[node.id]}"
        if node.id in self.classes:
            return "a class of the file"
        if self._is_of_a_comprehension(node):
            return "a variable of a comprehension or of a lambda"
        if self._is_bound(node.id, None):
            return "a name of the module that was known where it was bound"
        return f"name {node.id}" if hasattr(builtins, node.id) else "a name that nothing binds"

    def _is_of_a_comprehension(self, node: ast.Name) -> bool:
        around: ast.AST | None = node
        while around is not None and not isinstance(around, ast.stmt):
            targets = [generator.target for generator in getattr(around, "generators", [])]
            names = {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
            if isinstance(around, ast.Lambda):
                names |= {arg.arg for arg in parameters(around)}
            if node.id in names:
                return True
            around = self._parents.get(around)
        return False

    def _is_bound(self, name: str, function: FunctionNode | None) -> bool:
        return any(place[2] == name and self._function(source) is function for place, source in self._bindings)

    def _parameter(self, function: FunctionNode, name: str) -> str:
        """Why a parameter may be unknown: nobody calls the function by its name, or all calls are known."""
        if name in ("self", "cls"):
            return "self"
        called = {getattr(n.func, "id", getattr(n.func, "attr", "")) for n in self._calls}
        if isinstance(self._parents.get(function), ast.ClassDef):
            return "parameter of a method" + ("" if function.name in called else " that the file never calls")
        if function.name in called:
            return "parameter of a function that the file calls with known arguments"
        mentioned = any(isinstance(n, ast.Name) and n.id == function.name for n in ast.walk(self._watched.tree))
        return "parameter of a callback" if mentioned else "parameter of a function that the file never mentions"

    def _why_not_evaluated(self, node: ast.expr) -> str:
        if not self._watched.analysis.complete:
            return "budget exceeded"
        function = self._function(node)
        where = "at module level" if function is None else "in a function"
        return f"never evaluated, {where}: {label(node, self.functions)}"


def label(node: ast.expr, functions: dict[str, FunctionNode]) -> str:
    """An expression by its outermost construct: `np.zeros()`, `.sum()`, `x[slice, int]`, `a * b`."""
    if isinstance(node, ast.Call):
        return _call_label(node, functions)
    if isinstance(node, ast.Name):
        return "a name"
    if isinstance(node, ast.Attribute):
        return f".{node.attr}"
    if isinstance(node, ast.Subscript):
        if ast.unparse(node.value) in ("np.mgrid", "np.ogrid", "np.r_", "np.c_"):
            return f"{ast.unparse(node.value)}[]"
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return f"x[{', '.join(map(_index, parts))}]"
    if isinstance(node, ast.BinOp | ast.UnaryOp | ast.BoolOp):
        return f"operator {type(node.op).__name__}"
    return type(node).__name__


def _call_label(node: ast.Call, functions: dict[str, FunctionNode]) -> str:
    name = ast.unparse(node.func)
    if name in functions:
        return "a function of the file"
    head = name.split(".")[0]
    if isinstance(node.func, ast.Attribute) and head not in ("np", "numpy", "sp", "scipy", "plt", "math", "random"):
        return "a method of the file" if node.func.attr in functions else f".{node.func.attr}()"
    return f"{name}()"


def _index(node: ast.expr) -> str:
    if isinstance(node, ast.Slice):
        return "slice"
    return type(node.value).__name__ if isinstance(node, ast.Constant) else "expr"
