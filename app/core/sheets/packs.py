"""The program's own question sheets, one TOML file a trade."""

import hashlib
import tomllib
from pathlib import Path

import msgspec

from app.core.catalogue import Text
from app.core.sheets.sheet import CheckKind, Question, Sheet


class _Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    question: str
    good: str
    expected: str = ""
    check: CheckKind = "none"
    sample: str = ""


class _File(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    order: int
    title: Text
    question: tuple[_Line, ...]
    system: str = ""


class Pack(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet that comes with the program. ``id`` is what people type."""

    id: str
    order: int
    title: Text
    questions: tuple[Question, ...]
    sha256: str
    """Of the file."""
    samples: tuple[str, ...]
    """A right answer to each question whose check is a pattern, empty for the others."""

    def sheet(self, language: str) -> Sheet:
        """Return the questions under their title."""
        title = self.title.say(language)
        return Sheet(title=title, questions=self.questions, sha256=self.sha256)


class PackFault(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is no pack."""

    file: str
    detail: str


class Packs(msgspec.Struct, frozen=True, kw_only=True):
    """What could be read, in order, and what could not."""

    packs: tuple[Pack, ...]
    faults: tuple[PackFault, ...] = ()

    def find(self, name: str) -> Pack | None:
        """Return the pack with this id, or this title in either language."""
        plain = name.strip().casefold()
        for pack in self.packs:
            if plain in (pack.id, pack.title.ko.casefold(), pack.title.en.casefold()):
                return pack
        return None


def load_packs(resources: Path) -> Packs:
    """Read ``resources/packs``; a broken file is named, the others are there."""
    packs: list[Pack] = []
    faults: list[PackFault] = []
    for path in sorted((resources / "packs").glob("*.toml")):
        try:
            packs.append(_read(path))
        except (OSError, ValueError) as error:
            # Broken TOML, broken UTF-8 and a value of another type are ValueErrors all.
            faults.append(PackFault(file=path.name, detail=str(error)))
    return Packs(packs=tuple(sorted(packs, key=lambda pack: pack.order)), faults=tuple(faults))


def _read(path: Path) -> Pack:
    written = path.read_bytes()
    data = msgspec.convert(tomllib.loads(written.decode("utf-8")), _File)
    questions = tuple(
        Question(
            number=number,
            question=line.question.strip(),
            expected=line.expected,
            check=line.check,
            category=data.title.ko,
            system=data.system.strip(),
            good=line.good,
        )
        for number, line in enumerate(data.question, 1)
    )
    return Pack(
        id=path.stem,
        order=data.order,
        title=data.title,
        questions=questions,
        sha256=hashlib.sha256(written).hexdigest(),
        samples=tuple(line.sample for line in data.question),
    )
