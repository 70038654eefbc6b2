"""The engine's build: what cannot be built here is left out, and the rest goes on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from setup_checks import Look
from setup_engine import EngineFolder, cmake_args
from setup_plan import VULKAN, Plan
from setup_process import Meter, StepFailed
from setup_vulkan import ASIDE, fetch_headers, headers_are_there
from setup_words import Words


class Pip(Protocol):
    """Runs the environment's pip for a step, or raises ``StepFailed``."""

    def __call__(self, step: str, *words: str, meter: Meter | None = None, **more: str) -> None:
        """Run it with ``words``, and ``more`` in its environment."""
        ...


@dataclass(frozen=True)
class EngineBuild:
    """One build of the engine. ``run`` runs a command for a step, ``inputs`` are its stamp's."""

    folder: EngineFolder
    look: Look
    words: Words
    pip: Pip
    run: Callable[[str, Sequence[str]], None]
    inputs: Mapping[str, object]
    extra: str
    """The person's own CMAKE_ARGS."""
    anew: bool = False
    """Whether to try again what an interrupted build had failed over."""

    def make(self, plan: Plan) -> dict[str, object]:
        """Build as much of ``plan`` as can be built; return the wheel's notes.

        Raises StepFailed where not even the processor's part can.
        """
        log = self.folder.path / "setup.log"
        failed = list(self.folder.begin_build(self.inputs, anew=self.anew))
        for name in failed:
            self.words.tell("backend_failed", name=name, log=log)
        plan = plan.drop(*failed)
        if VULKAN in plan.names and plan.fetches_headers and not self._headers():
            self.words.tell("headers_failed", log=log)
            plan, failed = plan.drop(VULKAN), [*failed, VULKAN]
            self.folder.note_failed(self.inputs, failed)
        while True:
            meter = self.folder.begin_try()
            try:
                self._compile(plan, meter)
                break
            except StepFailed:
                culprit = plan.culprit(meter.failed)
                if culprit is None:
                    raise
                self.words.tell("backend_failed", name=culprit, log=log)
                plan, failed = plan.drop(culprit), [*failed, culprit]
                self.folder.note_failed(self.inputs, failed)
        return self.folder.finish_build() | {"names": [*plan.names], "failed": failed}

    def _headers(self) -> bool:
        aside = self.folder.headers
        try:
            return headers_are_there(aside) or fetch_headers(
                self.look, aside, lambda command: self.run("headers", command)
            )
        except (StepFailed, OSError):
            return False

    def _compile(self, plan: Plan, meter: Meter) -> None:
        folder = self.folder
        aside = str(folder.headers)
        options = [option.replace(ASIDE, aside) for option in plan.options]
        # scikit-build-core formats the folder's name; braces in it are doubled.
        objects = str(folder.objects).replace("{", "{{").replace("}", "}}")
        flags = ("-v", "--no-deps", "--no-build-isolation")
        where = ("-w", str(folder.path / "wheel.part"), str(folder.source))
        self.pip(
            *("wheel", "wheel", *flags, f"--config-settings=build-dir={objects}", *where),
            meter=meter,
            CMAKE_ARGS=cmake_args(options, self.extra),
        )
