"""Run a command that must not outlive the set-up which started it.

``python setup_guard.py COMMAND ...`` with a pipe on standard input: when the pipe closes,
the command and everything it started are killed. So neither Ctrl-C nor a kill -9 of set-up
leaves a compiler behind that writes into a folder the next set-up works in. On POSIX the
caller starts the guard as the leader of a new session.
"""

import os
import signal
import subprocess
import sys
import threading


def _kill_all() -> None:
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(os.getpid())], check=False)
    else:
        os.killpg(os.getpgrp(), signal.SIGKILL)


def _watch() -> None:
    # os.read, not sys.stdin: a blocked reader of sys.stdin holds a lock that leaving needs.
    while os.read(0, 64):
        pass
    _kill_all()


def main(command: list[str]) -> int:
    """Run ``command`` and return its exit status."""
    if sys.platform != "win32" and os.getpgrp() != os.getpid():
        raise SystemExit("setup_guard.py must lead a process group of its own")
    threading.Thread(target=_watch, daemon=True).start()
    return subprocess.call(command, stdin=subprocess.DEVNULL)


if __name__ == "__main__":
    status = main(sys.argv[1:])
    os._exit(status if 0 <= status < 256 else 1)
