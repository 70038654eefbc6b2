"""Where the prompt comes from: an option, a file, or standard input."""

import codecs
import sys
from pathlib import Path

from app.cli.console import is_terminal
from app.cli.refusal import RefusalError
from app.core.problem import UsageError
from app.core.request import MAX_PROMPT_BYTES
from app.services.translation import tr

MOST_BYTES_A_CHAR = 9
"""Decomposed Hangul (three jamo of three bytes) becomes a syllable of three: what is read may
be larger than what is sent."""


def read_prompt(text: str | None, file: Path | None) -> str:
    """Return the prompt; raises RefusalError or UsageError (prompt_too_large)."""
    if text is not None and file is not None:
        raise RefusalError(tr("-p와 --prompt-file 가운데 하나만 쓰세요."), 2)
    if text is not None:
        return text
    if file is not None and str(file) != "-":
        return _read_file(file)
    if is_terminal(sys.stdin):
        raise RefusalError(tr('질문이 없습니다. -p "질문"으로 주거나 파이프로 넣으세요.'), 2)
    return decode_prompt(sys.stdin.buffer.read(_most_bytes() + 1))


def decode_prompt(data: bytes) -> str:
    """Decode UTF-8, or UTF-16 with its mark (what some Windows programs write)."""
    if len(data) > _most_bytes():
        raise UsageError("prompt_too_large", n_bytes=len(data), limit=MAX_PROMPT_BYTES)
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusalError(
            tr("질문을 읽을 수 없습니다: UTF-8이 아닙니다. UTF-8로 저장해서 다시 주세요."), 2
        ) from error
    # The newline that a shell or an editor puts at the end is not part of the question.
    return text.removesuffix("\n").removesuffix("\r")


def _read_file(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_most_bytes() + 1)
    except OSError as error:
        raise RefusalError(
            tr("질문 파일을 읽을 수 없습니다: {path} ({reason})").format(
                path=path, reason=error.strerror
            ),
            2,
        ) from error
    return decode_prompt(data)


def _most_bytes() -> int:
    return MAX_PROMPT_BYTES * MOST_BYTES_A_CHAR
