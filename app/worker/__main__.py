"""``python -m app.worker``: started by the window or the terminal, never by hand."""

import sys

from app.worker.main import main

if __name__ == "__main__":
    sys.exit(main())
