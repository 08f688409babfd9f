"""The programs of a problem as one prefix tree.

Mutants share nearly all of their text with their reference. In a causal model the score of a line depends on nothing
but the statement and the lines before it, so each distinct (problem, prefix, line) is one node, has one label and one
loss, and is computed once: eighteen mutants of a program cost a few tokens each, not eighteen programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from .rows import Label, Program
from .steps import steps_of

Encode = Callable[[str], list[int]]


READING = "reading"
"""Tag of programs that only the language model reads."""


@dataclass(slots=True)
class Node:
    """A line after its prefix."""

    text: str
    children: dict[str, Node] = field(default_factory=dict)
    label: Label = None
    contradicted: bool = False
    language: bool = False
    """Whether the line belongs to a right program: the language model learns from these only."""

    def observe(self, label: Label) -> bool:
        """Fold one more label in; a key seen as both right and wrong is masked. True on the first contradiction."""
        if label is None or self.contradicted:
            return False
        if self.label is None:
            self.label = label
        elif self.label != label:
            self.label, self.contradicted = None, True
            return True
        return False


@dataclass(slots=True)
class Tree:
    """All programs of one problem."""

    problem: str
    statement: str
    root: Node
    contradictions: int = 0


def build_trees(programs: Iterable[Program], branch_steps: int | None = None) -> list[Tree]:
    """One tree a problem, in the order of first appearance. Lines that no label follows are cut off.

    A refactored program repeats the rest of its reference after a slightly other prefix, which teaches little and costs
    much: of a mutant, `branch_steps` steps are kept from where it leaves the programs before it (all when None).
    """
    trees: dict[tuple[str, str], Tree] = {}
    for program in programs:
        key = (program.problem, program.statement)
        tree = trees.setdefault(key, Tree(program.problem, program.statement, Node("")))
        correct = program.is_right or READING in program.tags
        node = tree.root
        fresh = 0
        for step in steps_of(program.lines):
            fresh += step.text not in node.children
            if branch_steps is not None and program.origin == "mutant" and fresh > branch_steps:
                break
            node = node.children.setdefault(step.text, Node(step.text))
            tree.contradictions += node.observe(program.labels[step.line - 1])
            node.language = node.language or correct
    for tree in trees.values():
        prune(tree.root)
    return list(trees.values())


def prune(node: Node) -> bool:
    """Drop subtrees that neither loss needs; returns whether anything of this node is left."""
    node.children = {text: child for text, child in node.children.items() if prune(child)}
    return node.label is not None or node.language or bool(node.children)


@dataclass(slots=True)
class Flat:
    """A tree, or a part of one, as one token sequence in which every token knows its parent.

    `parent[i]` is the token before token i on its path (-1 for the first), `depth[i]` its position there. `labels` are
    given at separators only; `language[i]` is whether predicting token i counts for the language model. `pairs` are
    (right, wrong) token positions of two lines after the same prefix.
    """

    tokens: list[int]
    parent: list[int]
    depth: list[int]
    labels: list[Label]
    language: list[bool]
    pairs: list[tuple[int, int]]


def encode_prompt(statement: str, template: str, encode: Encode, max_prompt_tokens: int) -> list[int]:
    """The prompt's tokens: what stands before and after `{statement}`, and the statement's head, each by itself."""
    before, after = template.split("{statement}")
    return [*encode(before), *encode(statement)[:max_prompt_tokens], *encode(after)]


def flatten(tree: Tree, prompt: list[int], encode: Encode, separator: int, limit: int, context: int) -> list[Flat]:
    """Lay a tree out as sequences of at most `limit` tokens.

    A branch that no longer fits starts a new sequence with its prefix repeated, without its losses. Nodes beyond
    `context` tokens from the start are left out, as the model can't see so far.
    """
    flats: list[Flat] = []
    encoded: dict[str, list[int]] = {}

    def ids(text: str) -> list[int]:
        if text not in encoded:
            encoded[text] = [*encode(text), separator]
        return encoded[text]

    class Builder:
        def __init__(self) -> None:
            self.flat = Flat([], [], [], [], [], [])
            self.ends: dict[int, int] = {}
            self.append(prompt, -1, None, False)

        def append(self, tokens: list[int], parent: int, label: Label, language: bool) -> int:
            flat = self.flat
            for token in tokens:
                flat.depth.append(0 if parent < 0 else flat.depth[parent] + 1)
                flat.parent.append(parent)
                flat.tokens.append(token)
                flat.labels.append(None)
                flat.language.append(language)
                parent = len(flat.tokens) - 1
            if tokens and label is not None:
                flat.labels[parent] = label
            return parent

        def place(self, path: list[Node], fresh: bool) -> int:
            """The end position of the path's last node; nodes placed for context only (not fresh) carry no loss."""
            end = len(prompt) - 1
            for node in path:
                known = self.ends.get(id(node))
                if known is None:
                    own = fresh and node is path[-1]
                    known = self.append(ids(node.text), end, node.label if own else None, node.language and own)
                    self.ends[id(node)] = known
                end = known
            return end

    builder = Builder()

    def visit(path: list[Node], length: int) -> None:
        nonlocal builder
        parent = path[-1] if path else tree.root
        # The longest subtree goes last, so that a sequence ends with the trunk and not with a stray branch.
        children = sorted(parent.children.values(), key=weight)
        placed: list[tuple[Node, int, Builder]] = []
        for child in children:
            cost = len(ids(child.text))
            if length + cost > context:
                continue
            if len(builder.flat.tokens) + cost > limit and builder.ends:
                flats.append(builder.flat)
                builder = Builder()
            placed.append((child, builder.place([*path, child], True), builder))
        for right, right_end, right_builder in placed:
            for wrong, wrong_end, wrong_builder in placed:
                if right.label == 1 and wrong.label == 0 and right_builder is wrong_builder:
                    right_builder.flat.pairs.append((right_end, wrong_end))
        for child, _, _ in placed:
            visit([*path, child], length + len(ids(child.text)))

    visit([], len(prompt))
    flats.append(builder.flat)
    return flats


def weight(node: Node) -> int:
    """Nodes of a subtree."""
    return 1 + sum(weight(child) for child in node.children.values())


def ancestors(parent: list[int]) -> list[list[int]]:
    """For every token the tokens it may attend to: itself and its path to the start, ascending."""
    paths: list[list[int]] = []
    for index, before in enumerate(parent):
        paths.append([*(paths[before] if before >= 0 else []), index])
    return paths
