"""One whole story in a real window under Xvfb, told from outside: keys go in; pixels,
processes and the history come out."""

import json
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psutil
import pytest

from app.services.paths import DataPaths
from app.store.records import RunSummary
from app.store.run_store import RunStore
from tests.helpers.gguf_maker import Shape, make_speaker
from tests.helpers.screen import missing_tools, screen
from tests.helpers.worker_client import ROOT

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.skipif(
        bool(missing_tools(("Xvfb", "xdotool", "import"))),
        reason="needs Xvfb, xdotool and ImageMagick's import",
    ),
]
DEADLINE_S = 60.0
READY_LINE = "naranhi: ready"
SLOW_ENOUGH = Shape(n_layers=8, width=512, n_heads=8, n_kv_heads=4, n_ff=2048, n_ctx=8192)
"""Some hundred tokens a second on two cores: seconds to act in before the cap is reached."""
SIZE = (1280, 800)


class Person:
    """Types, looks, and knows which processes the program has."""

    def __init__(
        self, program: "subprocess.Popen[str]", environment: dict[str, str], paths: DataPaths
    ) -> None:
        self.program = program
        self._environment = environment
        self._paths = paths
        self._never = threading.Event()

    def focus(self) -> None:
        """Give the window the keyboard, as a window manager would; there is none here."""
        found = self._run("xdotool", "search", "--onlyvisible", "--pid", str(self.program.pid))
        self._run("xdotool", "windowfocus", "--sync", found.split()[-1].decode())

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self._run("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type text."""
        self._run("xdotool", "type", "--delay", "5", text)

    def n_pixels(self, colour: str) -> int:
        """Count the pixels on the screen that have exactly this colour."""
        raw = self._run("import", "-window", "root", "-depth", "8", "rgb:-")
        pixels = np.frombuffer(raw, dtype=np.uint8).reshape(-1, 3)
        return int((pixels == list(bytes.fromhex(colour.removeprefix("#")))).all(axis=1).sum())

    def workers(self) -> list[psutil.Process]:
        """Return the program's worker processes, the first pane's first."""
        children = psutil.Process(self.program.pid).children(recursive=True)
        return sorted(children, key=lambda child: child.create_time())

    def runs(self) -> list[RunSummary]:
        """Return the history, newest first, as another program sees it."""
        store = RunStore(self._paths.database)
        try:
            return store.list_runs(limit=50)
        finally:
            store.close()

    def states(self) -> list[str]:
        """Return the states of the runs in the history, newest first."""
        return [run.state for run in self.runs()]

    def wait(self, what: str, condition: Callable[[], object]) -> None:
        """Look again and again until ``condition`` holds."""
        deadline = time.monotonic() + DEADLINE_S
        while not condition():
            assert self.program.poll() is None, f"the program ended while waiting: {what}"
            assert time.monotonic() < deadline, f"never happened: {what}; runs {self.states()}"
            self._never.wait(0.05)

    def _run(self, *words: str) -> bytes:
        return subprocess.run(
            words, env=self._environment, capture_output=True, check=True, timeout=DEADLINE_S
        ).stdout


@contextmanager
def the_program(data: Path, *models: Path) -> Iterator[Person]:
    """Start the window with these models in its panes, and wait until it is ready."""
    paths = DataPaths(data)
    data.mkdir()
    panes = json.dumps([str(model) for model in models])
    chosen = {"last_panes": panes, "max_tokens": "4000", "slow_view": '"real"', "mode": '"race"'}
    lines = [f"{key}={json.dumps(value)}" for key, value in {**chosen, "theme": '"light"'}.items()]
    paths.settings.write_text("[General]\n" + "\n".join(lines) + "\n", "utf-8")
    width, height = SIZE
    with screen(f"{width}x{height}x24") as environment:
        program = subprocess.Popen(
            [sys.executable, "-m", "app", "--verbose", "--lang", "ko", "--data-dir", str(data)],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert program.stderr
        try:
            assert any(READY_LINE in line for line in program.stderr)
            person = Person(program, environment, paths)
            person.focus()
            yield person
        finally:
            program.kill()
            program.communicate()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model that speaks for seconds, in a folder with Hangul in its name."""
    folder = tmp_path / "모델 폴더"
    folder.mkdir()
    return make_speaker(folder / "말이 많은 모델.gguf", broken=False, shape=SLOW_ENOUGH)


@pytest.mark.timeout(300)
def test_from_the_first_key_to_the_last_process(
    tmp_path: Path, model: Path, resources: Path
) -> None:
    light = tomllib.loads((resources / "themes" / "light.toml").read_text("utf-8"))
    first, second = light["panes"]["colors"][:2]
    with the_program(tmp_path / "data", model, model) as person:
        idle = person.n_pixels(first), person.n_pixels(second)

        person.type("hello")
        person.press("ctrl+Return")
        person.wait("both models answer", lambda: person.states() == ["running"] * 2)
        person.wait(
            "both curves grow",
            lambda: (
                person.n_pixels(first) > idle[0] + 100 and person.n_pixels(second) > idle[1] + 100
            ),
        )

        person.press("Escape")
        person.wait("Stop keeps both", lambda: person.states() == ["cancelled"] * 2)
        assert all(run.n_output for run in person.runs())
        assert len(person.workers()) == 2

        person.type("again")
        person.press("ctrl+Return")
        person.wait("both run again", lambda: person.states()[:2] == ["running"] * 2)
        person.workers()[0].kill()
        person.wait("the crash is that run's alone", lambda: person.states()[0:2].count("failed"))
        assert sorted(person.states()[:2]) == ["failed", "running"]
        person.wait("one worker is left", lambda: len(person.workers()) == 1)

        workers = person.workers()
        person.program.terminate()
        assert person.program.wait(DEADLINE_S) == 0
        _, alive = psutil.wait_procs(workers, timeout=DEADLINE_S)
        assert not alive
        assert sorted(person.states()[:2]) == ["cancelled", "failed"]


@pytest.mark.timeout(300)
def test_killed_outright_it_leaves_no_process_and_a_clean_history(
    tmp_path: Path, model: Path
) -> None:
    with the_program(tmp_path / "data", model, model) as person:
        person.type("hello")
        person.press("ctrl+Return")
        person.wait("both models answer", lambda: person.states() == ["running"] * 2)
        workers = person.workers()
        person.program.kill()
        person.program.wait(DEADLINE_S)
        _, alive = psutil.wait_procs(workers, timeout=DEADLINE_S)
        assert not alive
    store = RunStore(DataPaths(tmp_path / "data").database)
    store.mark_interrupted()
    assert [run.state for run in store.list_runs(limit=5)] == ["interrupted"] * 2
    store.close()
