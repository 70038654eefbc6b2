"""Where the files that ship with the program are."""

import sys
from pathlib import Path


def program_folder() -> Path:
    """Return the folder that holds ``app`` and ``resources``: the checkout, or the bundle."""
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    return Path(bundle) if bundle else Path(__file__).resolve().parents[2]


def resource_folder() -> Path:
    """Return ``resources/``: models, fonts, prompts, themes, catalogues."""
    return program_folder() / "resources"
