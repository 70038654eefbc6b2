"""Global options, wherever they are typed."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import typer

from app.cli.program import build_program
from app.core.command_line import VALUE_OPTIONS, ProgramOptions, read_command_line


@pytest.mark.parametrize(
    "arguments",
    [
        ["--lang", "en", "--data-dir", "d", "--offline", "runs", "--limit", "3"],
        ["runs", "--limit", "3", "--lang=en", "--data-dir=d", "--offline"],
        ["--offline", "runs", "--lang", "ko", "--limit", "3", "--data-dir", "d", "--lang", "en"],
    ],
)
def test_options_stand_before_or_after_the_command(arguments: list[str]) -> None:
    line = read_command_line(arguments)
    assert line.words == ["runs", "--limit", "3"]
    assert line.options == ProgramOptions(data_dir=Path("d"), lang="en", offline=True)


def test_no_words_mean_the_window() -> None:
    assert read_command_line([]).words == []
    assert read_command_line(["--data-dir", "d", "--verbose"]).words == []


@pytest.mark.parametrize("option", ["-p", "--prompt", "--system", "-m"])
def test_a_value_is_never_an_option(option: str) -> None:
    line = read_command_line(["compare", option, "--version", "--offline"])
    assert line.words == ["compare", option, "--version"]
    assert line.options.offline
    assert not line.version


def test_nothing_after_two_dashes_is_ours() -> None:
    line = read_command_line(["compare", "--", "--version", "--lang", "en"])
    assert line.words == ["compare", "--", "--version", "--lang", "en"]
    assert line.options == ProgramOptions()


@pytest.mark.parametrize(
    ("arguments", "option", "value"),
    [
        (["--lang"], "--lang", None),
        (["--data-dir="], "--data-dir", None),
        (["runs", "--lang", "fr"], "--lang", "fr"),
    ],
)
def test_faults_are_told(arguments: list[str], option: str, value: str | None) -> None:
    fault = read_command_line(arguments).fault
    assert fault is not None
    assert (fault.option, fault.value) == (option, value)


def test_every_option_with_a_value_is_known() -> None:
    """Else the prompt of ``--new-option --offline`` would be taken for a global option."""
    session: Any = SimpleNamespace()
    program: Any = typer.main.get_command(build_program(session))
    taking = {
        name
        for each in program.commands.values()
        for parameter in each.params
        if parameter.param_type_name == "option" and not parameter.is_flag
        for name in parameter.opts
    }
    assert taking == VALUE_OPTIONS
