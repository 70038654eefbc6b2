"""A GPU that every machine with Mesa has: llvmpipe, which llama.cpp takes for ``Vulkan0``.

A test marked ``vulkan`` starts its workers with it, or is skipped where the engine has no Vulkan
or the system no driver; the end of the run says so. What a fixture of a wider scope starts takes
the environment from the fixture ``vulkan``.
"""

import os
from functools import cache

import pytest

from app.core.messages import Inspect, Inspected, LoadFailed
from app.core.run import EngineInfo
from tests.helpers.worker_client import WorkerClient

DEVICE = "Vulkan0"
ENVIRONMENT = {"GGML_VK_VISIBLE_DEVICES": "0", "GGML_VK_DISABLE_FUSION": "1"}
"""By itself llama.cpp passes over a device that the processor plays. With operations fused, a
prompt of several tokens makes Mesa 22.3 (Debian 12) crash; nothing else differs."""
NOT_TESTED = "OFFLOAD NOT TESTED"


def engine_info(env: dict[str, str] | None = None, timeout: float = 60.0) -> EngineInfo:
    """Return what a worker says of its engine; fails where it cannot say it."""
    with WorkerClient(env=env) as worker:
        worker.hello()
        worker.send(Inspect())
        answer, _ = worker.receive_until((Inspected, LoadFailed), timeout)
        assert isinstance(answer, Inspected), answer
        return answer.info


@cache
def why_not() -> str | None:
    """Return why there is no ``Vulkan0`` here; None where there is one."""
    info = engine_info(ENVIRONMENT)
    if any(device.name == DEVICE for device in info.devices):
        return None
    if "Vulkan" in info.backends or any(fault.name == "Vulkan" for fault in info.faults):
        return "no Vulkan driver is installed (Debian: mesa-vulkan-drivers)"
    return f"the engine has no Vulkan, only {', '.join(info.backends)}"


@pytest.fixture(scope="session")
def vulkan() -> dict[str, str]:
    """The environment of a worker that has ``Vulkan0``."""
    if problem := why_not():
        pytest.skip(f"{NOT_TESTED}: {problem}")
    return ENVIRONMENT


@pytest.fixture(autouse=True)
def vulkan_where_marked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every process that a test marked ``vulkan`` starts see ``Vulkan0``."""
    if request.node.get_closest_marker("vulkan"):
        for name, value in request.getfixturevalue("vulkan").items():
            monkeypatch.setenv(name, value)


def say_what_was_not_tested(terminal: pytest.TerminalReporter) -> None:
    """End a run with what could not be tested here, so that nobody takes it for tested."""
    skipped = [str(report.longrepr) for report in terminal.stats.get("skipped", [])]
    found = [reason for reason in skipped if NOT_TESTED in reason]
    if found:
        reason = found[0].partition(f"{NOT_TESTED}: ")[2].rstrip("')")
        line = f"{NOT_TESTED} ({len(found)} tests left out): {reason}{os.linesep}"
        terminal.write_sep("!", "no Vulkan here", red=True, bold=True)
        terminal.write_line(line.strip(), red=True, bold=True)
