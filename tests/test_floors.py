"""The floors: a lower one never imports a higher one, and each keeps to its own libraries."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

FLOORS = {
    "app.core": set[str](),
    "app.store": {"app.core"},
    "app.hub": {"app.core"},
    "app.worker": {"app.core"},
    "app.services": {"app.core", "app.store", "app.hub"},
    "app.cli": {"app.core", "app.store", "app.hub", "app.services"},
    "widgets": {"app.core", "app.store", "app.hub", "app.services"},
    "app.__main__": {"app.core", "app.store", "app.hub", "app.services", "app.cli", "widgets"},
}
"""Which floors each floor may import, besides itself."""
FRONT_ENDS = ("app.cli", "widgets")
QT_CORE = "PySide6.QtCore"
WITH_QT_CORE = ("app.services", "app.cli")
"""Floors that may use QtCore and nothing else of Qt; widgets may use all of it."""
WITHOUT_QT = ("app.core", "app.store", "app.hub", "app.worker", "app.__main__")
ONLY_IN = {
    "llama_cpp": ("app.worker",),
    "huggingface_hub": ("app.hub",),
    "pyqtgraph": ("widgets",),
    "typer": ("app.cli",),
    "rich": ("app.cli",),
    "sqlite3": ("app.store",),
}
"""Libraries that a single floor knows."""
TOP_LEVEL = {"app", "widgets", "resources", "tests", "packaging", "pyproject.toml", "README.md"}
TOP_LEVEL |= {"LICENSE"}
BUILT = {"build", "dist"}
"""What a packager leaves; ignored by git."""
CODE = {".py", ".qss", ".sh"}
MOST_LINES = 400


@dataclass(frozen=True)
class Import:
    """One import: who, where, what, and whether it happens as the file is read."""

    module: str
    line: int
    target: str
    at_top: bool

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def our_modules() -> frozenset[str]:
    return frozenset(module_name(path) for path in python_files("app", "widgets"))


@cache
def imports() -> tuple[Import, ...]:
    """Every import of app/ and widgets/, also inside functions and for types only."""
    found: list[Import] = []
    for path in python_files("app", "widgets"):
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        inside = {
            id(node)
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            for node in ast.walk(function)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                found += (
                    Import(module_name(path), node.lineno, target, id(node) not in inside)
                    for target in targets(node, path)
                )
    return tuple(found)


def targets(node: ast.Import | ast.ImportFrom, path: Path) -> list[str]:
    """The modules that an import statement names, ``from package import module`` included."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    assert node.level == 0, f"{path}:{node.lineno}: write imports from the top: from app.…"
    base = node.module or ""
    full = [f"{base}.{alias.name}" for alias in node.names]
    if base == "PySide6":
        return full
    return [name if name in our_modules() else base for name in full]


def floor_of(module: str) -> str | None:
    """The floor that a module lies on; None for what is not ours (or for the bare package)."""
    return next((f for f in FLOORS if module == f or module.startswith(f + ".")), None)


def lies_in(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def say(broken: list[Import], rule: str) -> str:
    return "\n".join(f"{found}, but {rule}" for found in broken)


def test_every_file_lies_on_a_floor() -> None:
    lost = [m for m in our_modules() if floor_of(m) is None and m != "app"]
    assert not lost, f"{lost} lie on no floor: put them into one of {list(FLOORS)}"


@pytest.mark.parametrize("floor", list(FLOORS))
def test_a_floor_imports_only_what_lies_below(floor: str) -> None:
    below = FLOORS[floor]
    broken = [
        found
        for found in imports()
        if floor_of(found.module) == floor and floor_of(found.target) not in {None, floor, *below}
    ]
    assert not broken, say(broken, f"{floor} may import only {sorted(below) or 'itself'}")


def test_front_ends_are_imported_only_where_one_is_started() -> None:
    broken = [
        found
        for found in imports()
        if found.module == "app.__main__"
        and found.at_top
        and any(lies_in(found.target, front) for front in FRONT_ENDS)
    ]
    assert not broken, say(broken, "a front end is imported inside the function that starts it")


@pytest.mark.parametrize("floor", [*WITHOUT_QT, *WITH_QT_CORE])
def test_qt_stays_where_it_belongs(floor: str) -> None:
    allowed = (QT_CORE,) if floor in WITH_QT_CORE else ()
    broken = [
        found
        for found in imports()
        if floor_of(found.module) == floor
        and found.target.partition(".")[0] in {"PySide6", "shiboken6"}
        and not any(lies_in(found.target, library) for library in allowed)
    ]
    rule = "uses QtCore and nothing else of Qt" if allowed else "works without Qt"
    assert not broken, say(broken, f"{floor} {rule}")


@pytest.mark.parametrize("library", list(ONLY_IN))
def test_a_library_is_known_to_one_floor(library: str) -> None:
    homes = ONLY_IN[library]
    broken = [
        found
        for found in imports()
        if lies_in(found.target, library) and floor_of(found.module) not in homes
    ]
    assert not broken, say(broken, f"only {' and '.join(homes)} may know {library}")


def test_no_cycles() -> None:
    graph: dict[str, set[str]] = {module: set() for module in our_modules()}
    for found in imports():
        if found.target in graph and found.target != found.module:
            graph[found.module].add(found.target)
    cycle = find_cycle(graph)
    assert cycle is None, f"{' → '.join(cycle or [])}: these files import each other in a circle"


def find_cycle(graph: dict[str, set[str]]) -> list[str] | None:
    """Return the modules of a circle, the first one repeated at the end, or None."""
    finished: set[str] = set()

    def follow(module: str, path: list[str]) -> list[str] | None:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in finished:
            return None
        for target in sorted(graph[module]):
            cycle = follow(target, [*path, module])
            if cycle:
                return cycle
        finished.add(module)
        return None

    return next(filter(None, (follow(module, []) for module in sorted(graph))), None)


def test_a_circle_would_be_found() -> None:
    assert find_cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert find_cycle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) is None


def test_init_files_are_empty() -> None:
    full = [p for p in python_files("app", "widgets") if p.name == "__init__.py" and p.read_text()]
    assert not full, f"{full}: __init__.py files stay empty, nothing is done at import"


def test_packaging_is_no_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists(), (
        "packaging/__init__.py would shadow the library `packaging` that pytest and pip import"
    )


def test_top_level_holds_what_is_allowed() -> None:
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert names - BUILT <= TOP_LEVEL, (
        f"{sorted(names - BUILT - TOP_LEVEL)} do not belong at the top: "
        f"it holds {sorted(TOP_LEVEL)} and dot-files"
    )


def test_files_stay_short() -> None:
    long: list[str] = []
    for folder in ("app", "widgets", "packaging", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in CODE and path.is_file():
                n_lines = len(path.read_text(encoding="utf-8").splitlines())
                if n_lines > MOST_LINES:
                    long.append(f"{path.relative_to(ROOT)} ({n_lines})")
    assert not long, f"over {MOST_LINES} lines, something wants to come out: {', '.join(long)}"
