"""The terminal's commands, and what each way of leaving them says.

Typer knows the words only once the language is known, so the program is built inside a
function, each time; help and usage errors are worded here, in the interface's language.
"""

from collections.abc import Callable
from typing import Any

import typer

from app.cli.console import tell
from app.cli.help_page import command_page, program_page
from app.cli.problem_sentence import problem_sentence
from app.cli.refusal import RefusalError
from app.cli.session import Session
from app.cli.usage import usage_sentence, word_fault
from app.core.command_line import CommandLine
from app.core.problem import NaranhiError, UsageError
from app.services.translation import tr

DONE, FAILED, WRONG_USAGE = 0, 1, 2
NAME = "python -m app"


def run_terminal(line: CommandLine) -> int:
    """Run one command; return its exit status."""
    with Session.open(line.options) as session:
        if line.fault is not None:
            tell(word_fault(line.fault))
            return WRONG_USAGE
        return _run(line, session)


def build_program(session: Session) -> typer.Typer:
    """Return the program with its commands, in the session's language."""
    from app.cli import (
        bench_command,
        bundle_command,
        compare_command,
        doctor_command,
        fit_command,
        import_command,
        library_command,
        models_command,
        pull_command,
        report_command,
        rm_command,
        runs_command,
        sheet_command,
        token_command,
        verify_command,
    )

    program = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        # Help is asked for with the global options and laid out by help_page.
        context_settings={"help_option_names": []},
    )
    program.callback()(_no_options)
    for command in (
        compare_command,
        bench_command,
        sheet_command,
        models_command,
        fit_command,
        pull_command,
        rm_command,
        import_command,
        verify_command,
        bundle_command,
        library_command,
        token_command,
        runs_command,
        report_command,
        doctor_command,
    ):
        command.add_to(program, session)
    return program


def _run(line: CommandLine, session: Session) -> int:
    command: Any = typer.main.get_command(build_program(session))
    if line.help:
        chosen = command.commands.get(line.words[0]) if line.words else None
        print(command_page(NAME, chosen) if chosen else program_page(NAME, command))
        return DONE
    chosen = line.words[0] if line.words[0] in command.commands else ""
    return _guarded(
        lambda: command.main(line.words, prog_name=NAME, standalone_mode=False),
        help_command=" ".join([NAME, *filter(None, [chosen]), "--help"]),
    )


def _guarded(action: Callable[[], int | None], help_command: str) -> int:
    """Run ``action`` and word the errors that are foreseen."""
    try:
        return action() or DONE
    except typer.TyperException as error:
        tell(usage_sentence(error))
        tell(tr("쓰는 법: {usage}").format(usage=help_command))
        return WRONG_USAGE
    except RefusalError as error:
        tell(error.sentence)
        return error.status
    except NaranhiError as error:
        tell(problem_sentence(error.problem))
        return WRONG_USAGE if isinstance(error, UsageError) else FAILED


def _no_options() -> None:
    """Keep Typer from taking a single command for the whole program."""
