"""Verdicts: where the grades begin, and that more of anything good never hurts."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.fit.memory import DeviceMemory, DeviceRoom, MemoryEstimate
from app.core.fit.rooms import needs_of, with_gpu, with_more_memory
from app.core.fit.verdict import VERDICTS, Case, Disk, Verdict, error_bytes, judge

GIB = 2**30
BYTES = st.integers(0, 64 * GIB)


def host(free: int, *, alone: int | None = None, total: int = 16 * GIB) -> DeviceRoom:
    return DeviceRoom(
        name="CPU",
        kind="cpu",
        total_bytes=total,
        free_bytes=free,
        free_alone_bytes=free if alone is None else alone,
    )


def gpu(free: int, *, unified: bool = False) -> DeviceRoom:
    return DeviceRoom(
        name="CUDA0",
        kind="gpu",
        total_bytes=12 * GIB,
        free_bytes=free,
        free_alone_bytes=free,
        unified=unified,
    )


def case(needed: int, *rooms: DeviceRoom, gpu_needed: int = 0) -> Case:
    needs = {"CPU": needed, **({"CUDA0": gpu_needed} if gpu_needed else {})}
    return Case(needs=needs, rooms=rooms, memory_only=True)


@pytest.mark.parametrize(
    ("free", "verdict"),
    [
        (8 * GIB, "comfortable"),
        (4 * GIB + 2 * GIB, "comfortable"),
        (4 * GIB + 2 * GIB - 1, "fits"),
        (4 * GIB + error_bytes(4 * GIB, "header"), "fits"),
        (4 * GIB + error_bytes(4 * GIB, "header") - 1, "tight"),
        (4 * GIB, "tight"),
        (4 * GIB - 1, "no"),
        (0, "no"),
    ],
)
def test_where_the_grades_of_memory_begin(free: int, verdict: Verdict) -> None:
    judged = judge(case(4 * GIB, host(free)))
    assert judged.verdict == verdict
    assert judged.reason.kind == "memory"
    assert (judged.reason.needed_bytes, judged.reason.free_bytes) == (4 * GIB, free)


def test_what_idle_models_hold_still_fits() -> None:
    judged = judge(case(4 * GIB, host(GIB, alone=10 * GIB)))
    assert (judged.verdict, judged.reason.kind) == ("fits", "held_by_ours")
    assert judged.reason.free_bytes == 10 * GIB
    judged = judge(case(4 * GIB, host(GIB, alone=4 * GIB)))
    assert (judged.verdict, judged.reason.kind) == ("tight", "held_by_ours")
    judged = judge(case(4 * GIB, host(GIB, alone=3 * GIB)))
    assert (judged.verdict, judged.reason.kind) == ("no", "memory")
    assert judged.reason.free_bytes == 3 * GIB


def test_the_fullest_device_decides() -> None:
    judged = judge(case(GIB, host(8 * GIB), gpu(4 * GIB), gpu_needed=5 * GIB))
    assert (judged.verdict, judged.reason.device) == ("no", "CUDA0")
    judged = judge(case(9 * GIB, host(8 * GIB), gpu(11 * GIB), gpu_needed=5 * GIB))
    assert (judged.verdict, judged.reason.device) == ("no", "CPU")


def test_a_device_that_is_not_there() -> None:
    judged = judge(case(GIB, host(8 * GIB), gpu_needed=GIB))
    assert (judged.verdict, judged.reason.device) == ("no", "CUDA0")


@pytest.mark.parametrize(
    ("chars", "start", "verdict", "kind"),
    [
        (10.0, 5.0, "comfortable", "memory"),
        (9.9, 5.0, "fits", "slow"),
        (5.0, 5.0, "fits", "slow"),
        (4.9, 5.0, "tight", "slow"),
        (20.0, 5.1, "fits", "slow_start"),
        (20.0, 31.0, "tight", "slow_start"),
        (4.0, 31.0, "tight", "slow"),
    ],
)
def test_where_the_grades_of_speed_begin(
    chars: float, start: float, verdict: Verdict, kind: str
) -> None:
    asked = case(GIB, host(12 * GIB))
    judged = judge(msgspec.structs.replace(asked, chars_per_s=chars, first_token_s=start))
    assert (judged.verdict, judged.reason.kind) == (verdict, kind)


def test_what_was_never_measured_is_not_called_comfortable() -> None:
    asked = msgspec.structs.replace(case(GIB, host(12 * GIB)), memory_only=False)
    judged = judge(asked)
    assert (judged.verdict, judged.reason.kind) == ("fits", "unmeasured")


def test_a_context_that_the_model_was_not_trained_for() -> None:
    asked = case(GIB, host(12 * GIB))
    judged = judge(msgspec.structs.replace(asked, n_ctx=8192, n_ctx_train=4096))
    assert (judged.verdict, judged.reason.kind, judged.reason.n_ctx) == ("tight", "context", 4096)
    assert judge(msgspec.structs.replace(asked, n_ctx=4096, n_ctx_train=4096)).grade == 0
    assert judge(msgspec.structs.replace(asked, n_ctx=8192, n_ctx_train=0)).grade == 0


def test_a_disk_without_room() -> None:
    asked = case(GIB, host(12 * GIB))
    full = Disk(needed_bytes=2 * GIB, free_bytes=2 * GIB - 1)
    judged = judge(msgspec.structs.replace(asked, disk=full))
    assert (judged.verdict, judged.reason.kind) == ("no", "disk")
    little = Disk(needed_bytes=2 * GIB, free_bytes=2 * GIB)
    assert judge(msgspec.structs.replace(asked, disk=little)).verdict == "fits"


def test_what_llama_cpp_refuses_is_told_before_all() -> None:
    asked = case(20 * GIB, host(12 * GIB))
    judged = judge(msgspec.structs.replace(asked, refused=True))
    assert (judged.verdict, judged.reason.kind) == ("no", "cannot_run")


def test_unified_memory_is_taken_from_the_pc() -> None:
    estimate = MemoryEstimate(
        devices=(
            DeviceMemory(name="CPU", weights_bytes=GIB),
            DeviceMemory(name="CUDA0", weights_bytes=4 * GIB, kv_bytes=GIB),
        ),
        engine_bytes=GIB,
        basis="header",
    )
    own = (host(12 * GIB), gpu(12 * GIB))
    assert needs_of([estimate], own) == {"CPU": 2 * GIB, "CUDA0": 5 * GIB}
    shared = (host(12 * GIB), gpu(12 * GIB, unified=True))
    assert needs_of([estimate], shared) == {"CPU": 7 * GIB, "CUDA0": 5 * GIB}
    assert needs_of([estimate, estimate], own) == {"CPU": 4 * GIB, "CUDA0": 10 * GIB}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    alone = draw(BYTES)
    free = st.integers(0, alone)
    own = host(draw(free), alone=alone, total=draw(BYTES))
    speed = st.none() | st.floats(0.01, 1e4)
    return Case(
        needs={"CPU": draw(BYTES), "CUDA0": draw(BYTES)},
        rooms=(own, gpu(draw(BYTES), unified=draw(st.booleans()))),
        basis=draw(st.sampled_from(["catalogue", "header", "simulated", "loaded"])),
        chars_per_s=draw(speed),
        first_token_s=draw(speed),
        n_ctx=draw(st.integers(1, 2**20)),
        n_ctx_train=draw(st.integers(0, 2**20)),
        memory_only=draw(st.booleans()),
        disk=draw(st.none() | st.builds(Disk, needed_bytes=BYTES, free_bytes=BYTES)),
    )


@given(cases(), BYTES)
def test_more_memory_never_makes_it_worse(asked: Case, more: int) -> None:
    better = judge(msgspec.structs.replace(asked, rooms=with_more_memory(asked.rooms, more)))
    assert better.grade <= judge(asked).grade
    now = tuple(
        msgspec.structs.replace(room, free_bytes=min(room.free_bytes + more, room.free_alone_bytes))
        for room in asked.rooms
    )
    assert judge(msgspec.structs.replace(asked, rooms=now)).grade <= judge(asked).grade


@given(cases(), BYTES, st.sampled_from(["CPU", "CUDA0"]))
def test_needing_more_never_makes_it_better(asked: Case, more: int, device: str) -> None:
    needs = {**asked.needs, device: asked.needs[device] + more}
    assert judge(msgspec.structs.replace(asked, needs=needs)).grade >= judge(asked).grade


@given(cases(), st.floats(1.0, 100.0))
def test_faster_is_never_worse(asked: Case, times: float) -> None:
    faster = msgspec.structs.replace(
        asked,
        chars_per_s=None if asked.chars_per_s is None else asked.chars_per_s * times,
        first_token_s=None if asked.first_token_s is None else asked.first_token_s / times,
    )
    assert judge(faster).grade <= judge(asked).grade


@given(cases())
def test_every_verdict_has_its_reason(asked: Case) -> None:
    judged = judge(asked)
    assert judged.verdict in VERDICTS
    if judged.reason.kind in {"memory", "held_by_ours"}:
        assert judged.reason.device in asked.needs


def test_a_gpu_more_changes_nothing_of_what_is_there() -> None:
    rooms = with_gpu((host(8 * GIB),), 12 * GIB)
    assert rooms[0] == host(8 * GIB)
    assert rooms[1].free_bytes == 12 * GIB
