"""What is missing gets one sentence, with the command that mends it."""

import ast
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import setup_checks
import setup_words
import start
from setup_checks import Look, Problem
from setup_packages import PACKAGES
from setup_words import SENTENCES, Words, language, package_manager

PACKAGING = Path(start.__file__).parent


def finder(*names: str) -> Callable[[str], str | None]:
    return lambda name: f"/usr/bin/{name}" if name in names else None


def prints(**programs: str) -> Callable[[Sequence[str]], str | None]:
    return lambda command: programs.get(Path(command[0]).name.replace("-", "_"))


LINUX = Look(
    platform="linux",
    environ={"DISPLAY": ":0"},
    which=finder("cc", "c++", "Xvfb", "xdotool"),
    has_library=lambda name: True,
    has_module=lambda name: True,
    output_of=lambda command: None,
    free_bytes=lambda folder: 10**11,
)


def words(lang: str = "ko", platform: str = "linux", manager: str | None = "apt") -> Words:
    return Words(lang, platform, manager)


def sentences(problems: Sequence[Problem], spoken: Words) -> list[str]:
    return [problem.sentence(spoken) for problem in problems]


def test_nothing_is_missing() -> None:
    assert setup_checks.screen_problems(LINUX, window=True, tests=False) == []
    assert setup_checks.screen_problems(LINUX, window=False, tests=True) == []
    assert setup_checks.set_up_problems(LINUX, "/", environment=True, engine=True) == []


def test_no_display_offers_compare_and_only_the_window_needs_one() -> None:
    look = replace(LINUX, environ={})
    (said,) = sentences(setup_checks.screen_problems(look, window=True, tests=False), words())
    assert "start.py compare -m starter-s -m starter-m" in said
    assert setup_checks.screen_problems(look, window=False, tests=True) == []
    for there in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        assert setup_checks.screen(replace(look, environ={there: "x"})) is None
    assert setup_checks.screen(replace(look, platform="darwin")) is None


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt", "sudo apt install libegl1 libxcb-cursor0"),
        ("dnf", "sudo dnf install libglvnd-egl xcb-util-cursor"),
        ("pacman", "sudo pacman -S libglvnd xcb-util-cursor"),
    ],
)
def test_missing_libraries_are_named_with_their_packages(manager: str, command: str) -> None:
    missing = {"libEGL.so.1", "libxcb-cursor.so.0"}
    look = replace(LINUX, has_library=lambda name: name not in missing)
    found = setup_checks.screen_problems(look, window=True, tests=False)
    for lang in ("ko", "en"):
        (said,) = sentences(found, words(lang, manager=manager))
        assert command in said
        assert "libEGL.so.1, libxcb-cursor.so.0" in said


def test_libraries_are_asked_for_by_what_needs_them() -> None:
    look = replace(LINUX, has_library=lambda name: False)
    plain = setup_checks.libraries(look)
    assert plain
    assert plain.needs == setup_checks.CORE_LIBRARIES
    wayland = setup_checks.libraries(replace(look, environ={"WAYLAND_DISPLAY": "w"}), window=True)
    assert wayland
    assert "libwayland-client.so.0" in wayland.needs
    assert "libxcb-cursor.so.0" not in wayland.needs
    assert setup_checks.libraries(replace(look, platform="win32"), window=True) is None


def test_every_library_has_a_package_for_every_linux_package_manager() -> None:
    every = (
        setup_checks.CORE_LIBRARIES
        + setup_checks.GUI_LIBRARIES
        + setup_checks.X11_LIBRARIES
        + setup_checks.WAYLAND_LIBRARIES
    )
    for name in (*every, "compiler", "venv", "python", "Xvfb", "xdotool"):
        assert {"apt", "dnf", "pacman"} <= PACKAGES[name].keys(), name


@pytest.mark.parametrize(
    ("platform", "manager", "command"),
    [
        ("linux", "apt", "sudo apt install build-essential"),
        ("linux", "dnf", "sudo dnf install gcc-c++ make"),
        ("linux", "pacman", "sudo pacman -S base-devel"),
        ("darwin", "brew", "xcode-select --install"),
        ("darwin", None, "xcode-select --install"),
        ("win32", "winget", "winget install --id Microsoft.VisualStudio.2022.BuildTools"),
    ],
)
def test_no_compiler(platform: str, manager: str | None, command: str) -> None:
    look = replace(LINUX, platform=platform, which=finder("cc"))
    problem = setup_checks.compiler(look)
    assert problem
    for lang in ("ko", "en"):
        assert command in problem.sentence(words(lang, platform, manager))


def test_a_compiler_is_found_by_name_by_variable_or_by_visual_studio() -> None:
    assert setup_checks.compiler(replace(LINUX, which=finder("gcc", "g++"))) is None
    named = replace(LINUX, which=finder(), environ={"CC": "icx", "CXX": "icpx"})
    assert setup_checks.compiler(named) is None
    tools = replace(LINUX, platform="darwin", output_of=prints(xcode_select="/Library\n"))
    assert setup_checks.compiler(tools) is None
    studio = replace(LINUX, platform="win32", which=finder(), output_of=lambda command: "C:\\VS\n")
    assert setup_checks.compiler(studio) is None


def test_debian_without_venv() -> None:
    look = replace(LINUX, has_module=lambda name: name != "ensurepip")
    (said,) = sentences(
        setup_checks.set_up_problems(look, "/", environment=True, engine=False), words()
    )
    assert "ensurepip" in said
    assert "sudo apt install python3-venv" in said


def test_tests_name_xvfb() -> None:
    look = replace(LINUX, which=finder("xdotool"))
    (said,) = sentences(setup_checks.screen_problems(look, window=False, tests=True), words("en"))
    assert "(Xvfb)" in said
    assert said.endswith("sudo apt install xvfb")
    assert setup_checks.test_programs(replace(look, platform="darwin")) is None


def test_too_little_disk_says_both_numbers() -> None:
    look = replace(LINUX, free_bytes=lambda folder: 700_000_000)
    problem = setup_checks.disk(look, "/home/me/naranhi")
    assert problem
    said = problem.sentence(words("en"))
    assert "/home/me/naranhi" in said
    assert "0.7 GB" in said
    assert f"{setup_checks.NEEDED_BYTES / 1e9:.1f} GB" in said


def test_root_needs_no_sudo_and_fetches_the_lists() -> None:
    as_root = Words("en", "linux", "apt", root=True)
    assert as_root.mend("compiler").endswith("apt update && apt install build-essential")


def test_no_known_package_manager_still_gets_a_sentence() -> None:
    for lang in ("ko", "en"):
        assert "{" not in words(lang, manager=None).mend("compiler")


def test_every_sentence_has_the_same_parts_in_both_languages() -> None:
    fields = setup_words.SENTENCES.items()
    for key, (korean, english) in fields:
        assert parts_of(korean) == parts_of(english), key
    assert all(any("가" <= c <= "힣" for c in korean) for korean, _ in SENTENCES.values())


def parts_of(sentence: str) -> set[str]:
    tree = ast.parse("f" + repr(sentence), mode="eval")
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


@pytest.mark.parametrize(
    ("argv", "environ", "system", "lang"),
    [
        ([], {}, None, "ko"),
        ([], {"LANG": "C.UTF-8"}, None, "ko"),
        ([], {"LC_ALL": "POSIX"}, None, "ko"),
        ([], {"LANG": "ko_KR.UTF-8"}, None, "ko"),
        ([], {"LANG": "en_US.UTF-8"}, None, "en"),
        ([], {"LANG": "ko_KR.UTF-8", "LC_ALL": "de_DE.UTF-8"}, None, "en"),
        ([], {}, "en", "en"),
        (["--lang", "en"], {}, None, "en"),
        (["compare", "--lang=ko"], {"LANG": "en_US.UTF-8"}, None, "ko"),
        (["--lang"], {"LANG": "en_US.UTF-8"}, None, "en"),
    ],
)
def test_language(argv: list[str], environ: dict[str, str], system: str | None, lang: str) -> None:
    assert language(argv, environ, system) == lang


def test_package_managers() -> None:
    assert package_manager("linux", finder("apt-get", "brew")) == "apt"
    assert package_manager("linux", finder("pacman")) == "pacman"
    assert package_manager("linux", finder()) is None
    assert package_manager("win32", finder("winget", "apt-get")) == "winget"
    assert package_manager("sunos", finder("apt-get")) is None


@pytest.mark.parametrize("name", ["start.py", "setup_words.py", "setup_packages.py"])
def test_an_old_python_can_read_what_refuses_it(name: str) -> None:
    source = (PACKAGING / name).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))
    # Evaluated when the module is loaded, where 3.8 lacks list[str] and str | None.
    assert "->" not in source


def test_an_old_python_is_told_what_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        start.leave_old_python(["--lang", "en"], (3, 9), None)
    assert left.value.code == 1
    said = capsys.readouterr().err
    assert "needs Python 3.11 or newer, and this one is 3.9" in said
    assert said.count("\n") == 1


def test_an_old_python_hands_over_to_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[list[str]] = []

    def hand_over(command: list[str], environ: dict[str, str]) -> None:
        handed.append(command)
        sys.exit(0)

    monkeypatch.setattr(start, "hand_over", hand_over)
    with pytest.raises(SystemExit):
        start.leave_old_python(["compare"], (3, 10), "/usr/bin/python3.12")
    assert handed == [["/usr/bin/python3.12", start.__file__, "compare"]]


def test_the_newest_python_that_runs_is_taken() -> None:
    there = finder("python3.13", "python3.12", "python3.11", "python3.10")
    # A version manager leaves names behind of what it does not run.
    assert start.newer_python(there, lambda path: "3.13" not in path) == "/usr/bin/python3.12"
    assert start.newer_python(finder("python3.10"), lambda path: True) is None
    assert start.newer_python(lambda name: sys.executable) == sys.executable
    assert start.newer_python(lambda name: "/nowhere/python3") is None


@pytest.mark.parametrize(
    ("argv", "stops"), [(["test"], True), (["test", "tests/core"], False), ([], True)]
)
def test_named_tests_may_need_no_screen(
    argv: list[str], stops: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    look = replace(LINUX, environ={}, which=finder())
    window = argv == []
    if stops:
        with pytest.raises(SystemExit) as left:
            setup_checks.require_screen(argv, window=window, look=look)
        assert left.value.code == 1
    else:
        setup_checks.require_screen(argv, window=window, look=look)
    assert capsys.readouterr().err.count("\n") == 1
