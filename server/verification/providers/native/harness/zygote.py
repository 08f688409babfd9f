"""The zygote: a small warm Python process that confines itself, then does nothing but fork children.

It never sees a program, a test or an expected value, so neither does a child find another's in its memory.
"""

from __future__ import annotations

import gc
import os
import sys
from _socket import CMSG_SPACE
from _socket import socket as Socket

import confine
import layout
from child import do_job, run_child
from control import MAX_ERRANDS, pack_done, unpack_channels, unpack_errands
from fields import pack, reporter
from prepare import SAMPLE, prepare_python
from program import set_stage


def serve(control: Socket, errors: int) -> None:
    """Confines this process and does the supervisor's errands (control.py): it forks children and reaps them.

    `errors` is where a failure to start can be told.
    """
    null = os.open("/dev/null", os.O_WRONLY)
    prepare_python(null)
    layout.move_code()
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
    warm_up_child(null)
    os.close(null)
    gc.collect()
    layout.use_up_free_memory()
    set_stage()
    gc.freeze()
    gc.disable()
    # From here on a failure has no one to tell: the supervisor sees the control socket close.
    os.close(errors)
    control.send(b"ready %d" % base)
    room = CMSG_SPACE(4 * MAX_ERRANDS)
    while True:
        message, ancillary, _, _ = control.recvmsg(1 + 4 * MAX_ERRANDS, room)
        if not message:
            os._exit(0)
        count, pids = unpack_errands(message)
        reaped = []
        for pid in pids:
            _, status, usage = os.wait4(pid, 0)
            reaped.append((pid, status, round((usage.ru_utime + usage.ru_stime) * 1e6), usage.ru_maxrss))
        forked = []
        channels = unpack_channels(ancillary[0][2], count) if count else ()
        for channel in channels:
            pid = os.fork()
            if pid == 0:
                try:
                    run_child(channel, (control.fileno(), *channels))
                finally:
                    # Whatever the program did to the harness, it must not come back here as a second zygote.
                    os._exit(70)
            forked.append(pid)
        for channel in channels:
            os.close(channel)
        control.send(pack_done(reaped, forked))


def warm_up_child(sink: int) -> None:
    """Does what a child does until the interpreter has adapted to it; a child would have to do this each time."""
    main = sys.modules["__main__"]
    job = pack(("program", "1000", "trace", SAMPLE, "", "tidy([3, 1, 2], 2)", "tidy(1, 2)"))
    for _ in range(40):
        set_stage()
        do_job(job, reporter(sink))
    sys.modules["__main__"] = main


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
