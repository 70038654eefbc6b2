"""``python -m app.hub``: the process that fetches one item (see ``app.core.transfer``).

``--connect-s``, ``--stall-s``, ``--first-wait-s`` and ``--longest-wait-s`` change how long
things are waited for, in seconds.
"""

import argparse

from app.hub.fetcher import main
from app.hub.retry import Patience


def read_patience() -> Patience:
    """Return what the command line says."""
    usual = Patience()
    parser = argparse.ArgumentParser(prog="python -m app.hub")
    parser.add_argument("--connect-s", type=float, default=usual.connect_s)
    parser.add_argument("--stall-s", type=float, default=usual.stall_s)
    parser.add_argument("--first-wait-s", type=float, default=usual.first_wait_s)
    parser.add_argument("--longest-wait-s", type=float, default=usual.longest_wait_s)
    asked = parser.parse_args()
    return Patience(asked.connect_s, asked.stall_s, asked.first_wait_s, asked.longest_wait_s)


if __name__ == "__main__":
    raise SystemExit(main(read_patience()))
