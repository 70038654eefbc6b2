"""Wrong usage in the interface's language.

Typer's own sentences are English. Its errors carry what is needed to say it anew: the
parameter, the option's name, the names that were probably meant.
"""

import re
from typing import Any

import typer

from app.core.command_line import WordFault
from app.services.translation import tr


def usage_sentence(error: typer.TyperException) -> str:
    """Return one sentence for what was typed wrongly."""
    parameter: Any = getattr(error, "param", None)
    option: str | None = getattr(error, "option_name", None)
    if parameter is not None:
        return _parameter_sentence(parameter, is_missing=not error.message)
    if option is not None:
        return _option_sentence(option, error)
    return _command_sentence(error)


def word_fault(fault: WordFault) -> str:
    """Return one sentence for a global option that cannot be understood."""
    if fault.value is None:
        return tr("{option} 뒤에 값이 없습니다.").format(option=fault.option)
    return tr("{option}: 쓸 수 없는 값입니다. 쓸 수 있는 값: {allowed}").format(
        option=fault.option, allowed=", ".join(fault.choices)
    )


def _parameter_sentence(parameter: Any, *, is_missing: bool) -> str:
    if parameter.param_type_name == "argument":
        return tr("빠진 것이 있습니다: {argument}").format(argument=parameter.metavar)
    name = max(parameter.opts, key=len)
    if is_missing:
        return tr("{option} 옵션이 빠졌습니다.").format(option=name)
    return tr("{option}: 쓸 수 없는 값입니다. 쓸 수 있는 값: {allowed}").format(
        option=name, allowed=parameter.metavar
    )


def _option_sentence(option: str, error: typer.TyperException) -> str:
    possibilities: list[str] = getattr(error, "possibilities", None) or []
    if possibilities:
        return tr("{option}: 없는 옵션입니다. 혹시 {meant}?").format(
            option=option, meant=possibilities[0]
        )
    if hasattr(error, "possibilities"):
        return tr("{option}: 없는 옵션입니다.").format(option=option)
    if "requires" in error.message:
        return tr("{option} 뒤에 값이 없습니다.").format(option=option)
    return tr("{option}에는 값을 줄 수 없습니다.").format(option=option)


def _command_sentence(error: typer.TyperException) -> str:
    context: Any = getattr(error, "ctx", None)
    command: Any = getattr(context, "command", None)
    names: list[str] = list(getattr(command, "commands", ()))
    if names:
        return tr("그런 명령이 없습니다. 명령: {names}").format(names=", ".join(names))
    # "Got unexpected extra argument(s) (a b)": the words themselves are nowhere else.
    extra = re.search(r"\(([^()]+)\)\W*$", error.message)
    return tr("쓸 수 없는 말이 있습니다: {words}").format(
        words=extra[1] if extra else error.message
    )
