"""The Korean texts that a measurement gives to every model."""

import tomllib
from pathlib import Path

import msgspec

from app.core.catalogue import Text
from app.core.measure.plan import BenchTask


class MeasureText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text; ``chars`` is its visible length, about."""

    id: str
    chars: int
    title: Text
    text: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: tuple[MeasureText, ...]


def read_texts(resources: Path) -> tuple[MeasureText, ...]:
    """Return the texts, shortest first; raises OSError, TOMLDecodeError or ValidationError for a
    file that is not as described here."""
    data = tomllib.loads((resources / "measure" / "texts.toml").read_text("utf-8"))
    return tuple(sorted(msgspec.convert(data, _File).text, key=lambda text: text.chars))


def chat_task(text: MeasureText, language: str) -> BenchTask:
    """Return the task of answering a text."""
    prompt = text.text.strip()
    return BenchTask(
        id=f"chat{text.id}", kind="chat", title=text.title.say(language), prompt=prompt
    )
