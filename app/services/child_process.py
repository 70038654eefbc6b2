"""How the program's own child processes are started: from its folder, in UTF-8."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from app.services.resources import program_folder


def child_environment() -> QProcessEnvironment:
    """Return the system's environment, in which a child finds the program itself."""
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONPATH", str(program_folder()))
    environment.insert("PYTHONUTF8", "1")
    return environment


def child_process(
    command: Sequence[str], parent: QObject, environment: QProcessEnvironment | None = None
) -> QProcess:
    """Return a process that is ready to be started."""
    process = QProcess(parent)
    process.setProcessEnvironment(environment or child_environment())
    process.setWorkingDirectory(str(program_folder()))
    process.setProgram(command[0])
    process.setArguments(list(command[1:]))
    return process
