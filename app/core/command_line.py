"""The words after ``python -m app``, as far as every front end needs them.

Nothing heavy is imported: ``--version`` answers at once, and the language must be known
before a help text can be worded. The global options are taken out wherever they stand, since
people type them after the command as well.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Language = Literal["ko", "en"]

VALUE_OPTIONS = frozenset(
    {"-m", "--model", "-p", "--prompt", "--prompt-file", "--system", "--mode", "--rounds"}
    | {"--max-tokens", "--ctx", "--think", "--sampling", "--seed", "--temperature", "--top-k"}
    | {"--top-p", "--min-p", "--repeat-penalty", "--limit"}
    | {"--presence-penalty", "--frequency-penalty"}
    | {"--team", "--licence", "--search", "--file", "--revision", "--limit-rate", "--models"}
    | {"--devices", "--gpu-layers", "--cache-type", "--flash-attention", "--threads"}
    | {"--n-cpu-moe", "--panes", "--quant"}
    | {"--plan", "--won-per-kwh"}
    | {"--kind", "--prompt-tokens", "--gen-tokens", "--idle-wait", "--label", "--resume", "--show"}
    | {"--since", "--until", "--export", "--to"}
    | {"--question", "--mark", "--note"}
)
"""Options of the commands whose next word is a value, whatever it looks like: the prompt of
``-p --offline`` is "--offline"."""


DRAW_WORD = "draw-report"
"""Hidden: a child of the terminal's ``report``, which draws what the terminal cannot."""


@dataclass(frozen=True)
class ProgramOptions:
    """The global options. ``None`` means: not said, so the settings or the system decide."""

    data_dir: Path | None = None
    lang: Language | None = None
    offline: bool = False
    verbose: bool = False


@dataclass(frozen=True)
class WordFault:
    """A global option that cannot be understood; ``value`` is None where it is missing."""

    option: str
    value: str | None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class CommandLine:
    """``words`` are the command and what belongs to it; none of them means: the window."""

    options: ProgramOptions = ProgramOptions()
    words: list[str] = field(default_factory=list[str])
    version: bool = False
    help: bool = False
    fault: WordFault | None = None


def read_command_line(arguments: list[str]) -> CommandLine:
    """Take the global options out of ``arguments``; the last of a repeated one counts."""
    reader = _Reader(arguments)
    reader.read()
    lang, fault = reader.lang, reader.fault
    if lang not in {None, "ko", "en"}:
        lang, fault = None, fault or WordFault("--lang", lang, ("ko", "en"))
    return CommandLine(
        options=ProgramOptions(
            data_dir=Path(reader.data_dir).expanduser() if reader.data_dir else None,
            lang=None if lang is None else ("ko" if lang == "ko" else "en"),
            offline="--offline" in reader.flags,
            verbose="--verbose" in reader.flags,
        ),
        words=reader.words,
        version="--version" in reader.flags,
        help=bool(reader.flags & {"--help", "-h"}),
        fault=fault,
    )


class _Reader:
    """Walks the words once."""

    def __init__(self, arguments: list[str]) -> None:
        self._rest = list(arguments)
        self.words: list[str] = []
        self.flags: set[str] = set()
        self.data_dir: str | None = None
        self.lang: str | None = None
        self.fault: WordFault | None = None

    def read(self) -> None:
        while self._rest:
            word = self._rest.pop(0)
            name, equals, value = word.partition("=")
            if word == "--":
                self.words += [word, *self._rest]
                return
            if word in VALUE_OPTIONS:
                self.words += [word, *self._rest[:1]]
                del self._rest[:1]
            elif word in {"--offline", "--verbose", "--version", "--help", "-h"}:
                self.flags.add(word)
            elif name in {"--data-dir", "--lang"}:
                self._take(name, value if equals else self._next())
            else:
                self.words.append(word)

    def _next(self) -> str | None:
        return self._rest.pop(0) if self._rest else None

    def _take(self, name: str, value: str | None) -> None:
        if not value:
            self.fault = self.fault or WordFault(name, None)
        elif name == "--lang":
            self.lang = value
        else:
            self.data_dir = value
