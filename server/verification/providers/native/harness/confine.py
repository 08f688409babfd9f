"""What the kernel is asked to forbid: seccomp, Landlock, chroot, the dropped user id, resource limits.

Order matters. Everything here is done by the zygote before it has seen any program, and a child inherits all of it.
A step that fails raises: a zygote that could not confine itself must not run.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import struct
import sys

from syscalls import PLAIN, Machine, this_machine

NOBODY = 65534

_libc = ctypes.CDLL(None, use_errno=True)
_prctl = _libc.prctl
_prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
_syscall = _libc.syscall
_syscall.restype = ctypes.c_long

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_SIGKILL = 9


def _check(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def die_with_parent() -> None:
    """The kernel kills this process when its parent dies. Not inherited by children."""
    _check(_prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0), "prctl(PDEATHSIG)")


def drop_user() -> None:
    """As root, become nobody. As an ordinary user there is nothing to drop."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    if 0 in os.getresuid() or 0 in os.getresgid():
        raise OSError(errno.EPERM, "still root")


def forbid_privileges() -> None:
    """No set-uid program can give anything back; no process of the same user can look inside this one."""
    _check(_prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "prctl(NO_NEW_PRIVS)")
    _check(_prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0), "prctl(DUMPABLE)")


# Landlock


def landlock_only(readable: list[str]) -> int:
    """Makes a ruleset under which nothing but the library in these folders can be read, nothing written or run.

    Returns its descriptor, for `landlock_enter`. Made while the folders can still be named, that is before chroot.
    """
    machine = this_machine()
    abi = _syscall(machine.landlock_create_ruleset, None, 0, 1)
    if abi < 1:
        raise OSError(errno.ENOSYS, "this kernel has no Landlock")
    # Every right a kernel knows is "handled", that is denied unless granted. Bits were added with each version.
    files = (1 << 13) - 1
    for version, bit in ((2, 13), (3, 14), (5, 15)):
        files |= (1 << bit) if abi >= version else 0
    ports = 0b11 if abi >= 4 else 0
    scopes = 0b11 if abi >= 6 else 0
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    attributes = ctypes.create_string_buffer(struct.pack("QQQ", files, ports, scopes), 24)
    ruleset = _check(_syscall(machine.landlock_create_ruleset, attributes, size, 0), "landlock_create_ruleset")
    read_file, read_dir = 1 << 2, 1 << 3
    for folder in readable:
        # The import system lists the folder itself; installed packages and their paths beside it stay unreadable.
        _grant(ruleset, folder, read_dir)
        for entry in os.scandir(folder):
            if entry.name not in ("site-packages", "dist-packages", "test"):
                _grant(ruleset, entry.path, read_file | read_dir if entry.is_dir() else read_file)
    return ruleset


def _grant(ruleset: int, path: str, rights: int) -> None:
    target = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, target), 12)
    _check(_syscall(this_machine().landlock_add_rule, ruleset, 1, rule, 0), f"landlock_add_rule({path})")
    os.close(target)


def landlock_enter(ruleset: int) -> None:
    _check(_syscall(this_machine().landlock_restrict_self, ruleset, 0), "landlock_restrict_self")
    os.close(ruleset)


# seccomp: a classic BPF program over (call number, architecture, six arguments)

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL_PROCESS, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCH = 0, 4

# glibc's fork() and nothing else: no threads, no namespaces. A child's RLIMIT_NPROC of 0 forbids this one too.
_FORK_FLAGS = 0x01200011
_PROT_WRITE, _PROT_EXEC, _MAP_ANONYMOUS = 2, 4, 0x20
_HARMLESS_OPEN_FLAGS = os.O_CLOEXEC | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_NONBLOCK | 0o100000  # O_LARGEFILE
_F_GETFD, _F_SETFD, _F_GETFL = 1, 2, 3


def _argument(index: int) -> int:
    """Offset of the low half of an argument (both machines are little-endian)."""
    return 16 + 8 * index


class _Filter:
    def __init__(self, machine: Machine) -> None:
        self.numbers = machine.numbers
        self.code: list[tuple[int, int, int, int]] = [
            (_LOAD, 0, 0, _ARCH),
            (_EQUAL, 1, 0, machine.audit_arch),
            (_RETURN, 0, 0, _KILL_PROCESS),
            (_LOAD, 0, 0, _NUMBER),
            # x86-64's other numbering (x32) would slip past the list.
            (_AT_LEAST, 0, 1, 0x40000000),
            (_RETURN, 0, 0, _KILL_PROCESS),
        ]

    def always(self, name: str, action: int) -> None:
        if name in self.numbers:
            self.code += [(_EQUAL, 0, 1, self.numbers[name]), (_RETURN, 0, 0, action)]

    def unless_bits(self, name: str, argument: int, bits: int, code: int = errno.EPERM) -> None:
        """Allows the call when none of these bits of the argument is set."""
        self.code += [
            (_EQUAL, 0, 4, self.numbers[name]),
            (_LOAD, 0, 0, _argument(argument)),
            (_ANY_BIT, 0, 1, bits),
            (_RETURN, 0, 0, _FAIL | code),
            (_RETURN, 0, 0, _ALLOW),
        ]

    def only_values(self, name: str, argument: int, values: list[int]) -> None:
        """Allows the call when the argument is one of these values."""
        tests = [(_EQUAL, len(values) - index, 0, value) for index, value in enumerate(values)]
        self.code += [
            (_EQUAL, 0, len(values) + 3, self.numbers[name]),
            (_LOAD, 0, 0, _argument(argument)),
            *tests,
            (_RETURN, 0, 0, _FAIL | errno.EPERM),
            (_RETURN, 0, 0, _ALLOW),
        ]

    def mmap(self) -> None:
        """Executable memory only from a file, and never writable: Landlock leaves only the standard library's files."""
        self.code += [
            (_EQUAL, 0, 8, self.numbers["mmap"]),
            (_LOAD, 0, 0, _argument(2)),
            (_ANY_BIT, 0, 4, _PROT_EXEC),
            (_ANY_BIT, 2, 0, _PROT_WRITE),
            (_LOAD, 0, 0, _argument(3)),
            (_ANY_BIT, 0, 1, _MAP_ANONYMOUS),
            (_RETURN, 0, 0, _FAIL | errno.EPERM),
            (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _FAIL | errno.EPERM),
        ]

    def finish(self) -> bytes:
        self.code.append((_RETURN, 0, 0, _FAIL | errno.EPERM))
        return b"".join(struct.pack("HBBI", *step) for step in self.code)


def build_filter(machine: Machine) -> bytes:
    rules = _Filter(machine)
    for name in PLAIN:
        rules.always(name, _ALLOW)
    rules.mmap()
    rules.unless_bits("mprotect", 2, _PROT_EXEC)
    rules.unless_bits("openat", 2, 0xFFFFFFFF & ~_HARMLESS_OPEN_FLAGS, errno.EACCES)
    rules.only_values("fcntl", 1, [_F_GETFD, _F_SETFD, _F_GETFL])
    rules.only_values("clone", 0, [_FORK_FLAGS])
    rules.always("clone3", _FAIL | errno.ENOSYS)
    # open() asks whether the file is a terminal; "no" is the answer that needs no system call.
    rules.always("ioctl", _FAIL | errno.ENOTTY)
    return rules.finish()


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def seccomp_enter() -> None:
    machine = this_machine()
    code = build_filter(machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(buffer))
    _check(_syscall(machine.seccomp, 1, 0, ctypes.byref(program)), "seccomp")


# Resource limits


def limit_zygote() -> None:
    """Limits that hold for zygote and children alike. No file can be written, few descriptors be open."""
    for what, value in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_STACK, 8 << 20),
    ):
        resource.setrlimit(what, (value, value))


def limit_program(pid: int, memory_bytes: int, cpu_seconds: int) -> None:
    """Limits of a child that is about to get its program, set by the supervisor from outside.

    No process can be made: the kernel enforces this for every user but root, whom `drop_user` has ruled out. A program
    that runs into the soft memory limit gets a MemoryError; the space up to the hard one is for saying so. The
    supervisor's clock decides about CPU time; RLIMIT_CPU, in whole seconds, is for when the supervisor has died.
    """
    resource.prlimit(pid, resource.RLIMIT_NPROC, (0, 0))
    resource.prlimit(pid, resource.RLIMIT_AS, (memory_bytes, memory_bytes + (64 << 20)))
    resource.prlimit(pid, resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))


def address_space_bytes() -> int:
    """How much address space this process uses now; programs get their memory limit on top of it."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def standard_library() -> list[str]:
    """The folders a program may import from: the standard library and its compiled modules, nothing installed."""
    root = os.path.dirname(os.path.realpath(os.__file__))
    folders = [root, os.path.join(root, "lib-dynload"), *[p for p in sys.path if p.endswith("lib-dynload")]]
    return [path for path in dict.fromkeys(os.path.realpath(p) for p in folders) if os.path.isdir(path)]
