"""start.py as a person runs it, against an environment that is a stand-in."""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
from pathlib import Path

import psutil
import pytest

import start

PACKAGING = Path(start.__file__).parent
ECHO = """
import json, os, sys
print(json.dumps({"argv": sys.argv[1:], "cwd": os.getcwd(), "utf8": sys.flags.utf8_mode}))
sys.exit(int(os.environ.get("ECHO_EXIT", "0")))
"""
pytestmark = pytest.mark.skipif(start.WINDOWS, reason="the stand-in environment is POSIX's")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project folder with start.py, a stand-in app and an environment that says it is ready."""
    root = tmp_path / "나란히 폴더"
    (root / "packaging").mkdir(parents=True)
    for file in [*PACKAGING.glob("setup_*.py"), *PACKAGING.glob("lock-*.txt")]:
        shutil.copy(file, root / "packaging")
    shutil.copy(PACKAGING / "start.py", root / "packaging")
    for package in ("app", "pytest"):
        (root / package).mkdir()
        (root / package / "__init__.py").touch()
        (root / package / "__main__.py").write_text(ECHO, encoding="utf-8")
    base = os.path.realpath(sys.executable)
    python = Path(start.venv_python(str(root)))
    python.parent.mkdir(parents=True)
    python.symlink_to(base)
    (root / ".venv" / "pyvenv.cfg").write_text(f"home = {os.path.dirname(base)}\n")
    lib = root / ".venv" / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    lib.mkdir(parents=True)
    (lib / "naranhi.pth").write_text(f"{root}\n", encoding="utf-8")
    for kind in ("run", "test"):
        ready = Path(start.ready_file(str(root), kind))
        ready.parent.mkdir(exist_ok=True)
        mark = start.fingerprint(str(root), kind)
        ready.write_text(f"{mark}\n{base}\n\n", encoding="utf-8")
    return root


def run(
    root: Path, *words: str, cwd: Path | None = None, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept = {k: v for k, v in kept.items() if not k.startswith(("LC_", "LANG", "QT_", "CMAKE_"))}
    return subprocess.run(
        [sys.executable, str(root / "packaging" / "start.py"), *words],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd or root,
        env=kept | (more or {}),
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )


def test_words_and_exit_status_pass_through(root: Path, tmp_path: Path) -> None:
    words = ["compare", "-p", "한국의 수도는\n어디인가요?", "", "--json", "a  b", "'$x'"]
    done = run(root, *words, cwd=tmp_path, more={"ECHO_EXIT": "7"})
    assert done.returncode == 7
    assert json.loads(done.stdout) == {"argv": words, "cwd": str(tmp_path), "utf8": 1}
    assert done.stderr == ""


def test_another_app_where_the_person_stands_is_not_run(root: Path, tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__main__.py").write_text("raise SystemExit('theirs')")
    assert run(root, "doctor", cwd=tmp_path).returncode == 0


def test_test_is_pytest_in_the_projects_folder(root: Path, tmp_path: Path) -> None:
    done = run(root, "test", "tests/core", "-k", "x or y", cwd=tmp_path, more={"ECHO_EXIT": "5"})
    assert done.returncode == 5
    found = json.loads(done.stdout)
    assert found["argv"] == ["tests/core", "-k", "x or y"]
    assert found["cwd"] == str(root)


@pytest.mark.parametrize("words", [[], ["--lang", "ko"], ["--data-dir=x", "--verbose"]])
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone can lack a display")
def test_no_display_is_one_sentence_that_offers_compare(root: Path, words: list[str]) -> None:
    done = run(root, *words)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") <= 2  # one more where Qt's libraries are missing too
    assert done.stderr.startswith("화면을 찾을 수 없어")
    assert 'start.py compare -m starter-s -m starter-m -p "' in done.stderr


def test_the_window_opens_where_there_is_a_display(root: Path) -> None:
    done = run(root, "--data-dir", "x", more={"QT_QPA_PLATFORM": "offscreen"})
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["argv"] == ["--data-dir", "x"]


def test_it_works_from_inside_a_safe_path_python(root: Path) -> None:
    done = run(root, "compare", more={"PYTHONSAFEPATH": "1"})
    assert done.returncode == 0, done.stderr


def test_a_ready_environment_imports_nothing_of_set_up(root: Path) -> None:
    done = run(root, "--version", more={"PYTHONPROFILEIMPORTTIME": "1"})
    before_app = done.stderr.split("site\n")[1]
    assert "setup_" not in before_app
    assert "subprocess" not in before_app


def test_a_ready_mark_of_another_state_is_not_believed(root: Path) -> None:
    ready = Path(start.ready_file(str(root), "run"))
    whole = ready.read_text(encoding="utf-8")
    assert start.is_ready(str(root), "run", {})
    for cut in range(len(whole) - 1):
        ready.write_text(whole[:cut], encoding="utf-8")
        assert not start.is_ready(str(root), "run", {}), whole[:cut]
    ready.write_bytes(b"\xff\xfe")
    assert not start.is_ready(str(root), "run", {})


def test_an_unwritable_folder_is_one_sentence(root: Path) -> None:
    (root / ".build").touch()
    Path(start.ready_file(str(root), "run")).unlink()
    done = run(root, "compare", more={"LANG": "en_US.UTF-8"})
    assert done.returncode == 1
    assert done.stderr.startswith("Set-up failed: a file could not be written:")
    assert done.stderr.count("\n") == 1


PARENT = """
import os, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from setup_process import GuardedRunner
from setup_words import Words
lock = os.open(sys.argv[2] + ".lock", os.O_CREAT | os.O_RDWR)
runner = GuardedRunner(Words("en", "linux", None), Path(sys.argv[2]), lock, sys.executable)
runner("wheel", [sys.executable, "-c", sys.argv[3]], dict(os.environ), None)
"""
CHILD = """
import os, subprocess, sys
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("PIDS", os.getpid(), grandchild.pid, flush=True)
grandchild.wait()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_of_a_build_outlives_set_up(tmp_path: Path, how: signal.Signals) -> None:
    log = tmp_path / "log"
    log.touch()
    command = [sys.executable, "-c", PARENT, str(PACKAGING), str(log), CHILD]
    parent = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    pids = wait_for_pids(log, parent)
    family = [psutil.Process(pid) for pid in pids]
    parent.send_signal(how)
    _, alive = psutil.wait_procs(family, timeout=10)
    assert parent.wait(timeout=10) != 0
    assert not alive


def wait_for_pids(log: Path, parent: subprocess.Popen[bytes]) -> list[int]:
    """Return the process ids that the child wrote, once they are in the log."""
    process = psutil.Process(parent.pid)
    while True:
        for line in log.read_text(encoding="utf-8").splitlines():
            words = line.split()
            if words[:1] == ["PIDS"] and len(words) == 3:
                return [int(word) for word in words[1:]]
        with pytest.raises(psutil.TimeoutExpired):
            process.wait(timeout=0.05)
