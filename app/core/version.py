"""The program's version, from the one place where it is written."""

import tomllib
from pathlib import Path


def read_version(program_folder: Path) -> str:
    """Return the version in ``pyproject.toml`` of the checkout or bundle."""
    with (program_folder / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])
