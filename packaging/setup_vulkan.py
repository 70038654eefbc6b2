"""What Vulkan's backend is built with: the shader compiler, the loader, and newer headers than
many systems have.

Where the system's headers are too old and it is a Debian, those of a newer Debian are fetched
by apt itself, from the mirror that this machine uses, and unpacked aside; nothing is installed.
"""

import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from setup_checks import Look, Problem

NEEDED = (1, 3, 275)
"""Vulkan's headers known to suffice: with Ubuntu 24.04's llama.cpp builds its own releases
(``.github/workflows/release.yml`` in its source); 1.3.239 are known to be too old."""
DONOR = "trixie"
"""The Debian that has them."""
PACKAGES = ("libvulkan-dev", "spirv-headers")
ASIDE = "{aside}"
"""Stands in the options for the folder with the fetched headers, so that a moved project keeps
its engine."""
LOADER = "libvulkan.so.1"
HEADERS = "vulkan-headers"
"""What a system's packages of Vulkan's and SPIR-V's headers are called here."""
_INCLUDE = "usr/include"
_SPIRV_HEADER = "usr/include/spirv/unified1/spirv.hpp"
_SPIRV = "usr/share/cmake/SPIRV-Headers"


@dataclass(frozen=True)
class VulkanBuild:
    """CMake's options, and whether the headers must be fetched first."""

    options: tuple[str, ...]
    fetches_headers: bool = False


def find_vulkan(look: Look) -> VulkanBuild | Problem:
    """Return how Vulkan's backend is built here, or what is missing for it."""
    sdk = look.environ.get("VULKAN_SDK")
    glslc = look.which("glslc") or (look.which(f"{sdk}/bin/glslc") if sdk else None)
    # CMake looks into the SDK by itself.
    if sdk and glslc and _new_enough(Path(sdk) / "include"):
        return VulkanBuild(("-DGGML_VULKAN=ON", f"-DVulkan_GLSLC_EXECUTABLE={glslc}"))
    if not look.platform.startswith("linux"):
        return Problem("no_vulkan_sdk", needs=("vulkan-sdk",))
    loader = _loader(look)
    root = Path(look.root)
    found = header_version(root / _INCLUDE)
    spirv = (root / _SPIRV_HEADER).is_file()
    own = found is not None and found >= NEEDED and spirv
    fetched = not own and _is_debian(look)
    if found is not None and found < NEEDED and not fetched:
        # Said first: the SDK that mends it brings the tools as well.
        parts = {"found": _dotted(found), "needed": _dotted(NEEDED)}
        return Problem("old_vulkan_headers", parts, (HEADERS,))
    tools = {"glslc": glslc, LOADER: loader, HEADERS: own or fetched}
    missing = tuple(name for name, at in tools.items() if not at)
    if missing:
        return Problem("no_vulkan_tools", {"names": ", ".join(missing)}, missing)
    options = (
        "-DGGML_VULKAN=ON",
        f"-DVulkan_GLSLC_EXECUTABLE={glslc}",
        f"-DVulkan_LIBRARY={loader}",
    )
    if own:
        # CMake finds them by itself, wherever this system keeps their descriptions.
        return VulkanBuild(options)
    aside = (f"-DVulkan_INCLUDE_DIR={ASIDE}/{_INCLUDE}", f"-DSPIRV-Headers_DIR={ASIDE}/{_SPIRV}")
    return VulkanBuild((*options, *aside), fetches_headers=True)


def header_version(include: Path) -> tuple[int, int, int] | None:
    """Return the version of Vulkan's headers in the folder ``include``, None without any."""
    try:
        text = (include / "vulkan" / "vulkan_core.h").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    patch = re.search(r"^#define VK_HEADER_VERSION (\d{1,6})$", text, re.MULTILINE)
    rest = re.search(r"VK_HEADER_VERSION_COMPLETE VK_MAKE_API_VERSION\(0, (\d+), (\d+),", text)
    return (int(rest[1]), int(rest[2]), int(patch[1])) if patch and rest else None


def headers_are_there(aside: Path) -> bool:
    """Return whether fetched headers lie in the folder ``aside``, and are new enough."""
    return _new_enough(aside / _INCLUDE) and (aside / _SPIRV).is_dir()


def mirror(printed: str, codename: str) -> str | None:
    """Return the address that packages of the system's release ``codename`` come from, by what
    ``apt-get update --print-uris`` printed; None where none does."""
    for name in (codename, "stable", "oldstable", "testing"):
        if found := re.search(rf"^'(\S+?)/dists/{re.escape(name)}/InRelease'", printed, re.M):
            return found[1]
    return None


def fetch_headers(look: Look, aside: Path, run: Callable[[Sequence[str]], None]) -> bool:
    """Fetch the headers with apt and unpack them to ``aside``; return whether they are there.

    apt keeps what it fetches in ``aside`` too, so that it needs no rights. ``run`` is called
    once; what it raises is passed on.
    """
    printed = look.output_of(["apt-get", "update", "--print-uris"]) or ""
    address = mirror(printed, _os_release(look).get("VERSION_CODENAME", ""))
    if address is None:
        return False
    apt = aside / "apt"
    for folder in ("state/lists/partial", "cache/archives/partial", "sources", "packages"):
        (apt / folder).mkdir(parents=True, exist_ok=True)
    keys = Path(look.root) / "usr/share/keyrings/debian-archive-keyring.gpg"
    signed = f"Signed-By: {keys}\n" if keys.is_file() else ""
    source = f"Types: deb\nURIs: {address}\nSuites: {DONOR}\nComponents: main\n{signed}"
    (apt / "sources" / "donor.sources").write_text(source, encoding="utf-8")
    settings = {
        "Dir::Etc::SourceList": "/dev/null",
        "Dir::Etc::SourceParts": apt / "sources",
        "Dir::State": apt / "state",
        "Dir::Cache": apt / "cache",
        # apt's own user could not write to this folder.
        "APT::Sandbox::User": "",
    }
    get = ["apt-get", *(f"-o{name}={value}" for name, value in settings.items())]
    script = "\n".join(
        (
            shlex.join(["cd", str(apt / "packages")]),
            "rm -f ./*.deb",
            shlex.join([*get, "update"]),
            shlex.join([*get, "download", *PACKAGES]),
            f'for package in ./*.deb; do dpkg-deb -x "$package" {shlex.quote(str(aside))}; done',
        )
    )
    run(["sh", "-euc", script])
    return headers_are_there(aside)


def _new_enough(include: Path) -> bool:
    found = header_version(include)
    return found is not None and found >= NEEDED


def _loader(look: Look) -> str | None:
    """Return where Vulkan's loader lies, as the system's own list of libraries tells."""
    listed = look.output_of(["ldconfig", "-p"]) or look.output_of(["/sbin/ldconfig", "-p"]) or ""
    found = re.findall(rf"^\s*{re.escape(LOADER)} \((.*)\) => (\S+)$", listed, re.MULTILINE)
    # A PC may have that of 32 bit programs too.
    found.sort(key=lambda kind_and_path: "64" not in kind_and_path[0])
    return found[0][1] if found and look.has_library(LOADER) else None


def _is_debian(look: Look) -> bool:
    facts = _os_release(look)
    kin = {facts.get("ID", ""), *facts.get("ID_LIKE", "").split()}
    # Ubuntu's mirrors carry no Debian.
    fetches = all(look.which(name) for name in ("apt-get", "dpkg-deb"))
    return "debian" in kin and "ubuntu" not in kin and fetches


def _os_release(look: Look) -> dict[str, str]:
    try:
        text = (Path(look.root) / "etc/os-release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return {}
    pairs = (line.partition("=") for line in text.splitlines() if "=" in line)
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))
