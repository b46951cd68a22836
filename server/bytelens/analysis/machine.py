"""The abstract machine: dispatch over the syntax, the heap, calling rules, and the budget that bounds it all."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any, TypeVar

from ..assuming.assumptions import NOTHING
from ..rules.registry import Rule, Unmodelled, WouldRaise
from ..syntax.lines import split_lines
from ..values.arrays import Array, without_contents
from ..values.joining import generalise, options, union
from ..values.kinds import UNKNOWN, Instance, Mapping, Method, Ref, Sequence, Union, Value, retupled
from ..values.saved import Content
from . import known
from .forms import ABSENT, Cell, parts
from .memo import answer, refuse_subclasses
from .noted import NotedDict, NotedSet
from .precision import KEEPING, arguments_in_precision, array_in_precision
from .progress import Progress
from .recorder import Recorder
from .replay import Calls
from .scopes import MODULE, Class, Frame, Function, FunctionNode, Scope
from .sources import Sources
from .workspace import Loaded, Workspace

if TYPE_CHECKING:
    from .laziness import Source

MOST_STEPS = 40_000
MOST_LOOP_STEPS = 3_000
MOST_IMPORT_STEPS = 10_000
MOST_COMBINATIONS = 16
MOST_EXPOSED = 100_000
DEEPEST_EXPOSED = 50

Evaluator = Callable[["Machine", Frame, Any], Value]
Executor = Callable[["Machine", Frame, Any], bool]
EvaluatorT = TypeVar("EvaluatorT", bound=Evaluator)
ExecutorT = TypeVar("ExecutorT", bound=Executor)

EVALUATORS: dict[type[ast.expr], Evaluator] = {}
EXECUTORS: dict[type[ast.stmt], Executor] = {}


class BudgetExceeded(Exception):  # noqa: N818 - ends an analysis, is no error
    """The program takes more steps to analyse than are allowed."""


class Interrupted(Exception):  # noqa: N818 - ends an analysis, is no error
    """Something more urgent is to be done."""


def evaluates(*kinds: type[ast.expr]) -> Callable[[EvaluatorT], EvaluatorT]:
    """Register what evaluates expressions of some kinds."""

    def register(function: EvaluatorT) -> EvaluatorT:
        for kind in kinds:
            EVALUATORS[kind] = function
        return function

    return register


def executes(*kinds: type[ast.stmt]) -> Callable[[ExecutorT], ExecutorT]:
    """Register what executes statements of some kinds; it returns whether control falls through to the next one."""

    def register(function: ExecutorT) -> ExecutorT:
        for kind in kinds:
            EXECUTORS[kind] = function
        return function

    return register


class Machine(Progress):
    """The state of an analysis. Its containers hold what is never changed in place (see `session`)."""

    def __init__(self) -> None:
        super().__init__(MOST_LOOP_STEPS)
        self.lines: list[str] = []
        notes = self.store.notes
        self.recorder = Recorder()
        self.steps = 0
        self.lost: set[Cell] = set()
        self.functions: NotedDict[FunctionNode, tuple[Function, ...]] = NotedDict(notes, "functions")
        self.methods: NotedDict[FunctionNode, tuple[Class, str]] = NotedDict(notes, "methods")
        self.escaped: NotedDict[tuple[FunctionNode, tuple[int, ...]], Function] = NotedDict(notes, "escaped")
        self.volatile: NotedSet[Cell] = NotedSet(notes, "volatile")
        self.only_read: NotedSet[Cell] = NotedSet(notes, "only_read")
        self.iterated: list[Source] = []
        self.late = 0
        self.sets_shapes = False
        self.descriptors: set[str] = set()
        self.set_elsewhere: set[str] = set()
        self.replaced: set[tuple[int, str | None]] = set()
        self.delayed: list[Callable[[], None]] | None = None
        self.unknown_names: set[int] = set()
        self.workspace = Workspace(Sources())
        self.looked_at: dict[str, object] = {}
        self.modules: dict[str, Loaded | None] = {}
        self.lost_modules: set[int] = set()
        self.module = MODULE
        self.texts: dict[int, list[str]] = {}
        self.finds_otherwise = False
        self.importing = 0
        self.most_steps, self.import_steps = MOST_STEPS, MOST_IMPORT_STEPS
        self.computed = 0
        self.uncalled = False
        self.notes_everything = self.counts_bytes = False
        self.origins: NotedDict[Cell, str | None] = NotedDict(notes, "origins")
        self.naming: str | None = None
        self.calls = Calls()
        self.loop_depth = 0
        self.assumptions = NOTHING
        self._room = self._depth = 0
        self.frame = Frame((Scope(MODULE, None),))

    def read(self, text: str) -> None:
        """Take the text that expressions are quoted from."""
        self.lines = self.texts[MODULE] = split_lines(text)

    def manner_of(self, text: str) -> tuple[bool, ...]:  # noqa: ARG002 - accounts depend on it
        """What a text as a whole says of how each of its statements is to be looked at."""
        return ()

    def evaluate(self, frame: Frame, node: ast.expr) -> Value:
        """The value of an expression. What is not modelled is UNKNOWN, and so is all that it may change."""
        evaluator = EVALUATORS.get(type(node))
        value = UNKNOWN if evaluator is None else evaluator(self, frame, node)
        if self.notes_everything:
            self.recorder.read(node, value)
        return value

    def execute(self, frame: Frame, body: list[ast.stmt]) -> bool:
        """Run statements in order; False where control surely does not reach the end."""
        iterated = self.iterated
        for node in body:
            self.steps += 1
            if self.steps > self.most_steps:
                raise BudgetExceeded
            frame.line = node.lineno
            frame.end_line = node.end_lineno or node.lineno
            frame.last_id = self.store.last_id
            executor = EXECUTORS.get(type(node))
            dropped = self.store.dropped()
            self.iterated = []
            falls_through = executor is None or self.carry_out(executor, frame, node)
            self.iterated = iterated
            if not falls_through:
                return False
            self.store.collect(dropped)
        return True

    def carry_out(self, executor: Executor, frame: Frame, node: ast.stmt) -> bool:
        """Execute one statement."""
        return executor(self, frame, node)

    def apply(self, rule: Rule, node: ast.AST, *arguments: Value, **keywords: Value) -> Value:
        """The result of a rule, its new arrays allocated. Unions among the arguments are tried one by one."""
        if self.assumptions.dtype is not None and rule.name in KEEPING:
            arguments, keywords = arguments_in_precision(arguments, keywords, self.assumptions.dtype)
        expose = self.expose_shallow if rule.is_of_python else self.expose
        self._room = MOST_EXPOSED
        try:
            exposed = list(map(expose, arguments))
            named = {name: expose(argument) for name, argument in keywords.items()} if keywords else {}
            if _has_union(exposed) or (named and _has_union(named.values())):
                result = self._apply_each(rule, node, exposed, named)
            else:
                result = self._answer(rule, exposed, named, node)
        except (Unmodelled, TypeError, ValueError, OverflowError):
            return UNKNOWN
        if rule.is_of_python and type(result) in (Sequence, Union):
            self._note_iterated(result, arguments, in_order=rule.name in _IN_ORDER)
        return result

    def ask(self, function: Value, node: ast.AST, arguments: list[Value], keywords: dict[str, Value]) -> Value:
        """The result of a function of NumPy's own for which there is no rule, if its arguments are known."""
        self._room = MOST_EXPOSED
        try:
            exposed = list(map(self.expose, arguments))
            named = {name: self.expose(argument) for name, argument in keywords.items()}
        except Unmodelled:
            return UNKNOWN
        if isinstance(function, Method):
            receiver = self.expose(function.receiver)
            return self.settle(known.method_result(self, receiver, function.name, exposed, named), node)
        return self.settle(known.result(self, function, exposed, named), node)

    def call(self, function: Value, *arguments: Value) -> Value:
        """Call a function of the program from within a rule (see `rules.registry.Context`).

        Nobody knows when, and how often: the rule may stand for an iterator. What a call changes is lost.
        """
        from .calls import call_value
        from .containers import stored
        from .escapes import defer
        from .laziness import note_reads

        settled = [self.settle(argument, None) for argument in arguments]
        note_reads(self, self.frame, frozenset(), function)
        with defer(self, function), self.running_late():
            return stored(self, call_value(self, self.frame, function, settled, {}, None))

    def any_of(self, items: Sequence) -> Value:
        """One of some items, nobody knows which (see `rules.registry.Context`)."""
        from .containers import any_element

        return any_element(self, items)

    def held(self, item: Value) -> Value:
        """What is in an item that is a list or dict (see `rules.registry.Context`)."""
        from .laziness import note_iterated

        note_iterated(self, (item,), in_order=False)
        return self.expose_shallow(item)

    def made_by(self, factory: Value) -> Value:
        """What a function gives that is called without arguments."""
        from .calls import call_value
        from .containers import stored

        return stored(self, call_value(self, self.frame, factory, [], {}, None))

    def special(self, value: Value, name: str, *arguments: Value) -> Value:
        """The result of a special method of an object of the program; ABSENT for other values and other classes."""
        if type(value) is not Ref or type(self.store.get(value.address)) is not Instance:
            return ABSENT
        from .instances import call_special

        return call_special(self, self.frame, value, name, list(arguments))

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that a program may be started in, and whose files are looked at; none: no files are."""
        return self.workspace.roots

    def saved_in(self, path: Value) -> Content:
        """What NumPy would load from a file as it is now (see `rules.registry.Context`)."""
        from .files import found

        return found(self, path)

    def size_of(self, path: Value) -> int | None:
        """The size in bytes of a file as it is now (see `rules.registry.Context`)."""
        from .files import found_size

        return found_size(self, path)

    def each(self, function: Callable[..., Value], *values: Value) -> Value:
        """The results of a function for every combination of the options of some values, joined."""
        for value in values:
            if type(value) is Union:
                break
        else:
            return function(*values)
        combinations = list(product(*map(options, values)))
        if len(combinations) > MOST_COMBINATIONS:
            return UNKNOWN
        return self.store.joined([function(*combination) for combination in combinations])

    def settle(self, value: Value, node: ast.AST | None) -> Value:
        """A rule's result as a value of the program: fresh arrays get a buffer, lists go to the heap."""
        kind = type(value)
        if kind is Array:
            return self._settle_array(value, node)  # type: ignore[arg-type]
        if kind is tuple:
            return tuple([self.settle(item, node) for item in value])  # type: ignore[attr-defined]
        if isinstance(value, tuple):
            return retupled(value, [self.settle(item, node) for item in value])
        if kind is Union:
            return union([self.settle(option, node) for option in value.options])  # type: ignore[attr-defined]
        if isinstance(value, Sequence):
            items = None if value.items is None else tuple([self.settle(item, node) for item in value.items])
            element = UNKNOWN if value.items is not None else self.summarised(self.settle(value.element, node))
            settled = Sequence(items, element, value.length, value.kind)
            return self.store.allocate(settled) if value.kind == "list" else settled
        return self.store.allocate(value) if kind is Mapping else value

    def summarised(self, element: Value) -> Value:
        """One of several values for all of which `element` stands: no one knows which array, list or object it is."""
        kind = type(element)
        if kind is Array:
            return replace(element, identity=self.store.new_id(), certain=False)  # type: ignore[type-var]
        if kind is Ref:
            self.give_up_traces()
            self.store.summaries.add(element.address)  # type: ignore[attr-defined]
        elif kind is Union:
            return Union(tuple(map(self.summarised, element.options)))  # type: ignore[attr-defined]
        elif isinstance(element, tuple):
            return retupled(element, map(self.summarised, element))
        return element

    def whole(self, value: Value) -> Value:
        """A value with what lies on the heap in its place. Raises Unmodelled where that is too much."""
        self._room = MOST_EXPOSED
        return self.expose(value)

    def expose(self, value: Value) -> Value:
        """A value of the program as rules see it: what lies on the heap in its place."""
        kind = type(value)
        if kind is Array:
            return self.visible(value)  # type: ignore[arg-type]
        if kind is Ref:
            return self._expose_object(value.address)  # type: ignore[attr-defined]
        if kind is Sequence or isinstance(value, tuple):
            return self._expose_parts(self.in_time(value))
        if kind is Union:
            return union(map(self.expose, value.options))  # type: ignore[attr-defined]
        return value

    def visible(self, array: Array) -> Array:
        """An array with its elements only if nothing has written to its memory."""
        if array.contents is None or self.store.contents(array) is not None:
            return array
        return without_contents(array)

    def expose_shallow(self, value: Value) -> Value:
        """A list or dict as its contents, of which each keeps its identity: for rules that pass elements on."""
        if type(value) is Ref:
            held = self.store.get(value.address)
            return UNKNOWN if held is ABSENT else held
        if type(value) is Array:
            return self.visible(value)
        if type(value) is Sequence:
            return self.in_time(value)
        return union(map(self.expose_shallow, value.options)) if isinstance(value, Union) else value

    def in_time(self, value: Value) -> Value:
        """A value that is iterated over now; UNKNOWN for an iterator that gives other items than once it would have."""
        from .laziness import spoil, unchanged

        if type(value) is not Sequence or value.kind != "iterator" or unchanged(self):
            return value
        spoil(self, value)
        return UNKNOWN

    def _note_iterated(self, made: Value, arguments: tuple[Value, ...], *, in_order: bool) -> None:
        from .laziness import is_iterator, note_iterated

        if is_iterator(made):
            note_iterated(self, arguments, in_order=in_order)

    def text_of(self, node: ast.AST | None, module: int | None = None) -> str:
        """The source text of an expression, on one line. module: where it is, if not in the code that runs now."""
        if not isinstance(node, ast.expr) or node.end_lineno is None:
            return ""
        if node.lineno == node.end_lineno:
            line = (self.lines if module is None else self.texts[module])[node.lineno - 1]
            if line.isascii():
                return line[node.col_offset : node.end_col_offset]
            return line.encode("utf-8", "surrogatepass")[node.col_offset : node.end_col_offset].decode(
                "utf-8", "replace"
            )
        return ast.unparse(node)

    @contextmanager
    def within(self, module: int) -> Iterator[None]:
        """Run code of a module, of which only the one that is analysed is recorded."""
        previous = self.module, self.recorder, self.lines
        if module == MODULE:
            self.recorder = self.recorder.home or self.recorder
        elif self.module == MODULE:
            self.recorder = Recorder(home=self.recorder)
        self.module, self.lines = module, self.texts[module]
        try:
            yield
        finally:
            self.module, self.recorder, self.lines = previous

    @contextmanager
    def running_late(self) -> Iterator[None]:
        """What runs meanwhile may run later: who holds an array by then, nobody knows."""
        self.late += 1
        try:
            yield
        finally:
            self.late -= 1

    @contextmanager
    def recording(self, recorder: Recorder) -> Iterator[None]:
        """Let another recorder see what is analysed meanwhile."""
        previous, self.recorder = self.recorder, recorder
        try:
            yield
        finally:
            self.recorder = previous

    def _answer(self, rule: Rule, arguments: list[Value], keywords: dict[str, Value], node: ast.AST) -> Value:
        """What a rule says, or what NumPy itself gives where the arguments are known. Raises Unmodelled."""
        if rule.contextual:
            self.give_up_traces()
            refuse_subclasses(rule, (*arguments, *keywords.values()))
            said = rule.function(self, *arguments, **keywords)
            self.note_answer(rule, node, arguments, keywords, said)
            return self.settle(said, node)
        try:
            said = answer(rule, arguments, keywords)
        except WouldRaise:
            raise
        except Unmodelled:
            said = known.asked(self, rule, arguments, keywords)
            if said is UNKNOWN:
                raise
        self.note_answer(rule, node, arguments, keywords, said)
        return self.settle(known.refined(self, rule, said, arguments, keywords), node)

    def note_answer(
        self, rule: Rule, node: ast.AST, arguments: list[Value], keywords: dict[str, Value], said: Value
    ) -> None:
        """A rule has said what a callable gives, whose new arrays have no memory yet (see `costs`)."""

    def _apply_each(self, rule: Rule, node: ast.AST, values: list[Value], named: dict[str, Value]) -> Value:
        names = list(named)
        combinations = list(product(*(options(_spread(value)) for value in (*values, *named.values()))))
        if len(combinations) > MOST_COMBINATIONS:
            return UNKNOWN
        results: list[Value] = []
        for combination in combinations:
            keywords = dict(zip(names, combination[len(values) :], strict=True))
            try:
                results.append(self._answer(rule, list(combination[: len(values)]), keywords, node))
            except WouldRaise:
                continue
            except (Unmodelled, TypeError, ValueError, OverflowError):
                return UNKNOWN
        return union(results) if results else UNKNOWN

    def _settle_array(self, array: Array, node: ast.AST | None) -> Array:
        if array.identity and array.buffer is not None:
            return array
        if self.assumptions.dtype is not None and array.buffer is None:
            array = array_in_precision(array, self.assumptions.dtype)
        buffer, contents = array.buffer, array.contents
        if buffer is None and array.certain:
            identity = buffer = self.store.new_buffer(array.nbytes, node, module=self.module)
        else:
            identity = self.store.new_id()
        if contents is not None and buffer is not None:
            self.store.determined.add(buffer)
        return Array(array.shape, array.dtype, array.strides, buffer, array.certain, identity, array.type, contents)

    def _expose_object(self, address: int) -> Value:
        held = self.store.get(address)
        if held is ABSENT:
            return UNKNOWN
        self._depth += 1
        try:
            return self._expose_parts(held)
        finally:
            self._depth -= 1

    def _expose_parts(self, value: Value) -> Value:
        self._room -= 1 + len(parts(value))
        if self._room < 0 or self._depth > DEEPEST_EXPOSED:
            raise Unmodelled("too much, or without end")
        if isinstance(value, tuple):
            if any(type(item) in _DEEP for item in value):
                return retupled(value, [self.expose(item) for item in value])
            return value
        if isinstance(value, Sequence):
            items = None if value.items is None else tuple([self.expose(item) for item in value.items])
            return Sequence(items, generalise((self.expose(value.element),)), value.length, value.kind)
        if isinstance(value, Mapping) and value.entries is not None:
            return replace(value, entries=tuple((key, self.expose(entry)) for key, entry in value.entries))
        return value


_IN_ORDER = frozenset(f"builtins.{name}" for name in ("zip", "enumerate", "map", "filter", "iter"))
_DEEP = frozenset({Ref, tuple, Union, Sequence, Array})


def _has_union(values: Iterable[Value]) -> bool:
    """Whether one of some arguments, or an item of a tuple among them, is one of several values."""
    for value in values:
        if type(value) is Union:
            return True
        if type(value) is tuple:
            for item in value:
                if type(item) is Union:
                    return True
    return False


def _spread(value: Value) -> Value:
    """A tuple of unions as a union of tuples."""
    if not isinstance(value, tuple) or not any(type(item) is Union for item in value):
        return value
    combinations = list(product(*map(options, value)))
    return Union(tuple(combinations)) if len(combinations) <= MOST_COMBINATIONS else UNKNOWN
