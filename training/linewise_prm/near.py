"""Near-duplicates by statement and by code whose names do not matter."""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from .rows import Program

STOCK_PHRASE = "write a an the python function to find of given that in for from and is using whether or not"
STOCK = frozenset(STOCK_PHRASE.split())
"""Words that nearly every statement has, so they say nothing about likeness."""

STATEMENT_LIKENESS = 0.75
CODE_LIKENESS = 0.75
SHINGLE = 5


def statement_words(statement: str) -> frozenset[str]:
    """The words of a statement that carry its meaning."""
    return frozenset(re.findall(r"[a-z0-9]+", statement.lower())) - STOCK


def code_shingles(source: str) -> frozenset[str]:
    """Runs of five tokens, names replaced by their order of first appearance; empty when the source has no tokens."""
    names: dict[str, str] = {}
    tokens: list[str] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
                tokens.append(names.setdefault(token.string, f"n{len(names)}"))
            elif token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER):
                tokens.append(token.string.strip())
    except (tokenize.TokenError, SyntaxError):
        pass
    if len(tokens) < SHINGLE:
        return frozenset([" ".join(tokens)]) if tokens else frozenset()
    return frozenset(" ".join(tokens[i : i + SHINGLE]) for i in range(len(tokens) - SHINGLE + 1))


def likeness(shared: int, left: int, right: int) -> float:
    """Jaccard of two sets by their sizes and how much they share; 0 when both are empty."""
    union = left + right - shared
    return shared / union if union else 0.0


class Index:
    """Finds the near-duplicates of a problem among those added before."""

    def __init__(self) -> None:
        self._items: list[tuple[str, frozenset[str], frozenset[str]]] = []
        self._by_feature: dict[str, list[int]] = defaultdict(list)

    def add(self, key: str, statement: str, source: str) -> None:
        """Add a problem's statement and reference."""
        words, shingles = statement_words(statement), code_shingles(source)
        for feature in (*(f"w:{word}" for word in words), *(f"c:{shingle}" for shingle in shingles)):
            self._by_feature[feature].append(len(self._items))
        self._items.append((key, words, shingles))

    def like(self, statement: str, source: str) -> list[str]:
        """The keys of all problems like this one in statement or in code."""
        words, shingles = statement_words(statement), code_shingles(source)
        shared_words = Counter(index for word in words for index in self._by_feature.get(f"w:{word}", ()))
        shared_shingles = Counter(index for each in shingles for index in self._by_feature.get(f"c:{each}", ()))
        found = []
        for index in sorted(shared_words.keys() | shared_shingles.keys()):
            key, other_words, other_shingles = self._items[index]
            if (
                likeness(shared_words[index], len(words), len(other_words)) >= STATEMENT_LIKENESS
                or likeness(shared_shingles[index], len(shingles), len(other_shingles)) >= CODE_LIKENESS
            ):
                found.append(key)
        return found


def references(programs: Iterable[Program]) -> dict[str, Program]:
    """A program without an incorrect line for each problem, the first seen."""
    found: dict[str, Program] = {}
    for program in programs:
        if program.first_error is None:
            found.setdefault(program.problem, program)
    return found


def clusters(items: Sequence[tuple[str, str, str]]) -> dict[str, str]:
    """The cluster of each (key, statement, source): the smallest key among those it is alike with, directly or not."""
    leader: dict[str, str] = {key: key for key, _, _ in items}

    def find(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    index = Index()
    for key, statement, source in items:
        for other in index.like(statement, source):
            low, high = sorted((find(key), find(other)))
            leader[high] = low
        index.add(key, statement, source)
    return {key: find(key) for key in leader}
