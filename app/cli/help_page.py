"""Help pages, laid out by columns of a terminal: Hangul takes two."""

import shutil
import textwrap
from collections.abc import Sequence
from typing import Any

from app.cli.console import cell_width
from app.services.translation import tr

MOST_COLUMNS = 96
NAME_COLUMNS = 30
"""Room for an option's names; a longer one gets a line of its own."""

Row = tuple[str, str]


def program_page(name: str, program: Any) -> str:
    """Return the page that lists the commands and the global options."""
    commands = [(command.name, command.help) for command in program.commands.values()]
    return "\n".join(
        [
            tr("나란히: 한국어 모델들을 이 PC에서 나란히 돌려 보고 잽니다."),
            "",
            tr("쓰는 법: {usage}").format(usage=f"{name} [COMMAND] [OPTIONS]"),
            *_section(tr("명령"), [(tr("(없음)"), tr("창을 엽니다")), *commands]),
            *_section(tr("어디서나 쓰는 옵션"), global_rows()),
        ]
    )


def command_page(name: str, command: Any) -> str:
    """Return the page of one command."""
    shown = [parameter for parameter in command.params if not parameter.hidden]
    arguments = [parameter for parameter in shown if is_argument(parameter)]
    options = [_option_row(parameter) for parameter in shown if not is_argument(parameter)]
    usage = " ".join([name, command.name, *(each.metavar for each in arguments), "[OPTIONS]"])
    examples: list[str] = command.epilog.splitlines() if command.epilog else []
    return "\n".join(
        [
            command.help,
            "",
            tr("쓰는 법: {usage}").format(usage=usage),
            *(_section(tr("인자"), list(map(_argument_row, arguments))) if arguments else []),
            *_section(tr("옵션"), options),
            *_section(tr("어디서나 쓰는 옵션"), global_rows()),
            *(["", tr("보기:"), *(f"  {example}" for example in examples)] if examples else []),
        ]
    )


def global_rows() -> list[Row]:
    """Return the global options with their words."""
    return [
        ("--data-dir DIR", tr("프로그램의 자료(기록, 설정)를 모두 이 폴더에 둡니다")),
        ("--lang ko|en", tr("쓰는 말")),
        ("--offline", tr("네트워크를 쓰지 않습니다. 모델을 받는 일만 빼고 다 됩니다")),
        ("--verbose", tr("오류의 자세한 내용을 보입니다")),
        ("--version", tr("판 번호를 보입니다")),
        ("-h, --help", tr("이 도움말을 보입니다")),
    ]


def is_argument(parameter: Any) -> bool:
    """Tell whether a parameter stands by its place, without a name of its own."""
    return parameter.param_type_name == "argument"


def _argument_row(parameter: Any) -> Row:
    return parameter.metavar, parameter.help or ""


def _option_row(parameter: Any) -> Row:
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    metavar = f" {parameter.metavar}" if parameter.metavar else ""
    help_text = parameter.help or ""
    if parameter.show_default and parameter.default not in (None, False, ""):
        help_text = f"{help_text} [{parameter.default}]"
    return f"{names}{metavar}", help_text


def _section(title: str, rows: Sequence[Row]) -> list[str]:
    lines = ["", f"{title}:"]
    width = min(shutil.get_terminal_size().columns, MOST_COLUMNS) - NAME_COLUMNS - 4
    for names, help_text in rows:
        first, *more = wrap_cells(help_text, max(width, 20)) or [""]
        room = NAME_COLUMNS - cell_width(names)
        if room < 0:
            lines += [f"  {names}", f"  {' ' * NAME_COLUMNS}  {first}"]
        else:
            lines.append(f"  {names}{' ' * room}  {first}".rstrip())
        lines += [f"  {' ' * NAME_COLUMNS}  {line}" for line in more]
    return lines


def wrap_cells(text: str, width: int) -> list[str]:
    """Wrap ``text`` at spaces so that no line takes more than ``width`` columns (a longer word
    stands alone)."""
    lines: list[str] = []
    for word in textwrap.dedent(text).split():
        if lines and cell_width(lines[-1]) + 1 + cell_width(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
