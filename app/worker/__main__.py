"""``python -m app.worker``: started by the window or the terminal, never by hand.

Without an argument it is a worker; ``probe`` tells what the engine knows.
"""

import sys
from pathlib import Path


def _start(arguments: list[str]) -> int:
    match arguments:
        case ["probe"]:
            from app.worker.probe import main as probe

            return probe()
        case ["probe-names", folder]:
            from app.worker.probe import ask_names

            return ask_names(Path(folder))
        case _:
            from app.worker.main import main

            return main()


if __name__ == "__main__":
    sys.exit(_start(sys.argv[1:]))
