"""`linewise-prm loop`: every line of standard output is an event; the exit code says whether the loop was done."""

from __future__ import annotations

import argparse
import os
import sys
import threading
import traceback

from .loop import LoopOptions, run_loop
from .loop_events import Events


def run_command(options: argparse.Namespace) -> None:
    """Run the loop. A reason why it can't be done is an event of its own, and the exit code is 2; a fault's is 1."""
    events = Events()
    if options.watch_stdin:
        threading.Thread(target=end_with_stdin, daemon=True).start()
    own = ("run_command", "fold_start", "watch_stdin")
    asked = {key: value for key, value in vars(options).items() if key not in own}
    try:
        if options.folds > 1 and not options.group:
            raise ValueError("Fold models need a --group that tells which belong together; nothing was trained.")
        run_loop(LoopOptions(**asked, fold_starts=tuple(options.fold_start)), events)
    except ValueError as error:
        events.emit("error", message=str(error), expected=True)
        sys.exit(2)
    except Exception as error:
        events.emit("error", message=f"{type(error).__name__}: {error}", expected=False)
        traceback.print_exc()
        sys.exit(1)


def end_with_stdin() -> None:
    """End this process at once when its standard input closes: whoever asked for the loop is gone.

    Without Python's own buffer: a thread that waits in it would abort the interpreter when the loop is done.
    """
    while os.read(0, 1024):
        pass
    os._exit(3)
