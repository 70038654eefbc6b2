"""Progress is read off any output and never goes back."""

import io

from hypothesis import given
from hypothesis import strategies as st

from setup_progress import BuildMeter, PipMeter, Progress, build_progress, clock, fitted


def bar(*, terminal: bool, seconds: list[float]) -> tuple[Progress, io.StringIO]:
    stream = io.StringIO()
    return Progress("빌드", stream, terminal, lambda: 80, lambda: seconds[0]), stream


def test_reads_ninja_as_pip_prints_it() -> None:
    assert build_progress("  [12/193] /usr/bin/c++ -DGGML_SHARED -o a.o") == (12, 193)
    assert build_progress("\x1b[1m[193/193] Linking\x1b[0m") == (193, 193)


def test_reads_make() -> None:
    assert build_progress("[  7%] Building CXX object ggml.o") == (7, 100)
    assert build_progress("[100%] Built target llama") == (100, 100)


def test_other_lines_tell_nothing() -> None:
    for line in ("", "[12/", "[3/2] more than all", "[0/0]", "x [1/2]", "[1/9999999]", "[101%]"):
        assert build_progress(line) is None, line


@given(st.text())
def test_any_text_is_a_share_or_nothing(line: str) -> None:
    found = build_progress(line)
    assert found is None or 0 <= found[0] <= found[1]


@given(st.lists(st.one_of(st.text(), st.from_regex(r"\[\d{1,7}/\d{1,7}\] .*", fullmatch=True))))
def test_a_meter_stays_between_none_and_all(lines: list[str]) -> None:
    meter = BuildMeter(0, lambda total: None)
    progress, _ = bar(terminal=False, seconds=[0.0])
    before = 0.0
    for line in lines:
        share = meter.read(line)
        assert share is None or 0 <= share <= 1
        progress.update(share)
        assert progress.share >= before
        before = progress.share


def test_a_continued_build_counts_what_was_done_before() -> None:
    remembered: list[int] = []
    first = BuildMeter(0, remembered.append)
    assert first.read("[50/200] a.o") == 0.25
    second = BuildMeter(remembered[-1], remembered.append)
    assert second.read("[1/150] b.o") == 51 / 200
    assert second.read("[150/150] llama.so") == 1.0
    assert remembered == [200]


def test_a_build_within_the_build_counts_for_nothing() -> None:
    meter = BuildMeter(0, lambda total: None)
    assert meter.read("  [200/800] a.o") == 0.25
    assert meter.read("  [3/4] Linking a tool of the build") is None
    assert meter.read("  [400/800] b.o") == 0.5
    assert meter.read("  [401/900] what turned out to be needed") == 401 / 900


def test_ninjas_look_at_its_own_files_is_no_step() -> None:
    meter = BuildMeter(800, lambda total: None)
    assert meter.read("  [0/2] cmake -P VerifyGlobs.cmake") is None
    assert meter.read("  [0/1] Re-running CMake...") is None
    assert meter.read("  [1/200] a.o") == 601 / 800


def test_what_failed_is_kept() -> None:
    meter = BuildMeter(0, lambda total: None)
    for line in ("  FAILED: [code=1] ggml-vulkan.cpp.o", "  note: FAILED", "  CMake Error at x:1:"):
        meter.read(line)
    assert meter.failed == ["  FAILED: [code=1] ggml-vulkan.cpp.o", "  CMake Error at x:1:"]


def test_cmakes_error_is_told_by_who_asked() -> None:
    """The lines are as CMake writes them where Vulkan's headers are not found."""
    meter = BuildMeter(0, lambda total: None)
    for line in (
        "  CMake Warning at vendor/llama.cpp/ggml/src/ggml-cuda/CMakeLists.txt:3 (message):",
        "    vendor/llama.cpp/ggml/src/ggml-cuda/CMakeLists.txt:9 (include)",
        "  -- Looking for Vulkan",
        "  CMake Error at cmake/Modules/FindPackageHandleStandardArgs.cmake:290 (message):",
        "    Could NOT find Vulkan (missing: Vulkan_INCLUDE_DIR)",
        "  Call Stack (most recent call first):",
        "    cmake/Modules/FindVulkan.cmake:595 (find_package_handle_standard_args)",
        "    vendor/llama.cpp/ggml/src/ggml-vulkan/CMakeLists.txt:9 (find_package)",
        "  -- Configuring incomplete, errors occurred!",
        "    vendor/llama.cpp/ggml/src/ggml-cuda/CMakeLists.txt:9 (include)",
    ):
        meter.read(line)
    assert any("ggml-vulkan" in line for line in meter.failed)
    assert not any("ggml-cuda" in line for line in meter.failed)


def test_pip_counts_what_it_collects() -> None:
    meter = PipMeter(2)
    assert meter.read("Collecting numpy==2.4.6 (from -r lock-run.txt (line 1))") == 0.45
    assert meter.read("  Downloading numpy.whl (16 MB)") is None
    assert meter.read("Collecting rich==15.0.0") == 0.9
    assert meter.read("Collecting one more than was expected") == 0.9


def test_elsewhere_than_on_a_terminal_a_line_each_ten_percent() -> None:
    seconds = [0.0]
    progress, stream = bar(terminal=False, seconds=seconds)
    progress.start()
    for i in range(1, 194):
        seconds[0] = float(i)
        progress.update(i / 193)
    progress.finish()
    lines = stream.getvalue().splitlines()
    assert lines[0] == "빌드 …"
    assert lines[1] == "빌드 10 % (0:20)"
    assert lines[-1] == "빌드 100 % (3:13)"
    assert len(lines) == 11


def test_on_a_terminal_the_bar_stays_on_its_line() -> None:
    progress, stream = bar(terminal=True, seconds=[61.0])
    progress.start()
    progress.update(0.5)
    progress.finish()
    text = stream.getvalue()
    assert text.count("\n") == 1
    assert "빌드 [############------------]  50 % 0:00" in text


def test_hangul_takes_two_columns() -> None:
    assert fitted("나란히", 5) == "나란"
    assert fitted("abc", 5) == "abc"


def test_clock() -> None:
    assert (clock(0.9), clock(59), clock(3601)) == ("0:00", "0:59", "60:01")
