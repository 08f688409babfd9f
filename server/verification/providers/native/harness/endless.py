"""Proves that a program never ends: all that a loop can see and change has come back as it was before.

A loop whose whole state returns repeats what it did, for ever. So a run that would burn its budget, and ten times that
again, can end here. Only `while` loops are watched, where Python keeps nothing beside the names: the iterator of a
`for` loop is hidden, so a loop that is left, or an iterator that outlives a round, proves nothing. Whatever is not
plain data, its own functions or a module that keeps nothing makes a state that cannot be compared. Then the budget
decides, as it does for loops whose state grows.
"""

from __future__ import annotations

import _ast
import sys
from types import BuiltinFunctionType, CodeType, FrameType, FunctionType, ModuleType
from typing import Any

# Parts of states, and their characters, that are read in one run: looking for a proof must cost less than it saves.
MAX_PARTS = 6_000
MAX_CHARACTERS = 400_000
# Line events that are followed, about 10 ms.
MAX_EVENTS = 20_000
# A loop that has not come back to a state by then most likely counts, or grows.
MAX_ROUNDS = 64

# Modules that keep no state a loop could depend on. `statistics` is none of them: it draws from `random`.
MODULES = frozenset(
    "__future__ bisect cmath collections copy enum fractions functools heapq itertools math numbers operator re "
    "string typing".split()
)
# Others that can be reached through these and keep some, by the names they have there in any version of Python.
INNER_MODULES = frozenset(
    "sys _sys bltns types weakref warnings contextlib copyreg _thread _locale annotationlib".split()
)
# Names by which a program could look at, or change, what is not compared here.
FORBIDDEN = frozenset(
    "id input open globals locals vars dir exec eval compile setattr delattr breakpoint __import__ __builtins__".split()
)
_RESUMABLE = 0x2A0
_ATOMS = (int, bool, str, bytes, type(None), complex, range, type(Ellipsis), slice)


class Unknown(Exception):
    """A state that cannot be compared."""


def watched_loops(source: str) -> dict[int, int]:
    """First and last line of every `while` loop that can be watched; none when the program may see more than that."""
    # The module `ast` itself would take longer to load than most programs run.
    nodes = _all_nodes(compile(source, "<loops>", "exec", _ast.PyCF_ONLY_AST, dont_inherit=True))
    if any(_sees_more(node) for node in nodes):
        return {}
    # The rounds of a comprehension look like rounds of a loop that begins in its line, and hide an iterator.
    hiding = {
        line
        for node in nodes
        if isinstance(node, (_ast.ListComp, _ast.SetComp, _ast.DictComp, _ast.GeneratorExp))
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    return {
        node.lineno: node.end_lineno or node.lineno
        for node in nodes
        if isinstance(node, _ast.While) and node.lineno not in hiding and _begins_each_round(node)
    }


def _begins_each_round(node: Any) -> bool:
    """Whether the loop's first line is come to once a round: not again in the middle of something that began there."""
    line = node.lineno
    return node.test.end_lineno == line and (node.end_lineno == line or node.body[0].lineno > line) and not node.orelse


def _all_nodes(tree: Any) -> list[Any]:
    nodes = [tree]
    for node in nodes:
        for field in node._fields:
            value = getattr(node, field, None)
            nodes += [part for part in (value if isinstance(value, list) else [value]) if isinstance(part, _ast.AST)]
    return nodes


def _sees_more(node: _ast.AST) -> bool:
    if isinstance(node, _ast.Import):
        return any(alias.name.split(".")[0] not in MODULES for alias in node.names)
    if isinstance(node, _ast.ImportFrom):
        known = (node.module or "").split(".")[0] in MODULES
        return not known or any(alias.name in INNER_MODULES for alias in node.names)
    if isinstance(node, _ast.Name):
        return node.id in FORBIDDEN
    if isinstance(node, _ast.Attribute):
        return node.attr.startswith("__") or node.attr in INNER_MODULES
    if isinstance(node, _ast.Compare):
        # Equal values may be one object or two; only those of which there is one can be compared by identity.
        return any(
            isinstance(operator, (_ast.Is, _ast.IsNot)) and not _is_single(node, index)
            for index, operator in enumerate(node.ops)
        )
    if isinstance(node, _ast.FunctionDef):
        return node.name == "__del__"
    return isinstance(node, (_ast.AsyncFunctionDef, _ast.AsyncFor, _ast.AsyncWith, _ast.Await))


def _is_single(node: _ast.Compare, index: int) -> bool:
    sides = [node.left, *node.comparators][index : index + 2]
    constants = [side.value for side in sides if isinstance(side, _ast.Constant)]
    return any(value is None or isinstance(value, bool) for value in constants)


class Allowance:
    """What may still be read."""

    def __init__(self) -> None:
        self.parts = MAX_PARTS
        self.characters = MAX_CHARACTERS


class Watch:
    """Follows one loop at a time and compares its state with that of an earlier round.

    Raises Unknown for a program without a loop that could be followed.
    """

    def __init__(self, source: str) -> None:
        self.loops = watched_loops(source)
        if not self.loops:
            raise Unknown
        self.events = 0
        self.home: FrameType | None = None
        self.first = self.last = 0
        self.round = 0
        self.compare_until = 1
        self.state: list[str] = []
        self.allowance = Allowance()

    def sees(self, frame: FrameType, event: str) -> bool:
        """Takes an event of the program's own code. True when the program is proven to be endless.

        Raises Unknown when there is no use in going on.
        """
        self.events += 1
        if self.events > MAX_EVENTS:
            raise Unknown
        if frame is not self.home:
            if self.home is None and event == "line" and frame.f_lineno in self.loops:
                self._begin(frame)
            return False
        line = frame.f_lineno
        if event == "return" or not self.first <= line <= self.last:
            self.home = None
            if event == "line" and line in self.loops:
                self._begin(frame)
            return False
        if event != "line" or line != self.first:
            return False
        self.round += 1
        state = read_state(frame, self.allowance)
        if state == self.state:
            return True
        if self.round > MAX_ROUNDS:
            raise Unknown
        if self.round == self.compare_until:
            # Brent: the state to compare with is that of round 1, 2, 4, 8, …, so that a circle of any length is found.
            self.state = state
            self.compare_until *= 2
        return False

    def _begin(self, frame: FrameType) -> None:
        if frame.f_code.co_flags & _RESUMABLE:
            return
        self.home = frame
        self.first, self.last = frame.f_lineno, self.loops[frame.f_lineno]
        self.round, self.compare_until = 0, 1
        self.state = read_state(frame, self.allowance)


def read_state(frame: FrameType, allowance: Allowance) -> list[str]:
    """Everything the code in this frame can reach, as texts; equal lists mean equal states. Raises Unknown."""
    reader = _Reader(allowance)
    reader.read_names(frame.f_locals)
    if frame.f_globals is not frame.f_locals:
        reader.read_names(frame.f_globals)
    # What was printed counts: a program that prints runs into its output limit.
    reader.parts.append(str(getattr(sys.stdout, "size", None)))
    return reader.parts


class _Reader:
    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance
        self.parts: list[str] = []
        # Objects in the order in which they were met: whether two names mean one object is part of the state.
        self.seen: dict[int, int] = {}

    def read_names(self, names: dict[str, Any]) -> None:
        self._say(f"names {len(names)}")
        for name, value in names.items():
            self._say(name)
            if name != "__builtins__":
                self.read(value)

    def _say(self, text: str) -> None:
        allowance = self.allowance
        allowance.parts -= 1
        allowance.characters -= len(text)
        if allowance.parts < 0 or allowance.characters < 0:
            raise Unknown
        self.parts.append(text)

    def read(self, value: Any) -> None:
        kind = type(value)
        if kind in _ATOMS:
            self._say(f"{kind.__name__} {value!r}")
        elif kind is float:
            if value != value:
                raise Unknown
            self._say(value.hex())
        elif kind is BuiltinFunctionType:
            # A method is bound to an object, which may change.
            if not isinstance(value.__self__, (ModuleType, type(None))):
                raise Unknown
            self._say(f"built-in {id(value)}")
        elif isinstance(value, type) and value.__module__ != "__main__":
            self._say(f"type {id(value)}")
        elif kind is ModuleType:
            if value.__name__.split(".")[0] not in MODULES:
                raise Unknown
            self._say(f"module {id(value)}")
        elif id(value) in self.seen:
            self._say(f"again {self.seen[id(value)]}")
        else:
            self.seen[id(value)] = len(self.seen)
            self._read_parts(value, kind)

    def _read_parts(self, value: Any, kind: type) -> None:
        from collections import Counter, OrderedDict, defaultdict, deque

        if kind in (list, tuple, deque):
            self._say(f"{kind.__name__} {len(value)} {getattr(value, 'maxlen', None)}")
            for item in value:
                self.read(item)
        elif kind in (dict, Counter, OrderedDict, defaultdict):
            self._say(f"{kind.__name__} {len(value)}")
            self.read(getattr(value, "default_factory", None))
            for key, item in value.items():
                self.read(key)
                self.read(item)
        elif kind is bytearray:
            self._say(repr(value))
        elif kind is FunctionType:
            self._read_function(value)
        elif kind.__module__ == "__main__" and kind.__bases__ == (object,):
            self._read_own(value, kind)
        elif isinstance(value, type):
            self._say("class")
            for base in value.__bases__:
                self.read(base)
            for name, item in vars(value).items():
                self._read_member(name, item)
        elif kind.__module__ == "re" and kind.__name__ == "Pattern":
            self._say(f"pattern {value.pattern!r} {value.flags}")
        else:
            # A set remembers what was in it; iterators, generators and objects of the library hide where they are.
            raise Unknown

    def _read_function(self, value: FunctionType) -> None:
        if not isinstance(value.__code__, CodeType):
            raise Unknown
        self._say(f"function {value.__qualname__} {id(value.__code__)}")
        for part in (value.__defaults__, value.__kwdefaults__, value.__dict__):
            self.read(part)
        # A function of the library sees the library; one of the program's sees its names, which are read anyway.
        for cell in value.__closure__ or ():
            try:
                self.read(cell.cell_contents)
            except ValueError:
                self._say("empty")

    def _read_own(self, value: Any, kind: type) -> None:
        """An object of a class that the program made without bases."""
        names = getattr(value, "__dict__", None)
        if type(names) is not dict or "__slots__" in vars(kind):
            raise Unknown
        self._say(f"object {kind.__qualname__}")
        self.read(kind)
        self.read_names(names)

    def _read_member(self, name: str, item: Any) -> None:
        if name in ("__dict__", "__weakref__", "__doc__", "__module__"):
            return
        self._say(name)
        if isinstance(item, (staticmethod, classmethod)):
            item = item.__func__
        if isinstance(item, property):
            for part in (item.fget, item.fset, item.fdel):
                self.read(part)
        else:
            self.read(item)
