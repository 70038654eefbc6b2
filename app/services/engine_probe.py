"""What the installed llama.cpp knows, asked once a build and kept in the data folder."""

import contextlib
import hashlib
import importlib.metadata
import importlib.util
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from app.core.engine_knowledge import EngineKnowledge, EngineQuestion, TokenizerName
from app.core.problem import Problem
from app.services.paths import DataPaths
from app.services.resources import program_folder
from app.services.whole_file import write_whole

FILE_NAME = "engine.json"
MAX_NAMES = 2000
"""More than all architectures and tokenizers there are: names come from files of strangers."""
_MAX_FILE_BYTES = 4 * 1024 * 1024
_SECONDS = 180.0
_PACKAGE = "llama_cpp"
_DISTRIBUTION = "llama-cpp-python"
_LIBRARIES = ("libllama.so", "libllama.dylib", "llama.dll", "libllama.dll")
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Of Windows, which else opens a console."""
_OTHER_FOLDER = "LLAMA_CPP_LIB_PATH"
"""The bindings' own setting: libraries of another build."""


class EngineProbe:
    """Asks in a process of its own, never in this one. May be used from several threads.

    ``worker_command`` is what starts a worker; the probe is the same program's other duty.
    """

    def __init__(self, paths: DataPaths, worker_command: Sequence[str]) -> None:
        self._file = paths.root / FILE_NAME
        self._command = (*worker_command, "probe")
        self._lock = threading.Lock()

    def knowledge(
        self, architectures: Iterable[str] = (), tokenizers: Iterable[TokenizerName] = ()
    ) -> EngineKnowledge:
        """Return what llama.cpp knows, these names included; blocks for about two seconds
        where one of them was never asked of this build.

        Where it cannot be asked the knowledge judges nothing of what it lacks and carries the
        ``problem``.
        """
        library = self.fingerprint()
        if not library:
            return _failed("")
        with self._lock:
            known = self._read(library)
            question = known.lacks(architectures, tokenizers)
            if question.empty:
                return known
            answer = self._ask(question)
            if answer.problem is not None:
                return msgspec.structs.replace(known, problem=answer.problem)
            if len(known.architectures) + len(known.tokenizers) > MAX_NAMES:
                known = EngineKnowledge(library=library)
            known = known.joined(answer)
            self._write(known)
            return known

    def fingerprint(self) -> str:
        """Return what tells this llama.cpp from another: version, and the library's length and
        time; "" where there is none. Nothing of it is loaded."""
        if getattr(sys, "frozen", False):
            # The bundle is replaced as a whole; the library lies with the worker.
            return _stamp("bundle", Path(self._command[0]))
        try:
            version = importlib.metadata.version(_DISTRIBUTION)
            spec = importlib.util.find_spec(_PACKAGE)
        except (ImportError, ValueError):
            return ""
        if spec is None or spec.origin is None:
            return ""
        own = Path(spec.origin).parent / "lib"
        folder = Path(os.environ.get(_OTHER_FOLDER) or own)
        stamps = (_stamp(version, folder / name) for name in _LIBRARIES)
        return next(filter(None, stamps), "")

    def _ask(self, question: EngineQuestion) -> EngineKnowledge:
        folder = str(program_folder())
        try:
            done = subprocess.run(
                self._command,
                input=msgspec.json.encode(question),
                capture_output=True,
                cwd=folder,
                env={**os.environ, "PYTHONPATH": folder, "PYTHONUTF8": "1"},
                timeout=_SECONDS,
                check=False,
                creationflags=_NO_WINDOW,
            )
        except (OSError, subprocess.SubprocessError) as error:
            return _failed(f"{type(error).__name__}: {error}")
        try:
            return msgspec.json.decode(done.stdout, type=EngineKnowledge)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            words = done.stderr[-2000:].decode("utf-8", "replace").strip()
            return _failed(f"{error}\nexit code {done.returncode}\n{words}")

    def _read(self, library: str) -> EngineKnowledge:
        """Return what was kept about this library; nothing where that is another's or broken."""
        try:
            with self._file.open("rb") as file:
                data = file.read(_MAX_FILE_BYTES)
            kept = msgspec.json.decode(data, type=EngineKnowledge)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return EngineKnowledge(library=library)
        if kept.library != library or kept.problem is not None:
            return EngineKnowledge(library=library)
        return kept

    def _write(self, known: EngineKnowledge) -> None:
        """Keep ``known``; a folder that cannot be written costs a question every time."""
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, msgspec.json.format(msgspec.json.encode(known)))


def _failed(detail: str) -> EngineKnowledge:
    return EngineKnowledge(problem=Problem(kind="engine_missing", detail=detail))


def _stamp(version: str, library: Path) -> str:
    try:
        facts = library.stat()
    except OSError:
        return ""
    where = hashlib.sha256(os.fsencode(library.resolve())).hexdigest()[:12]
    return f"{version} {facts.st_size} {facts.st_mtime_ns} {where}"
