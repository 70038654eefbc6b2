"""What the engine is built for on which machine, and what is said of what is left out."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from setup_checks import Look, Problem
from setup_engine import cmake_args
from setup_plan import CUDA, RPC, VARIANTS, VULKAN, Plan, make_plan
from setup_vulkan import (
    ASIDE,
    fetch_headers,
    find_vulkan,
    header_version,
    headers_are_there,
    mirror,
)
from setup_words import Words
from tests.packaging_setup.setup_stage import GPU, LDCONFIG, PRINTED, debian, prints, write_headers


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """A Debian with glslc and Vulkan's loader, whose headers are too old."""
    return debian(tmp_path)


def options(look: Look) -> tuple[str, ...]:
    found = find_vulkan(look)
    assert not isinstance(found, Problem), found
    return found.options


def left_out(look: Look) -> Problem:
    found = find_vulkan(look)
    assert isinstance(found, Problem)
    return found


def test_a_debian_builds_for_every_processor_and_vulkan(look: Look) -> None:
    plan = make_plan(look)
    assert plan.names == ("CPU", "RPC", "Vulkan")
    assert plan.fetches_headers
    assert plan.left_out == ()
    assert {"-DGGML_BACKEND_DL=ON", "-DGGML_NATIVE=OFF", "-DGGML_CPU_ALL_VARIANTS=ON"} <= {
        *plan.options
    }
    # That of the 64 bit programs, though another is listed first.
    assert "-DVulkan_LIBRARY=/usr/lib/x86_64-linux-gnu/libvulkan.so.1" in plan.options
    # The project may be moved: its own folder is in no option.
    assert f"-DVulkan_INCLUDE_DIR={ASIDE}/usr/include" in plan.options


@pytest.mark.parametrize(
    ("platform", "programs", "names"),
    [
        ("linux", {}, ("CPU", "RPC")),
        ("linux", {"nvcc": "release 12"}, ("CPU", "RPC")),
        ("linux", {"nvcc": "12", "nvidia_smi": "No devices\n"}, ("CPU", "RPC")),
        ("linux", {"nvidia_smi": GPU}, ("CPU", "RPC")),
        ("linux", {"nvidia_smi": GPU, "nvcc": "release 12"}, ("CPU", "RPC", "CUDA")),
        ("win32", {"nvidia_smi": GPU, "nvcc": "release 12"}, ("CPU", "RPC", "CUDA")),
        ("darwin", {}, ("CPU", "Metal", "RPC")),
    ],
)
def test_each_kind_where_its_tools_are(
    look: Look, platform: str, programs: dict[str, str], names: tuple[str, ...]
) -> None:
    bare = replace(look, platform=platform, output_of=prints(**programs))
    assert make_plan(bare).names == names


def test_cudas_libraries_are_found_where_the_compiler_is(look: Look, tmp_path: Path) -> None:
    (tmp_path / "cuda/lib64").mkdir(parents=True)
    told = prints(nvidia_smi=GPU, nvcc="release 13")
    environ = {"CUDACXX": str(tmp_path / "cuda/bin/nvcc")}
    toolkit = replace(look, output_of=told, environ=environ)
    assert not any("rpath" in option for option in make_plan(toolkit).options)
    (tmp_path / "cuda/lib64/libcudart.so.13").touch()
    plan = make_plan(toolkit)
    flags = "-DCMAKE_MODULE_LINKER_FLAGS_RELEASE="
    assert f"{flags}-Wl,-rpath,{tmp_path}/cuda/lib64" in plan.options
    assert flags in plan.drop(CUDA).options
    windows = replace(toolkit, platform="win32")
    assert not any("rpath" in option for option in make_plan(windows).options)


def test_a_gpu_without_a_compiler_for_it_is_named_with_the_command(look: Look) -> None:
    (problem,) = make_plan(
        replace(look, output_of=prints(ldconfig=LDCONFIG, nvidia_smi=GPU))
    ).left_out
    said = problem.sentence(Words("en", "linux", "apt"))
    assert "NVIDIA GeForce RTX 4090" in said
    assert "sudo apt install nvidia-cuda-toolkit" in said


def test_missing_tools_are_named_with_one_command(look: Look) -> None:
    only_apt = {name: f"/usr/bin/{name}" for name in ("apt-get", "dpkg-deb")}
    bare = replace(look, which=only_apt.get, output_of=lambda command: None)
    said = left_out(bare).sentence(Words("ko", "linux", "apt"))
    assert "sudo apt install glslc libvulkan1" in said
    assert said.startswith("Vulkan(GPU)을 뺐습니다.")


@pytest.mark.parametrize("version", [(1, 3, 275), (1, 4, 309)])
def test_new_headers_of_the_system_are_used(look: Look, version: tuple[int, int, int]) -> None:
    write_headers(Path(look.root), version)
    found = find_vulkan(look)
    assert not isinstance(found, Problem)
    assert not found.fetches_headers
    assert not any("HEADERS" in option.upper() for option in found.options)
    assert not any(ASIDE in option for option in found.options)


def on_ubuntu(look: Look) -> Look:
    release = Path(look.root) / "etc/os-release"
    release.write_text('ID=ubuntu\nID_LIKE="debian"\n', encoding="utf-8")
    return look


def test_old_headers_elsewhere_than_on_debian_are_said(look: Look) -> None:
    said = left_out(on_ubuntu(look)).sentence(Words("en", "linux", "apt"))
    assert "1.3.275 or newer, and these are 1.3.239" in said


@pytest.mark.parametrize("gone", ["vulkan/vulkan_core.h", "spirv/unified1/spirv.hpp"])
def test_headers_that_are_not_there_are_named_with_the_command(look: Look, gone: str) -> None:
    write_headers(Path(look.root), (1, 3, 275))
    (Path(look.root) / "usr/include" / gone).unlink()
    said = left_out(on_ubuntu(look)).sentence(Words("en", "linux", "apt"))
    assert "vulkan-headers is missing" in said
    assert "sudo apt install libvulkan-dev spirv-headers" in said


def test_an_sdk_is_taken_before_the_system(look: Look, tmp_path: Path) -> None:
    sdk = tmp_path / "sdk"
    (sdk / "include").mkdir(parents=True)
    write_headers(sdk, (1, 4, 321))
    (sdk / "usr/include/vulkan").rename(sdk / "include/vulkan")
    with_sdk = replace(look, environ={"VULKAN_SDK": str(sdk)})
    assert options(with_sdk)[0] == "-DGGML_VULKAN=ON"
    assert not any("Vulkan_INCLUDE_DIR" in option for option in options(with_sdk))
    windows = replace(with_sdk, platform="win32")
    assert options(windows) == options(with_sdk)
    assert left_out(replace(windows, environ={})).key == "no_vulkan_sdk"


def test_the_mirror_is_the_one_that_this_machine_uses() -> None:
    assert mirror(PRINTED, "bookworm") == "http://mirror.example/debian"
    assert mirror(PRINTED.replace("bookworm/", "stable/"), "bookworm") is not None
    assert mirror("", "bookworm") is None
    assert mirror(PRINTED, "sid") is None


def test_headers_are_fetched_by_apt_from_the_same_mirror(look: Look, tmp_path: Path) -> None:
    aside = tmp_path / "나란히 {x}" / "headers"
    ran: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> None:
        ran.append(command)
        write_headers(aside, (1, 4, 309))

    told = replace(look, output_of=prints(apt_get=PRINTED))
    assert fetch_headers(told, aside, run)
    source = (aside / "apt/sources/donor.sources").read_text(encoding="utf-8")
    assert "URIs: http://mirror.example/debian\nSuites: trixie\nComponents: main\n" in source
    # No key ring lies there: then apt's own trusted keys count.
    assert "Signed-By" not in source
    (script,) = [command[-1] for command in ran]
    assert "download libvulkan-dev spirv-headers" in script
    assert f"Dir::State={aside}" in script
    assert headers_are_there(aside)


def test_without_a_mirror_nothing_is_run(look: Look, tmp_path: Path) -> None:
    assert not fetch_headers(look, tmp_path / "aside", lambda command: pytest.fail("it was"))


def test_headers_that_cannot_be_read_have_no_version(tmp_path: Path) -> None:
    core = tmp_path / "vulkan/vulkan_core.h"
    core.parent.mkdir()
    core.write_bytes(b"\xff\xfe#define VK_HEADER_VERSION x\n")
    assert header_version(tmp_path) is None
    assert header_version(tmp_path / "nowhere") is None


@pytest.mark.parametrize(
    ("line", "culprit"),
    [
        ("FAILED: [code=1] vendor/ggml/src/ggml-vulkan/CMakeFiles/ggml-vulkan.dir/a.o", VULKAN),
        ("CMake Error at vendor/ggml/src/ggml-vulkan/CMakeLists.txt:9 (find_package):", VULKAN),
        ("FAILED: vendor/ggml/src/ggml-cuda/CMakeFiles/ggml-cuda.dir/mmq.cu.o", CUDA),
        ("FAILED: vendor/ggml/src/CMakeFiles/ggml-cpu-sapphirerapids.dir/ggml-cpu/a.o", VARIANTS),
        ("FAILED: vendor/ggml/src/ggml-rpc/CMakeFiles/ggml-rpc.dir/ggml-rpc.cpp.o", RPC),
        # Where nobody can tell, the riskiest.
        ("FAILED: vendor/llama.cpp/src/CMakeFiles/llama.dir/llama.cpp.o", CUDA),
    ],
)
def test_the_backend_that_failed_is_known_by_its_files(look: Look, line: str, culprit: str) -> None:
    programs = {"ldconfig": LDCONFIG, "nvidia_smi": GPU, "nvcc": "release 12"}
    plan = make_plan(replace(look, output_of=prints(**programs)))
    assert plan.names == ("CPU", "RPC", "Vulkan", "CUDA")
    assert plan.culprit([line]) == culprit
    fewer = plan.drop(culprit)
    assert fewer.culprit([line]) != culprit
    # What an earlier try had turned on is turned off by name: CMake remembers.
    assert any(option.endswith("=OFF") for option in fewer.options)


def test_where_nothing_is_left_to_leave_out_nobody_is_to_blame() -> None:
    assert Plan(()).culprit(["FAILED: a.o"]) is None


def test_a_plan_is_kept_and_taken_up(look: Look) -> None:
    plan = make_plan(look)
    kept = Plan.kept(plan.notes())
    assert kept is not None
    assert (kept.options, kept.names) == (plan.options, plan.names)
    assert kept.fetches_headers
    for notes in ({}, {"backends": "x"}, {"backends": [["a"]]}, {"backend": "CPU", "options": []}):
        assert Plan.kept(notes) is None


def test_the_persons_options_come_last(look: Look) -> None:
    given = cmake_args([*make_plan(look).options, "-DA=b c"], "-DGGML_VULKAN=OFF")
    assert given.endswith('"-DA=b c" -DGGML_VULKAN=OFF')
