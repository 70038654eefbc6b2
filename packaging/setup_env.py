"""Make the environment step by step; what was interrupted is continued, never trusted.

Each finished step leaves a stamp with the hash of what it was made from, beside what it
made: ``.venv/.naranhi`` for the environment, ``.build/stamps`` for the engine. While a step
changes the environment, ``.venv/.naranhi/dirty`` lies there: pip may have left a package
half installed, which it would take for whole, so a dirty environment is made anew. That
takes seconds; the long part, the engine's wheel, is kept outside of it.
"""

import os
import platform
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import start
from setup_build import EngineBuild
from setup_checks import Look, Problem, set_up_problems
from setup_engine import EngineFolder, cmake_args, compilers
from setup_own_engine import bring_back, installed_engine
from setup_plan import CUDA, VARIANTS, Plan, make_plan
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
    again: bool = False
    """Whether it is done even where its stamp holds."""

    def done(self) -> bool:
        """Return whether the step need not be done."""
        return not self.again and self.stamp.holds(self.inputs)


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
        # Where a person's own engine waits while the environment is made anew.
        self.own = self.engine.path / "own-engine"

    def run(self, kind: str, *, anew: bool = False) -> bool:
        """Do what is left to do for ``kind`` (run, test) and return whether there was any.

        ``anew`` looks again at what the engine can be built for.

        Raises:
            Refused: the machine lacks something; nothing was changed.
            StepFailed: a step's command failed; the next run goes on from there.
        """
        if self.venv.is_foreign():
            raise Refused([Problem("foreign_venv", {"folder": str(self.venv.path)})])
        sound = self.venv.is_sound(self._digests("run", "build"))
        installed = installed_engine(self.venv.path)
        is_own = bool(self.own.is_dir() or (installed and installed.own))
        plan, extra = self._plan(anew=anew)
        if is_own:
            steps = self._own_steps(kind)
        else:
            whole = sound and installed is not None
            steps = self._steps(kind, plan, extra, installed=whole, anew=anew)
        left = [step for step in steps if not step.done() or (step.in_venv and not sound)]
        self._refuse_if_hopeless({step.name for step in left})
        if left:
            self._begin(sound=sound)
        if is_own and (left or anew):
            self._tell_own()
        elif anew or any(step.name == "engine" for step in left):
            self._tell_plan(plan, extra, changes=any(step.name == "engine" for step in left))
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
            installed = installed_engine(self.venv.path)
            if installed and installed.own:
                installed.keep(self.own)
            self.venv.discard(self.engine.path / "old")

    def _plan(self, *, anew: bool) -> tuple[Plan, str]:
        """Return what to build and the person's CMAKE_ARGS; unset means as it was built."""
        extra = self.look.environ.get("CMAKE_ARGS")
        notes = self.venv.stamp("engine").notes()
        kept = Plan.kept(notes)
        if extra is None:
            extra = str(notes.get("extra", ""))
            if kept and not anew:
                return kept, extra
        return make_plan(self.look), start.one_line(extra)

    def _tell_plan(self, plan: Plan, extra: str, *, changes: bool) -> None:
        names = ", ".join(plan.names)
        self.words.tell("engine_for" if changes else "engine_unchanged", names=names)
        if any(backend.name == VARIANTS for backend in plan.backends):
            self.words.tell("engine_variants")
        if changes and CUDA in plan.names:
            self.words.tell("engine_cuda")
        for problem in plan.left_out:
            self.words.say(problem.sentence(self.words))
        if plan.left_out:
            self.words.tell("left_out_then")
        if extra:
            self.words.tell("backend_options", options=extra)

    def _tell_own(self) -> None:
        """Say that a person's own engine is used, and whether it is another than is known."""
        installed = installed_engine(self.venv.path)
        kept = next(self.own.glob("*.dist-info"), None)
        name = installed.info.name if installed else kept.name if kept else ""
        version = name.removesuffix(".dist-info").rpartition("-")[2]
        self.words.tell("engine_is_yours", version=version)
        wanted = self._lock("engine").read_text(encoding="utf-8").partition("==")[2].split()[0]
        if version != wanted:
            self.words.tell("engine_other_version", version=version, wanted=wanted)

    def _common_steps(self) -> list[Step]:
        venv = self.venv
        packages = partial(self._install_locked, "packages", "run", "build")
        return [
            Step("venv", venv.stamp("venv"), venv.inputs(), self._make_venv),
            Step("packages", venv.stamp("packages"), self._digests("run", "build"), packages),
        ]

    def _test_steps(self, kind: str) -> list[Step]:
        tools = partial(self._install_locked, "tests", "test")
        step = Step("tests", self.venv.stamp("tests"), self._digests("test"), tools)
        return [step] if kind == "test" else []

    def _own_steps(self, kind: str) -> list[Step]:
        """Return the steps where a person's own engine is used."""
        stamp = self.venv.stamp("own")
        back = Step("own", stamp, {}, self._bring_back, again=self.own.is_dir())
        return [*self._common_steps(), back, *self._test_steps(kind)]

    def _steps(
        self, kind: str, plan: Plan, extra: str, *, installed: bool, anew: bool
    ) -> list[Step]:
        """Return the steps where the engine is built here; ``anew``: what failed at its last
        build may be mended now."""
        venv, engine = self.venv, self.engine
        retry = anew and bool(engine.stamp("wheel").notes().get("failed"))
        wheel = {
            **self._digests("engine", "build"),
            "system": platform.system(),
            "machine": platform.machine(),
            "cmake_args": cmake_args(plan.options, extra),
            "compilers": compilers(self.look.environ),
        }
        steps = self._common_steps()
        if engine.wheel() is None:
            engine.stamp("wheel").remove()
        if retry or not (installed and venv.stamp("engine").holds(wheel)):
            built = engine.stamp("wheel")
            if retry or not built.holds(wheel):
                source = engine.stamp("source")
                make = partial(self._wheel, plan, extra, wheel, anew=anew)
                steps += [
                    Step("source", source, self._digests("engine"), self._source, in_venv=False),
                    Step("wheel", built, wheel, make, in_venv=False, again=retry),
                ]
            install = partial(self._install_engine, plan, extra)
            steps.append(Step("engine", venv.stamp("engine"), wheel, install, again=True))
        return [*steps, *self._test_steps(kind)]

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
        # The engine's build begins another one, of Vulkan's shaders, which looks for ninja here.
        places = filter(None, [os.path.dirname(self.venv.python), self.environ.get("PATH")])
        path = {"PATH": os.pathsep.join(places)}
        self.runner(step, command, self.environ | path | more, meter)

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

    def _wheel(
        self, plan: Plan, extra: str, inputs: Mapping[str, object], *, anew: bool
    ) -> dict[str, object]:
        build = EngineBuild(
            folder=self.engine,
            look=self.look,
            words=self.words,
            pip=self._pip,
            run=lambda step, command: self.runner(step, command, self.environ, None),
            inputs={**inputs, "root": str(self.root)},
            extra=extra,
            anew=anew,
        )
        return build.make(plan)

    def _install_engine(self, plan: Plan, extra: str) -> dict[str, object]:
        wheel = str(self.engine.wheel())
        self._pip("engine", "install", "--no-deps", "--no-index", "--force-reinstall", wheel)
        self._check()
        return {**plan.notes(), "extra": extra}

    def _bring_back(self) -> dict[str, object]:
        if self.own.is_dir():
            bring_back(self.own, self.venv.path)
        self._check()
        return {}

    def _check(self) -> None:
        """Prove that the engine loads here and finds a processor, before it is called done."""
        code = "from app.worker.llama_devices import inspect; inspect()"
        self.runner("check", [self.venv.python, "-c", code], self.environ, None)


def locked_packages(lock: Path) -> int:
    """Return how many packages a lock file names."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return sum("==" in line and not line.startswith((" ", "#")) for line in lines)


def prepare(
    root: str, kind: str, argv: Sequence[str], environ: Mapping[str, str], *, anew: bool = False
) -> None:
    """Make the environment ready for ``kind``, or say why not and leave.

    ``anew`` looks again at what the engine can be built for.
    """
    words = Words.of_system(argv, environ)
    build = Path(root) / ".build"
    began = time.monotonic()
    try:
        with exclusive(
            build / "lock", lambda: words.tell("waiting"), lambda: time.sleep(0.3)
        ) as lock:
            # Another may have made it ready meanwhile.
            if start.is_ready(root, kind, environ) and not anew:
                return
            log = build / "setup.log"
            log.write_text("", encoding="utf-8")
            base = getattr(sys, "_base_executable", None) or sys.executable
            runner = GuardedRunner(words, log, lock, base)
            look = Look(environ=dict(environ))
            if not SetUp(Path(root), words, look, runner, base).run(kind, anew=anew):
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
