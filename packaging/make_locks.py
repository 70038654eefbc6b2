"""Write the lock files beside this script from pyproject.toml.

``pip install uv`` first, then ``python packaging/make_locks.py [--upgrade]``. The files hold
every package that set-up installs, each with the hashes of its files, for Linux, macOS and
Windows and every Python that the project allows. llama-cpp-python has a file of its own:
it is built here, from exactly that source.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENGINE = "llama-cpp-python"
HEADER = "# Made by packaging/make_locks.py from pyproject.toml; not edited by hand.\n"


def compile_lock(target: Path, *wanted: str) -> None:
    """Resolve what is ``wanted`` (uv's words) into the lock file ``target``."""
    command = ["uv", "pip", "compile", "--universal", "--generate-hashes", *wanted]
    command += ["--python-version", "3.11", "--no-header", "--no-annotate", "--quiet"]
    # A machine's own indexes are nobody else's.
    command += ["--no-emit-index-url", "--no-emit-find-links", "-o", str(target)]
    subprocess.run(command, check=True, cwd=HERE.parent, stdout=subprocess.DEVNULL)
    text = target.read_text(encoding="utf-8")
    target.write_text(HEADER + text.removeprefix(HEADER), encoding="utf-8", newline="\n")


def requirement(project: dict[str, list[str]], name: str) -> str:
    """Return the project's own requirement of the package ``name``."""
    own = re.compile(rf"{re.escape(name)}\b", re.IGNORECASE)
    (found,) = [line for line in project["dependencies"] if own.match(line)]
    return found


def main(options: list[str]) -> None:
    """Write all lock files."""
    pyproject = HERE.parent / "pyproject.toml"
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))
    run = HERE / "lock-run.txt"
    compile_lock(run, str(pyproject), "--no-emit-package", ENGINE, *options)
    wanted = HERE / "engine.in"
    wanted.write_text(requirement(project["project"], ENGINE) + "\n", encoding="utf-8")
    try:
        compile_lock(HERE / "lock-engine.txt", str(wanted), "--no-deps", *options)
    finally:
        wanted.unlink()
    for group in ("build", "test"):
        target = HERE / f"lock-{group}.txt"
        compile_lock(target, "--group", group, "--constraints", str(run), *options)


if __name__ == "__main__":
    main(sys.argv[1:])
