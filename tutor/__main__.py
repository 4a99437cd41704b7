"""The `tutor` process, which ctrl-c ends without a traceback, however early or late it comes.

While a command runs, it is the command that answers; before and after it, the system does.
"""

from __future__ import annotations

import gc
import signal
import sys


def collect_rarely() -> None:
    """Look for garbage less often.

    Modules and styles stay for good; looking through them again and again is a tenth of the time
    until a page is open.
    """
    gc.set_threshold(20_000, 20, 20)


def main() -> int:
    """Run the command that was typed and return its exit code."""
    collect_rarely()
    heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not under nohup
    if heeded:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from tutor.cli import main as command

    if heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    code = command()
    if heeded:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    return code


if __name__ == "__main__":
    sys.exit(main())
