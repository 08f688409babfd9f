"""How a long program is laid out in several sequences: the same plan as the TypeScript scorer's `planWindows`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """A sequence for one forward pass, and (step, position) of the scores to read there."""

    ids: list[int]
    reads: list[tuple[int, int]]


def plan_windows(prompt: Sequence[int], steps: Sequence[Sequence[int]], max_tokens: int) -> list[Window]:
    """One window when the program fits; else each further one repeats the prompt and up to half a window of context.

    A step is read in the first window that has it. A step longer than a window by itself is cut and never read.
    """
    room = max_tokens - len(prompt)
    sizes = [min(len(step), room) for step in steps]
    windows: list[Window] = []
    unread = 0
    while unread < len(steps):
        ids = list(prompt)
        reads: list[tuple[int, int]] = []
        index = _context_start(sizes, unread, room)
        while index < len(steps) and len(ids) + sizes[index] <= max_tokens:
            ids.extend(steps[index][:room])
            if index >= unread and len(steps[index]) <= room:
                reads.append((index, len(ids) - 1))
            index += 1
        unread = index
        windows.append(Window(ids, reads))
    return windows


def _context_start(sizes: Sequence[int], unread: int, room: int) -> int:
    """The first step shown in the window that reads `unread` first."""
    most = min(room // 2, room - sizes[unread])
    start, taken = unread, 0
    while start > 0 and taken + sizes[start - 1] <= most:
        start -= 1
        taken += sizes[start]
    return start
