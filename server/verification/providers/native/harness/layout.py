"""Lays out the zygote's memory so that its children touch little of it.

What a child costs is mostly pages: each page of the zygote that a child writes to is copied, each page of the
interpreter's file that it reads is looked up anew. Nothing here is needed for anything to work, so a step that this
system cannot do is left out.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any, Callable

_HUGE_PAGE = 2 << 20
_READ_WRITE, _READ_EXEC = 3, 5
_PRIVATE_ANONYMOUS, _MADV_HUGEPAGE, _MOVE_TO_ADDRESS = 0x22, 14, 3
# Memory of objects up to 512 bytes comes from pools, a size each. A pool's first object lies behind its header.
_POOL_BYTES = 16_384 if sys.version_info >= (3, 10) else 4_096
_POOL_HEADER = 48
_POOL_STEP = 16
_LARGEST_POOLED = 512
# No zygote is so large; keeps a surprise from becoming an endless loop.
_MAX_KEPT = 50_000

_libc = ctypes.CDLL(None)
_kept: list[Any] = []


def move_code() -> None:
    """Copies the interpreter's and the C library's code into memory of the zygote's own, at its old address.

    A fork copies the page table of such memory. That of a file's pages it leaves empty, and every child would find
    them again one by one. Made before seccomp, under which no memory can become executable; its content is the file's.
    """
    # Elsewhere, copied code needs the processor's caches to be told.
    if os.uname().machine != "x86_64":
        return
    for function, align in ((ctypes.pythonapi.PyDict_New, _HUGE_PAGE), (_libc.malloc, 1)):
        start, end = _mapping_around(ctypes.cast(function, ctypes.c_void_p).value or 0)
        start, end = -(-start // align) * align, end // align * align
        if start < end:
            _move(start, end - start)


def _mapping_around(address: int) -> tuple[int, int]:
    """The addresses of the read-only parts of a loaded file that lie without a gap around one of them."""
    parts: list[tuple[int, int, str]] = []
    with open("/proc/self/maps", encoding="utf-8") as file:
        for line in file:
            span, rights, _, _, _, *path = line.split(None, 5)
            first, last = (int(end, 16) for end in span.split("-"))
            name = path[0] if path and "w" not in rights else f"other {first}"
            if parts and parts[-1][1] == first and parts[-1][2] == name:
                parts[-1] = (parts[-1][0], last, name)
            else:
                parts.append((first, last, name))
    return next(((first, last) for first, last, _ in parts if first <= address < last), (0, 0))


def _move(start: int, size: int) -> None:
    def call(name: str, result: Any, *arguments: tuple[Any, int]) -> Any:
        function = getattr(_libc, name)
        function.argtypes = [kind for kind, _ in arguments]
        function.restype = result
        return function(*[value for _, value in arguments])

    pointer, length, number = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
    spare = call(
        "mmap", pointer, (pointer, 0), (length, size + _HUGE_PAGE), (number, _READ_WRITE),
        (number, _PRIVATE_ANONYMOUS), (number, -1), (ctypes.c_long, 0),
    )  # fmt: skip
    if spare in (None, ctypes.c_void_p(-1).value):
        return
    copy = -(-spare // _HUGE_PAGE) * _HUGE_PAGE
    call("madvise", number, (pointer, copy), (length, size), (number, _MADV_HUGEPAGE))
    ctypes.memmove(copy, start, size)
    if call("mprotect", number, (pointer, copy), (length, size), (number, _READ_EXEC)) == 0:
        call(
            "mremap", pointer, (pointer, copy), (length, size), (length, size),
            (number, _MOVE_TO_ADDRESS), (pointer, start),
        )  # fmt: skip


def use_up_free_memory() -> None:
    """Fills the gaps between what the zygote keeps, so that children get new memory side by side."""
    for size in range(_POOL_STEP, _LARGEST_POOLED + 1, _POOL_STEP):
        make = _maker(size)
        for _ in range(_MAX_KEPT):
            item = make()
            _kept.append(item)
            if id(item) % _POOL_BYTES == _POOL_HEADER:
                # The first of a new pool: the old ones are full.
                break
    if hasattr(_libc, "mallinfo2"):
        _fill_heap()


def _maker(size: int) -> Callable[[], Any]:
    """Makes objects of so many bytes, each of its own."""
    if size == 16:
        return object
    if size == 32:
        return lambda: float(len(_kept))
    return lambda: bytes(size - b"".__sizeof__())


class _HeapInfo(ctypes.Structure):
    """glibc's struct mallinfo2."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()
    ]


def _fill_heap() -> None:
    look = _libc.mallinfo2
    look.restype = _HeapInfo
    take = _libc.malloc
    take.argtypes, take.restype = [ctypes.c_size_t], ctypes.c_void_p
    size = 1 << 17
    for _ in range(_MAX_KEPT):
        before = look()
        fits = size <= before.fordblks - before.keepcost
        # What was cut from the end of the heap filled no gap: there is none of this size.
        if not fits or (take(size) and look().keepcost != before.keepcost):
            size = size // 2 if size > 2 * _LARGEST_POOLED else size - 16
            if size < 16:
                break
    # glibc keeps up to seven pieces of each small size apart.
    for small in range(24, 1_033, 16):
        for _ in range(7):
            take(small)
