"""Make the environment step by step; what was interrupted is continued, never trusted.

Each finished step leaves a stamp with the hash of what it was made from, beside what it
made: ``.venv/.naranhi`` for the environment, ``.build/stamps`` for the engine. While a step
changes the environment, ``.venv/.naranhi/dirty`` lies there: pip may have left a package
half installed, which it would take for whole, so a dirty environment is made anew. That
takes seconds; the long part, the engine's wheel, is kept outside of it.
"""

import platform
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import start
from setup_checks import Look, Problem, set_up_problems
from setup_engine import Backend, EngineFolder, choose_backend, cmake_args, compilers
from setup_process import GuardedRunner, Meter, Runner, StepFailed, tool_environment
from setup_progress import PipMeter, clock
from setup_stamps import Stamp, exclusive, text_digest
from setup_venv import VenvFolder
from setup_words import Words


class Refused(Exception):
    """Set-up cannot begin; ``problems`` say why, each in one sentence."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Take what is missing."""
        super().__init__(", ".join(problem.key for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Step:
    """One step: what it is made from, and how; ``act`` returns the notes to keep."""

    name: str
    stamp: Stamp
    inputs: dict[str, object]
    act: Callable[[], dict[str, object]]
    in_venv: bool = True

    def done(self) -> bool:
        """Return whether the step need not be done."""
        return self.stamp.holds(self.inputs)


class SetUp:
    """The steps of one project folder. ``runner`` runs the commands, ``look`` sees the machine."""

    def __init__(
        self, root: Path, words: Words, look: Look, runner: Runner, running_python: str
    ) -> None:
        """Take the project's root and what the steps work with."""
        self.root = root
        self.words = words
        self.look = look
        self.runner = runner
        self.venv = VenvFolder(root, running_python)
        self.engine = EngineFolder(root / ".build")
        self.environ = tool_environment(look.environ)

    def run(self, kind: str) -> bool:
        """Do what is left to do for ``kind`` (run, test) and return whether there was any.

        Raises:
            Refused: the machine lacks something; nothing was changed.
            StepFailed: a step's command failed; the next run goes on from there.
        """
        if self.venv.is_foreign():
            raise Refused([Problem("foreign_venv", {"folder": str(self.venv.path)})])
        sound = self.venv.is_sound(self._digests("run", "build"))
        backend, extra = self._backend()
        steps = self._steps(kind, backend, extra, sound=sound)
        left = [step for step in steps if not step.done() or (step.in_venv and not sound)]
        self._refuse_if_hopeless({step.name for step in left})
        if left:
            self._begin(sound=sound)
        if any(step.name == "engine" for step in left):
            self._tell_backend(backend, extra)
        for step in left:
            self._do(step)
        self.venv.mark_ready(kind, extra)
        return bool(left)

    def _lock(self, name: str) -> Path:
        return self.root / "packaging" / f"lock-{name}.txt"

    def _digests(self, *locks: str) -> dict[str, object]:
        return {name: text_digest(self._lock(name)) for name in locks}

    def _refuse_if_hopeless(self, left: set[str]) -> None:
        found = set_up_problems(
            self.look, str(self.root), environment="packages" in left, engine="wheel" in left
        )
        if found:
            raise Refused(found)

    def _begin(self, *, sound: bool) -> None:
        """Say what happens; from here on nothing counts as ready."""
        if self.venv.is_new():
            self.words.tell("first_use")
        elif sound:
            self.words.tell("goes_on")
            self.venv.mark_unready()
        else:
            self.words.tell("again")
            self.venv.discard(self.engine.path / "old")

    def _backend(self) -> tuple[Backend, str]:
        """Return the backend and the person's CMAKE_ARGS; unset means as it was built."""
        extra = self.look.environ.get("CMAKE_ARGS")
        notes = self.venv.stamp("engine").notes()
        options = notes.get("options")
        if extra is None and isinstance(options, list):
            kept = Backend(str(notes["backend"]), tuple(map(str, options)), "backend_kept")
            return kept, str(notes["extra"])
        return choose_backend(self.look), start.one_line(extra or "")

    def _tell_backend(self, backend: Backend, extra: str) -> None:
        self.words.tell(backend.reason, name=backend.name, gpu=backend.gpu)
        if extra:
            self.words.tell("backend_options", options=extra)

    def _steps(self, kind: str, backend: Backend, extra: str, *, sound: bool) -> list[Step]:
        venv, engine = self.venv, self.engine
        wheel = {
            **self._digests("engine", "build"),
            "system": platform.system(),
            "machine": platform.machine(),
            "cmake_args": cmake_args(backend, extra),
            "compilers": compilers(self.look.environ),
        }
        packages = partial(self._install_locked, "packages", "run", "build")
        steps = [
            Step("venv", venv.stamp("venv"), venv.inputs(), self._make_venv),
            Step("packages", venv.stamp("packages"), self._digests("run", "build"), packages),
        ]
        if engine.wheel() is None:
            engine.stamp("wheel").remove()
        if not (sound and venv.stamp("engine").holds(wheel)):
            built = engine.stamp("wheel")
            if not built.holds(wheel):
                source = engine.stamp("source")
                steps += [
                    Step("source", source, self._digests("engine"), self._source, in_venv=False),
                    Step("wheel", built, wheel, partial(self._wheel, wheel), in_venv=False),
                ]
            install = partial(self._install_engine, backend, extra)
            steps.append(Step("engine", venv.stamp("engine"), wheel, install))
        if kind == "test":
            tools = partial(self._install_locked, "tests", "test")
            steps.append(Step("tests", venv.stamp("tests"), self._digests("test"), tools))
        return steps

    def _do(self, step: Step) -> None:
        step.stamp.remove()
        if step.in_venv:
            self.venv.mark_dirty(step.name)
        notes = step.act()
        if step.in_venv:
            self.venv.mark_clean()
        step.stamp.write(step.inputs, notes)
        if step.name == "wheel":
            self.engine.clear_source()

    def _make_venv(self) -> dict[str, object]:
        venv = self.venv
        self.runner("venv", [venv.base, "-m", "venv", str(venv.path)], self.environ, None)
        venv.link_project()
        return {"base": venv.base, "version": venv.version}

    def _pip(self, step: str, *words: str, meter: Meter | None = None, **more: str) -> None:
        command = [self.venv.python, "-m", "pip", *words]
        self.runner(step, command, self.environ | more, meter)

    def _install_locked(self, step: str, *names: str) -> dict[str, object]:
        locks = [str(self._lock(name)) for name in names]
        meter = PipMeter(sum(locked_packages(Path(lock)) for lock in locks))
        files = [word for lock in locks for word in ("-r", lock)]
        flags = ("--require-hashes", "--no-deps", "--progress-bar=off")
        self._pip(step, "install", *flags, *files, meter=meter)
        return {}

    def _source(self) -> dict[str, object]:
        folder = self.engine
        shutil.rmtree(folder.downloads, ignore_errors=True)
        flags = ("--require-hashes", "--no-deps", "--no-build-isolation", "--no-binary=:all:")
        where = ("-d", str(folder.downloads), "-r", str(self._lock("engine")))
        self._pip("source", "download", *flags, "--progress-bar=off", *where)
        folder.unpack()
        return {}

    def _wheel(self, inputs: Mapping[str, object]) -> dict[str, object]:
        folder = self.engine
        meter = folder.begin_build({**inputs, "root": str(self.root)})
        # scikit-build-core formats the folder's name; braces in it are doubled.
        objects = str(folder.objects).replace("{", "{{").replace("}", "}}")
        flags = ("-v", "--no-deps", "--no-build-isolation")
        where = ("-w", str(folder.path / "wheel.part"), str(folder.source))
        self._pip(
            *("wheel", "wheel", *flags, f"--config-settings=build-dir={objects}", *where),
            meter=meter,
            CMAKE_ARGS=str(inputs["cmake_args"]),
        )
        return folder.finish_build()

    def _install_engine(self, backend: Backend, extra: str) -> dict[str, object]:
        wheel = str(self.engine.wheel())
        self._pip("engine", "install", "--no-deps", "--no-index", "--force-reinstall", wheel)
        # Proof that what was built loads here, before it is called done.
        self.runner("check", [self.venv.python, "-c", "import llama_cpp"], self.environ, None)
        return {"backend": backend.name, "options": [*backend.options], "extra": extra}


def locked_packages(lock: Path) -> int:
    """Return how many packages a lock file names."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return sum("==" in line and not line.startswith((" ", "#")) for line in lines)


def prepare(root: str, kind: str, argv: Sequence[str], environ: Mapping[str, str]) -> None:
    """Make the environment ready for ``kind``, or say why not and leave."""
    words = Words.of_system(argv, environ)
    build = Path(root) / ".build"
    began = time.monotonic()
    try:
        with exclusive(
            build / "lock", lambda: words.tell("waiting"), lambda: time.sleep(0.3)
        ) as lock:
            # Another may have made it ready meanwhile.
            if start.is_ready(root, kind, environ):
                return
            log = build / "setup.log"
            log.write_text("", encoding="utf-8")
            base = getattr(sys, "_base_executable", None) or sys.executable
            runner = GuardedRunner(words, log, lock, base)
            look = Look(environ=dict(environ))
            if not SetUp(Path(root), words, look, runner, base).run(kind):
                return
    except KeyboardInterrupt:
        words.tell("stopped")
        sys.exit(130)
    except Refused as refused:
        for problem in refused.problems:
            words.say(problem.sentence(words))
        sys.exit(1)
    except StepFailed as failed:
        for line in failed.tail:
            words.say("  " + line)
        words.tell("failed", step=words.text("step_" + failed.step), log=build / "setup.log")
        sys.exit(1)
    except OSError as error:
        words.tell("unwritable", reason=error)
        sys.exit(1)
    words.tell("done", time=clock(time.monotonic() - began))
