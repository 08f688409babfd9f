"""The system calls that a sandboxed process may make. Everything that is not here fails with EPERM.

The zygote installs this list on itself once, and every child inherits it. So the list holds the few calls that only the
zygote needs (fork, wait, receiving a socket); what keeps a child from using them is said beside each.
"""

from __future__ import annotations

import errno
import os
from typing import NamedTuple

# What a running Python program needs: memory, its own descriptors, clocks, randomness, waiting, ending.
PLAIN = (
    "read write close fstat lseek pread64 readv writev dup3 "
    "brk munmap mremap madvise futex sched_yield sched_getaffinity "
    "clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday getrusage times "
    "getpid getppid gettid getuid geteuid getgid getegid getcwd uname getrandom "
    "ppoll pselect6 poll select time readlink readlinkat newfstatat statx getdents64 "
    "set_robust_list rseq sigaltstack exit exit_group "
    # Only the zygote has children to wait for, and only it is ever sent a descriptor.
    "wait4 recvmsg sendto "
    # Renumbering and closing of the child's own descriptors.
    "dup2 close_range"
).split()

X86_64 = {
    "read": 0, "write": 1, "close": 3, "fstat": 5, "poll": 7, "lseek": 8, "mmap": 9, "mprotect": 10, "munmap": 11,
    "brk": 12, "ioctl": 16, "pread64": 17, "readv": 19, "writev": 20, "select": 23, "sched_yield": 24, "mremap": 25,
    "madvise": 28, "dup2": 33, "nanosleep": 35, "getpid": 39, "sendto": 44, "recvmsg": 47, "clone": 56, "exit": 60,
    "wait4": 61, "uname": 63, "fcntl": 72, "getcwd": 79, "readlink": 89, "gettimeofday": 96, "getrusage": 98,
    "times": 100, "getuid": 102, "getgid": 104, "geteuid": 107, "getegid": 108, "getppid": 110, "sigaltstack": 131,
    "gettid": 186, "time": 201, "futex": 202, "sched_getaffinity": 204,
    "getdents64": 217, "clock_gettime": 228, "clock_getres": 229, "clock_nanosleep": 230, "exit_group": 231,
    "openat": 257, "newfstatat": 262, "readlinkat": 267, "pselect6": 270, "ppoll": 271, "set_robust_list": 273,
    "dup3": 292, "getrandom": 318, "statx": 332, "rseq": 334, "clone3": 435, "close_range": 436,
}  # fmt: skip

# The generic table, which 64-bit ARM uses. It has no fork, no time, no select, no dup2: glibc uses their successors.
AARCH64 = {
    "getcwd": 17, "dup3": 24, "fcntl": 25, "ioctl": 29, "openat": 56, "close": 57, "getdents64": 61, "lseek": 62,
    "read": 63, "write": 64, "readv": 65, "writev": 66, "pread64": 67, "pselect6": 72, "ppoll": 73, "readlinkat": 78,
    "newfstatat": 79, "fstat": 80, "exit": 93, "exit_group": 94, "futex": 98, "set_robust_list": 99, "nanosleep": 101,
    "clock_gettime": 113, "clock_getres": 114, "clock_nanosleep": 115, "sched_getaffinity": 123, "sched_yield": 124,
    "sigaltstack": 132, "times": 153, "uname": 160, "getrusage": 165,
    "gettimeofday": 169, "getpid": 172, "getppid": 173, "getuid": 174, "geteuid": 175, "getgid": 176, "getegid": 177,
    "gettid": 178, "sendto": 206, "recvmsg": 212, "brk": 214, "munmap": 215, "mremap": 216, "clone": 220, "mmap": 222,
    "mprotect": 226, "madvise": 233, "wait4": 260, "getrandom": 278, "statx": 291, "rseq": 293,
    "clone3": 435, "close_range": 436,
}  # fmt: skip


class Machine(NamedTuple):
    audit_arch: int
    """What the kernel calls this instruction set; a call made through another one kills the process."""
    numbers: dict[str, int]
    seccomp: int
    landlock_create_ruleset: int = 444
    landlock_add_rule: int = 445
    landlock_restrict_self: int = 446


MACHINES = {
    "x86_64": Machine(0xC000003E, X86_64, 317),
    "aarch64": Machine(0xC00000B7, AARCH64, 277),
}


def this_machine() -> Machine:
    name = os.uname().machine
    if name not in MACHINES:
        raise OSError(errno.ENOSYS, f"no system call table for {name}")
    return MACHINES[name]
