"""The supervisor's process: starts zygote and guard, then runs the pool (pool.py) between the server and the zygote."""

from __future__ import annotations

import os

# The C module alone: `socket` would cost every child a megabyte of address space to copy.
from _socket import AF_UNIX, SOCK_SEQPACKET, socketpair
from _socket import socket as Socket

import confine


def main() -> None:
    confine.die_with_parent()
    ours, theirs = socketpair(AF_UNIX, SOCK_SEQPACKET)
    # The descriptors that programs will have as 0, 1 and 2. Opened now: under Landlock nothing can be.
    null = os.open("/dev/null", os.O_RDWR)
    zygote = os.fork()
    if zygote == 0:
        ours.close()
        errors = os.dup(2)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        os.close(null)
        run_zygote(theirs, errors)
    theirs.close()
    os.close(null)
    # Not before: what the zygote loads, every child is forked with. Not later: nobody may be unable to read it.
    from pool import Pool, say_hello

    ready = ours.recv(64)
    if not ready.startswith(b"ready "):
        raise SystemExit("the zygote did not start")
    confine.drop_user()
    confine.die_with_parent()
    pool = Pool(ours, zygote, int(ready[6:]))
    say_hello()
    pool.serve()


def run_zygote(control: Socket, errors: int) -> None:
    try:
        from zygote import serve

        os.setpgid(0, 0)
        serve(control, errors)
    except BaseException as error:
        os.write(errors, f"zygote: {type(error).__name__}: {error}\n".encode())
    os._exit(1)


if __name__ == "__main__":
    main()
