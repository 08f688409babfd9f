"""The zygote: a small warm Python process that confines itself, then does nothing but fork children.

It never sees a program, a test or an expected value, so neither does a child find another's in its memory.
"""

from __future__ import annotations

import gc
import os
import struct
import sys
from _socket import CMSG_SPACE
from _socket import socket as Socket

import confine
from child import run_child
from prepare import prepare_python


def serve(control: Socket, errors: int) -> None:
    """Confines this process and obeys the supervisor: b"F" with a socket forks a child, b"R" + pid reaps one.

    `errors` is where a failure to start can be told.
    """
    null = os.open("/dev/null", os.O_WRONLY)
    prepare_python(null)
    os.close(null)
    folders = confine.standard_library()
    base = confine.address_space_bytes()
    ruleset = confine.landlock_only(folders)
    enter_library(folders)
    confine.limit_zygote()
    confine.drop_user()
    confine.forbid_privileges()
    confine.die_with_parent()
    confine.landlock_enter(ruleset)
    confine.seccomp_enter()
    gc.collect()
    gc.freeze()
    gc.disable()
    # From here on a failure has no one to tell: the supervisor sees the control socket close.
    os.close(errors)
    control.send(b"ready %d" % base)
    room = CMSG_SPACE(4)
    while True:
        message, ancillary, _, _ = control.recvmsg(16, room)
        if message == b"F":
            channel = int.from_bytes(ancillary[0][2][:4], sys.byteorder)
            pid = os.fork()
            if pid == 0:
                try:
                    run_child(channel, control.fileno())
                finally:
                    # Whatever the program did to the harness, it must not come back here as a second zygote.
                    os._exit(70)
            os.close(channel)
            control.send(struct.pack("<cI", b"C", pid))
        elif message:
            (pid,) = struct.unpack("<xI", message)
            _, status, usage = os.wait4(pid, 0)
            cpu_us = round((usage.ru_utime + usage.ru_stime) * 1e6)
            control.send(struct.pack("<cIIQI", b"S", pid, status, cpu_us, usage.ru_maxrss))
        else:
            os._exit(0)


def enter_library(folders: list[str]) -> None:
    """As root: make the standard library the whole file system, which also works when it lies in a private home.

    An ordinary user may not do this; then Landlock alone says what can be read.
    """
    root = folders[0]
    if os.geteuid() == 0:
        packages = [module for module in list(sys.modules.values()) if hasattr(module, "__path__")]
        inside = {path: os.path.realpath(path)[len(root) :] or "/" for module in packages for path in module.__path__}
        folders = [path[len(root) :] or "/" for path in folders if path.startswith(root)]
        os.chroot(root)
        os.chdir("/")
        for module in packages:
            module.__path__ = [inside[path] for path in module.__path__]
    sys.path[:] = folders
    sys.path_importer_cache.clear()
