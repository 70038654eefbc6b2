"""A pretended machine and project, and a runner that only pretends to run what set-up wants."""

import io
import json
import os
import shutil
import sys
import tarfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import start
from setup_checks import Look
from setup_env import SetUp
from setup_process import Meter, StepFailed
from setup_words import Words

LOCKS = ("run", "build", "engine", "test")
GPU = "GPU 0: NVIDIA GeForce RTX 4090 (UUID: GPU-1)\n"
LDCONFIG = """\
\tlibvulkan.so.1 (libc6) => /usr/lib/i386-linux-gnu/libvulkan.so.1
\tlibvulkan.so.1 (libc6,x86-64) => /usr/lib/x86_64-linux-gnu/libvulkan.so.1
"""
PRINTED = """\
'http://mirror.example/debian/dists/bookworm-updates/InRelease' a 0
'http://mirror.example/debian/dists/bookworm/InRelease' b 0
'http://security.example/debian-security/dists/bookworm-security/InRelease' c 0
"""


def write_headers(root: Path, version: tuple[int, int, int]) -> None:
    """Put Vulkan's headers below ``root``, as far as set-up reads them."""
    core = root / "usr/include/vulkan/vulkan_core.h"
    core.parent.mkdir(parents=True, exist_ok=True)
    major, minor, patch = version
    text = (
        f"#define VK_HEADER_VERSION {patch}\n#define VK_HEADER_VERSION_COMPLETE "
        f"VK_MAKE_API_VERSION(0, {major}, {minor}, VK_HEADER_VERSION)\n"
    )
    core.write_text(text, encoding="utf-8")
    (root / "usr/share/cmake/SPIRV-Headers").mkdir(parents=True, exist_ok=True)
    spirv = root / "usr/include/spirv/unified1/spirv.hpp"
    spirv.parent.mkdir(parents=True, exist_ok=True)
    spirv.touch()


def prints(**programs: str) -> Callable[[Sequence[str]], str | None]:
    return lambda command: programs.get(Path(command[0]).name.replace("-", "_"))


def debian(root: Path) -> Look:
    """Return a Debian below ``root`` with glslc and Vulkan's loader, whose headers are too old."""
    (root / "etc").mkdir()
    release = 'NAME="Debian"\nID=debian\nVERSION_CODENAME=bookworm\n'
    (root / "etc/os-release").write_text(release, encoding="utf-8")
    write_headers(root, (1, 3, 239))
    return Look(
        platform="linux",
        environ={},
        which=lambda name: f"/usr/bin/{Path(name).name}",
        has_library=lambda name: True,
        output_of=prints(ldconfig=LDCONFIG),
        root=str(root),
    )


class Interrupted(Exception):
    """What stands for Ctrl-C or the power going."""


@dataclass
class PretendRunner:
    """Makes the files that the real commands make; ends before or after call ``ends_at``."""

    ends_at: float = float("inf")
    after: bool = False
    steps: list[str] = field(default_factory=list)
    environs: dict[str, dict[str, str]] = field(default_factory=dict)
    fails: dict[str, str] = field(default_factory=dict)
    """CMake options that do not build, with the line that then tells so."""
    headers_fail: bool = False

    def __call__(
        self, step: str, command: Sequence[str], environ: Mapping[str, str], meter: Meter | None
    ) -> None:
        """Pretend to run ``command``."""
        ending = len(self.steps) == self.ends_at
        if ending and not self.after:
            raise Interrupted
        if step != "headers":
            self.steps.append(step)
        self.environs[step] = dict(environ)
        self._make(step, command, meter)
        if ending:
            raise Interrupted

    def _make(self, step: str, command: Sequence[str], meter: Meter | None) -> None:
        if step == "venv":
            venv = Path(command[-1])
            (venv / "lib" / "python3.11" / "site-packages").mkdir(parents=True)
            python = Path(start.venv_python(str(venv.parent)))
            python.parent.mkdir(parents=True)
            python.symlink_to(os.path.realpath(sys.executable))
        if step == "engine":
            self._install(Path(command[-1]))
        if step == "source":
            folder = Path(command[command.index("-d") + 1])
            folder.mkdir(parents=True)
            with tarfile.open(folder / "llama.tar.gz", "w:gz") as tar:
                content = tarfile.TarInfo("llama/pyproject.toml")
                tar.addfile(content, io.BytesIO())
        if step == "headers" and self.headers_fail:
            raise StepFailed(step, [])
        if step == "wheel":
            assert (Path(command[-1]) / "pyproject.toml").is_file()
            assert meter
            meter.read("[1/20] a.o")
            options = self.environs[step]["CMAKE_ARGS"].split()
            for option, line in self.fails.items():
                if option in options:
                    meter.read(line)
                    raise StepFailed(step, [line])
            folder = Path(command[command.index("-w") + 1])
            folder.mkdir(parents=True)
            (folder / "llama.whl").write_bytes(os.urandom(8))

    @staticmethod
    def _install(wheel: Path) -> None:
        """Leave what pip leaves of a wheel that lay on the disk."""
        (packages,) = wheel.parents[2].glob(".venv/lib/*/site-packages")
        put_engine(packages, "0.3.36", f"file://{wheel}")


def put_engine(packages: Path, version: str, origin: str = "") -> Path:
    """Put an engine into an environment as pip does; ``origin``: the file it came from."""
    for old in packages.glob("llama_cpp*"):
        shutil.rmtree(old)
    info = packages / f"llama_cpp_python-{version}.dist-info"
    library = packages / "llama_cpp" / "lib" / "libllama.so"
    for folder in (info, library.parent):
        folder.mkdir(parents=True)
    library.write_text(version, encoding="utf-8")
    files = [
        "llama_cpp/lib/libllama.so,sha256=0,1\n",
        f"{info.name}/RECORD,,\n",
        "../../bin/x,,\n",
    ]
    (info / "RECORD").write_text("".join(files), encoding="utf-8")
    if origin:
        (info / "direct_url.json").write_text(json.dumps({"url": origin}), encoding="utf-8")
    return library


@dataclass
class Project:
    """A project folder with lock files of no content that matters."""

    root: Path
    look: Look
    spoken: io.StringIO = field(default_factory=io.StringIO)

    def set_up(
        self, runner: PretendRunner, kind: str = "test", *, anew: bool = False, **environ: str
    ) -> bool:
        """Run set-up as a new process would."""
        look = replace(self.look, environ=environ)
        words = Words("en", "linux", "apt", stream=self.spoken)
        return SetUp(self.root, words, look, runner, sys.executable).run(kind, anew=anew)

    def is_ready(self, kind: str = "test", **environ: str) -> bool:
        """Return what start.py would see."""
        return start.is_ready(str(self.root), kind, environ)

    def write_lock(self, name: str, version: int) -> None:
        """Give a lock file other content."""
        text = f"package-{name}=={version} \\\n    --hash=sha256:00\n"
        (self.root / "packaging" / f"lock-{name}.txt").write_text(text, encoding="utf-8")


def make_project(root: Path) -> Project:
    (root / "packaging").mkdir(parents=True)
    look = Look(
        platform="linux",
        environ={},
        which=lambda name: name,
        has_library=lambda name: True,
        has_module=lambda name: True,
        output_of=lambda command: None,
        free_bytes=lambda folder: 10**11,
        root=str(root / "no-system"),
    )
    project = Project(root, look)
    for name in LOCKS:
        project.write_lock(name, 1)
    return project
