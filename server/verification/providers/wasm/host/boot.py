"""Starts in the WebAssembly interpreter: loads the harness, makes Python ready, and waits for jobs.

The harness's files come on standard input, since there is no other way in: names and sources, packed as in fields.py.
"""

import gc
import os
import sys
import time

CHANNEL, SINK = 1, 2


def read_all() -> bytes:
    parts = []
    while part := os.read(0, 1 << 16):
        parts.append(part)
    return b"".join(parts)


def unpack_files(data: bytes) -> dict[str, str]:
    texts = []
    at = 4
    for _ in range(int.from_bytes(data[:4], "little")):
        start = at + 4
        at = start + int.from_bytes(data[at:start], "little")
        texts.append(data[start:at].decode())
    return dict(zip(texts[::2], texts[1::2], strict=True))


class Harness:
    """Finds the harness's modules among the files that were sent."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> object:
        return type(sys.__spec__)(name, self) if name in self.files else None

    def create_module(self, _spec: object) -> None:
        return None

    def exec_module(self, module: object) -> None:
        name = module.__name__
        exec(compile(self.files[name], f"{name}.py", "exec", dont_inherit=True), module.__dict__)


def start() -> object:
    harness = Harness(unpack_files(read_all()))
    sys.meta_path.insert(0, harness)
    from child import JOBS
    from fields import reporter, unpack
    from prepare import prepare_python

    prepare_python(SINK)
    # Programs take it for infinity; the size of this machine's pointers is nothing to them.
    sys.maxsize = 2**63 - 1
    sys.meta_path.remove(harness)
    sys.path_importer_cache.clear()

    def run_job() -> None:
        kind, *job = unpack(read_all())
        gc.enable()
        JOBS[kind](job, reporter(CHANNEL))
        os._exit(0)

    return run_job


run_job = start()
gc.collect()
gc.freeze()
gc.disable()
os.write(CHANNEL, b"linewise %d\n" % id(run_job))
# The host parks the interpreter in this call and calls `run_job` from there, once for each program.
time.time()
