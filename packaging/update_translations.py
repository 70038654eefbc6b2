"""Keeps resources/i18n/en.ts in step with the program's Korean sentences.

Run it after sentences were added or changed, and when translating::

    python packaging/update_translations.py                  add what is new, drop what is gone
    python packaging/update_translations.py en.json ...      and fill in {"한국어": "English"} pairs
    python packaging/update_translations.py --missing        print what has no English yet, as JSON
    python packaging/update_translations.py --check          change nothing; exit 1 at a fault

The way of a translator: ``--missing > new.json``, write the English between the quotation
marks, then give ``new.json`` back. ``en.ts`` is Qt Linguist's format, so Linguist opens it too.
The tests use the same scan (tests/test_translations.py).
"""

import argparse
import ast
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "i18n" / "en.ts"
FOLDERS = ("app", "widgets")
NAMES = ("나란히", "한국어")
"""Korean words that may stand in English sentences: the program's name and the language's own."""
UNTRANSLATED = {"나란히", "한국어", "한", "맑은 고딕"}
"""Literals that may stand in the code as they are: names of the program, of the language (also
as a mark on its button) and of a font."""
NOT_SHOWN = {
    "app/worker/fake_engine.py",
    "app/worker/fake_script.py",
    "app/core/sheets/checks.py",
    "app/core/sheets/reading.py",
}
"""What the fake engine answers is a model's text, not the program's; what is looked for in
sheets and answers is theirs."""

_HANGUL = re.compile(r"[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True)
class Sentence:
    """A Korean literal given to ``tr``."""

    text: str
    file: str
    line: int


@dataclass(frozen=True)
class Fault:
    """Something a person would see in the wrong language, and where."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


@dataclass(frozen=True)
class Scan:
    """What the source says: the sentences in reading order, and what is wrong with them."""

    sentences: list[Sentence]
    faults: list[Fault]


def has_hangul(text: str) -> bool:
    """Return whether ``text`` has Hangul in it."""
    return _HANGUL.search(text) is not None


def placeholders(text: str) -> list[str]:
    """Return the names of the ``{…}`` of a format string, sorted, without their formats."""
    found = _PLACEHOLDER.findall(text.replace("{{", "").replace("}}", ""))
    return sorted(re.split(r"[:!]", mark[1:-1])[0] for mark in found)


def scan_source(root: Path = ROOT) -> Scan:
    """Read every Python file of app/ and widgets/."""
    scan = Scan([], [])
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            file = path.relative_to(root).as_posix()
            if file not in NOT_SHOWN:
                tree = ast.parse(path.read_text(encoding="utf-8"), file)
                _Scanner(file, scan).visit(tree)
    return scan


class _Scanner(ast.NodeVisitor):
    """Walks one file; knows whether it stands inside a function and inside a ``tr`` call."""

    def __init__(self, file: str, scan: Scan) -> None:
        self._file = file
        self._scan = scan
        self._depth = 0

    def visit_Module(self, node: ast.Module) -> None:
        self._body(node.body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for outside in (*node.decorator_list, *node.bases):
            self.visit(outside)
        self._body(node.body)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        # Decorators and defaults are evaluated where the function is defined.
        for outside in (*node.decorator_list, *node.args.defaults, *node.args.kw_defaults):
            if outside is not None:
                self.visit(outside)
        for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
            if argument.annotation is not None:
                self.visit(argument.annotation)
        self._depth += 1
        self._body(node.body)
        self._depth -= 1

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._depth += 1
        self.generic_visit(node)
        self._depth -= 1

    def visit_Call(self, node: ast.Call) -> None:
        if not (isinstance(node.func, ast.Name) and node.func.id == "tr"):
            self.generic_visit(node)
            return
        if self._depth == 0:
            self._fault(node, "tr() is called while importing, before the language is known")
        literal = node.args[0] if len(node.args) == 1 and not node.keywords else None
        if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
            self._scan.sentences.append(Sentence(literal.value, self._file, node.lineno))
        else:
            self._fault(node, "tr() takes exactly one literal string, or no translator finds it")

    def visit_Constant(self, node: ast.Constant) -> None:
        if not isinstance(node.value, str) or node.value in UNTRANSLATED:
            return
        if has_hangul(node.value):
            self._fault(node, f"{node.value!r} does not go through tr()")

    def _body(self, statements: list[ast.stmt]) -> None:
        """Visit statements; a string standing alone is a docstring and no one sees it."""
        for statement in statements:
            alone = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            if not alone:
                self.visit(statement)

    def _fault(self, node: ast.expr, what: str) -> None:
        self._scan.faults.append(Fault(self._file, node.lineno, what))


def read_catalogue(path: Path = CATALOGUE) -> dict[str, str]:
    """Return source → translation of a ``.ts`` file; unfinished ones are empty."""
    pairs: dict[str, str] = {}
    for message in ElementTree.parse(path).getroot().iter("message"):
        found = message.find("translation")
        finished = found is not None and found.get("type") is None
        pairs[message.findtext("source", "")] = message.findtext("translation", "") * finished
    return pairs


def catalogue_faults(sentences: list[Sentence], english: dict[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with the translations of ``sentences``."""
    for sentence in _first_uses(sentences):
        what = translation_fault(sentence.text, english.get(sentence.text, ""))
        if what:
            yield Fault(sentence.file, sentence.line, f"{sentence.text!r} {what}")
    for text in english.keys() - {sentence.text for sentence in sentences}:
        yield Fault("resources/i18n/en.ts", 0, f"{text!r} is used nowhere in the program")


def translation_fault(korean: str, english: str) -> str | None:
    """Return what is wrong with one translation, or None."""
    if not english.strip():
        return "has no English translation"
    if has_hangul(re.sub("|".join(NAMES), "", english)):
        return f"is still Korean in English: {english!r}"
    if placeholders(korean) != placeholders(english):
        return f"has other placeholders in English: {english!r}"
    return None


def _first_uses(sentences: list[Sentence]) -> list[Sentence]:
    return list({s.text: s for s in reversed(sentences)}.values())[::-1]


def write_catalogue(sentences: list[Sentence], english: dict[str, str], path: Path) -> None:
    """Write a ``.ts`` file with these sentences, in reading order, each once.

    Locations carry no line numbers: a translation's diff then shows translations only.
    """
    root = ElementTree.Element("TS", version="2.1", language="en", sourcelanguage="ko")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = "naranhi"
    for sentence in _first_uses(sentences):
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "location", filename=f"../../{sentence.file}")
        ElementTree.SubElement(message, "source").text = sentence.text
        translation = ElementTree.SubElement(message, "translation")
        translation.text = english.get(sentence.text, "")
        if not translation.text:
            translation.set("type", "unfinished")
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False) as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    # A temporary file is the owner's alone; a file of the project is readable to all.
    Path(file.name).chmod(0o644)
    os.replace(file.name, path)


def read_pairs(paths: list[Path]) -> dict[str, str]:
    """Return the pairs of all JSON files; where two differ, the later one is taken and told."""
    pairs: dict[str, str] = {}
    for path in paths:
        found = json.loads(path.read_text(encoding="utf-8"))
        for korean, english in found.items():
            if pairs.get(korean, english) != english:
                print(f"{path}: {korean!r} was {pairs[korean]!r}, now {english!r}")
            pairs[korean] = english
    return pairs


def main(arguments: list[str]) -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(description="Keeps resources/i18n/en.ts up to date.")
    parser.add_argument("pairs", nargs="*", type=Path, help='JSON files of {"한국어": "English"}')
    parser.add_argument("--missing", action="store_true", help="print what lacks English, as JSON")
    parser.add_argument("--check", action="store_true", help="change nothing")
    options = parser.parse_args(arguments)
    scan = scan_source()
    english = read_catalogue()
    if not (options.check or options.missing):
        english |= {ko: en for ko, en in read_pairs(options.pairs).items() if en.strip()}
        write_catalogue(scan.sentences, english, CATALOGUE)
        english = read_catalogue()
    if options.missing:
        lacking = [s.text for s in _first_uses(scan.sentences) if not english.get(s.text)]
        print(json.dumps(dict.fromkeys(lacking, ""), ensure_ascii=False, indent=2))
        return 0
    faults = [*scan.faults, *catalogue_faults(scan.sentences, english)]
    for fault in faults:
        print(fault)
    total = len(_first_uses(scan.sentences))
    done = sum(bool(english.get(s.text)) for s in _first_uses(scan.sentences))
    print(f"{done} of {total} sentences have an English translation; {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    # A Windows console may not speak UTF-8; the sentences are Korean.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
