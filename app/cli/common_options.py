"""Options that several commands have."""

from typing import Any

import typer

from app.services.settings import MAX_OUTPUT_TOKENS
from app.services.translation import tr


def json_option() -> Any:
    """Return ``--json`` of a command that shows or changes something."""
    return typer.Option("--json", help=tr("JSON 문서 하나로 표준 출력에 씁니다"))


def result_json_option() -> Any:
    """Return ``--json`` of a command that works towards a result."""
    return typer.Option("--json", help=tr("결과를 JSON 문서 하나로 표준 출력에 씁니다"))


def models_option(words: str) -> Any:
    """Return ``-m``, which names a model each time it is given."""
    return typer.Option("-m", "--model", metavar="MODEL", help=words)


def rounds_option(most: int) -> Any:
    """Return ``--rounds``."""
    return typer.Option(
        "--rounds",
        min=1,
        max=most,
        metavar=f"1–{most}",
        help=tr("되풀이하는 횟수. 5부터 누가 빠른지 판정합니다"),
    )


def max_tokens_option(words: str) -> Any:
    """Return ``--max-tokens``."""
    return typer.Option(
        "--max-tokens",
        min=1,
        max=MAX_OUTPUT_TOKENS,
        metavar=f"1–{MAX_OUTPUT_TOKENS}",
        help=words,
    )


def think_option() -> Any:
    """Return ``--think``."""
    return typer.Option(
        "--think", metavar="on|off|default", help=tr("생각하고 답할지 (되는 모델만)")
    )


def label_option() -> Any:
    """Return ``--label``."""
    return typer.Option("--label", metavar="TEXT", help=tr("기록에 남길 이름"))


def calibrate_option() -> Any:
    """Return ``--calibrate``."""
    return typer.Option(
        "--calibrate/--no-calibrate",
        help=tr("이 PC의 빠르기를 새로 잽니다 / 재지 않습니다. 처음 한 번은 저절로 잽니다"),
    )
