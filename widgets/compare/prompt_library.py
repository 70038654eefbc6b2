"""Ready-made prompts, read from ``resources/prompts``."""

import tomllib
from pathlib import Path

import msgspec


class Title(msgspec.Struct, frozen=True):
    """A title in both languages of the interface."""

    ko: str
    en: str


class Prompt(msgspec.Struct, frozen=True):
    """A prompt to pick; ``system`` is put beside it where it needs one."""

    text: str
    title: str = ""
    """Empty where the prompt is short enough to stand for itself."""
    system: str = ""

    @property
    def label(self) -> str:
        """What the menu shows."""
        return self.title or self.text


class PromptGroup(msgspec.Struct, frozen=True):
    """Prompts of one kind."""

    title: Title
    prompts: tuple[str, ...] = ()
    prompt: tuple[Prompt, ...] = ()

    @property
    def all(self) -> tuple[Prompt, ...]:
        """Every prompt of the group, in the file's order."""
        return (*(Prompt(text=text) for text in self.prompts), *self.prompt)


class PromptSet(msgspec.Struct, frozen=True):
    """One file: groups for one sort of model. Sets are shown by ``order``."""

    order: int
    title: Title
    group: tuple[PromptGroup, ...]


def read_prompts(folder: Path) -> list[PromptSet]:
    """Return every set of ``folder``, in order; raises OSError, TOMLDecodeError or
    ValidationError for files that are not as described here."""
    sets = [
        msgspec.convert(tomllib.loads(path.read_text("utf-8")), PromptSet)
        for path in folder.glob("*.toml")
    ]
    return sorted(sets, key=lambda each: each.order)
