"""Plans, the one change that would help, and races: on PCs made of plain numbers."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.fit.advice import Advice, Other, Question, advise
from app.core.fit.backend import BackendChoice, Candidate, shape_class
from app.core.fit.joint import Pane, fit_together
from app.core.fit.planning import Pc, Subject, plan
from app.core.fit.rooms import with_more_memory
from app.core.fit.verdict import Disk
from app.core.run import LoadSettings
from tests.helpers.fit_facts import GIB, calibration, pc, room, speed, subject

ANY = LoadSettings()


def asked(
    what: Subject, here: Pc, load: LoadSettings = ANY, n_panes: int = 1, **more: object
) -> tuple[Question, Advice | None]:
    fit = plan(what, load, here, n_panes)
    question = Question(subject=what, load=load, pc=here, fit=fit, n_panes=n_panes)
    question = msgspec.structs.replace(question, **more)
    return question, advise(question)


def test_a_small_model_is_comfortable() -> None:
    fit = plan(subject(1.2), LoadSettings(), pc(room(12)))
    assert fit.judgement.verdict == "comfortable"
    assert fit.placement.n_ctx == 4096
    assert fit.speed is not None
    assert fit.outlook.chars_per_s is not None
    assert fit.outlook.chars_per_s.estimate == pytest.approx(1.5 * fit.speed.decode_empty.estimate)
    assert asked(subject(1.2), pc(room(12)))[1] is None


def test_nobody_gets_more_context_than_the_model_has() -> None:
    fit = plan(subject(1.2, context=2048), LoadSettings(), pc(room(12)))
    assert fit.placement.n_ctx == 2048


def test_the_faster_way_that_fits_is_taken() -> None:
    cpu, gpu = room(12), room(11, name="CUDA0", total=12)
    fast = plan(subject(8), LoadSettings(), pc(cpu, gpu))
    assert fast.placement.gpus == ("CUDA0",)
    assert fast.placement.n_gpu_layers == fast.n_layers + 1
    slow = plan(subject(8), LoadSettings(devices=()), pc(cpu, gpu))
    assert slow.placement.gpus == ()
    assert slow.speed is not None
    assert fast.speed is not None
    assert slow.speed.decode_empty.estimate < fast.speed.decode_empty.estimate
    played = msgspec.structs.replace(pc(cpu, gpu), software=frozenset({"CUDA0"}))
    assert plan(subject(8), LoadSettings(), played).placement.gpus == ()
    told = LoadSettings(devices=("CUDA0",))
    assert plan(subject(8), told, played).placement.gpus == ("CUDA0",)


def test_what_was_measured_goes_before_what_is_estimated() -> None:
    one = subject(8)
    here = pc(room(12), room(11, name="CUDA0", total=12))
    choice = BackendChoice(shape_class=shape_class(one.shape), chosen=Candidate(n_layers=33))
    measured = msgspec.structs.replace(here, choices=(choice,))
    assert plan(one, LoadSettings(), measured).placement.gpus == ()
    # Neither what somebody asks for, nor other models, nor a card that is not there yet.
    assert plan(one, LoadSettings(devices=("CUDA0",)), measured).placement.gpus == ("CUDA0",)
    assert plan(subject(1.2), LoadSettings(), measured).placement.gpus == ("CUDA0",)
    faster = msgspec.structs.replace(choice, chosen=Candidate(devices=("CUDA0",), n_layers=33))
    slow_card = msgspec.structs.replace(
        pc(room(12), room(11, name="CUDA0", total=12), gb_per_s=1000.0),
        choices=(faster,),
        calibration=calibration(speed(gb_per_s=50.0), speed("CUDA0", 10.0, "gpu")),
    )
    assert plan(one, LoadSettings(), slow_card).placement.gpus == ("CUDA0",)


def test_part_of_a_model_goes_where_there_is_room() -> None:
    fit = plan(subject(8), LoadSettings(), pc(room(12), room(3, name="CUDA0", total=4)))
    assert 0 < fit.placement.n_gpu_layers < fit.n_layers
    cpu, gpu = fit.memory.devices
    assert cpu.weights_bytes > 0
    assert gpu.total_bytes < 3 * GIB


def test_a_shorter_context_is_advised_first() -> None:
    long = LoadSettings(n_ctx=65_536)
    question, advice = asked(subject(8), pc(room(8), gb_per_s=200), long)
    assert question.fit.judgement.verdict == "no"
    assert advice is not None
    assert advice.kind == "smaller_context"
    assert advice.n_ctx is not None
    shorter = plan(question.subject, LoadSettings(n_ctx=advice.n_ctx), question.pc)
    assert shorter.judgement.verdict == advice.verdict
    longer = plan(question.subject, LoadSettings(n_ctx=2 * advice.n_ctx), question.pc)
    assert longer.judgement.grade > shorter.judgement.grade


def test_beyond_what_the_model_was_trained_for() -> None:
    what = subject(1.2, context=8192)
    question, advice = asked(what, pc(room(12)), LoadSettings(n_ctx=16_384))
    assert question.fit.judgement.reason.kind == "context"
    assert advice == Advice(kind="smaller_context", verdict="comfortable", n_ctx=8192)


def test_panes_that_do_not_fit_are_run_one_at_a_time() -> None:
    question, advice = asked(subject(8), pc(room(9), gb_per_s=200), n_panes=3)
    assert question.fit.judgement.verdict == "no"
    assert advice is not None
    assert advice.kind == "one_at_a_time"


def test_a_smaller_quantisation_where_the_context_is_short_already() -> None:
    smaller = (
        Other(model="m:Q6_K", subject=subject(8, "Q6_K")),
        Other(model="m:Q4_K_M", subject=subject(8)),
    )
    short = LoadSettings(n_ctx=2048, cache_type="q8_0")
    here = pc(room(6.5), gb_per_s=200)
    _, advice = asked(subject(8, "Q8_0"), here, short, smaller=smaller)
    assert advice is not None
    assert (advice.kind, advice.model) == ("smaller_quantisation", "m:Q4_K_M")


def test_programs_are_closed_before_memory_is_bought() -> None:
    short = LoadSettings(n_ctx=2048, cache_type="q8_0")
    _, advice = asked(subject(8), pc(room(4, total=16), gb_per_s=200), short)
    assert advice is not None
    assert advice.kind == "close_programs"
    assert advice.n_bytes is not None
    _, advice = asked(subject(8), pc(room(4, total=5), gb_per_s=200), short)
    assert advice is not None
    assert advice.kind == "more_memory"
    assert advice.n_bytes is not None
    assert advice.n_bytes % GIB == 0


def test_fewer_layers_where_somebody_asked_for_too_many() -> None:
    here = pc(room(12), room(3, name="CUDA0", total=4), gb_per_s=60)
    every = LoadSettings(n_ctx=2048, cache_type="q8_0", n_gpu_layers=999)
    question, advice = asked(subject(8), here, every)
    assert question.fit.judgement.reason.device == "CUDA0"
    assert advice is not None
    assert advice.kind == "fewer_gpu_layers"


def test_a_slow_model_has_a_smaller_one_beside_it() -> None:
    others = (Other(model="big", subject=subject(6)), Other(model="small", subject=subject(1.2)))
    question, advice = asked(subject(8), pc(room(12), gb_per_s=10), others=others)
    assert question.fit.judgement.reason.kind == "slow"
    assert advice is not None
    assert (advice.kind, advice.model) == ("other_model", "small")


def test_a_refused_model_is_told_nothing_but_another_one() -> None:
    refused = msgspec.structs.replace(subject(8), refused=True)
    question, advice = asked(refused, pc(room(12)))
    assert question.fit.judgement.reason.kind == "cannot_run"
    assert question.fit.speed is None
    assert advice is None
    others = (Other(model="near", subject=subject(1.2)),)
    _, advice = asked(refused, pc(room(12)), others=others)
    assert advice is not None
    assert (advice.kind, advice.model) == ("other_model", "near")


def test_what_our_own_models_hold() -> None:
    question, advice = asked(subject(8), pc(room(2, alone=12), gb_per_s=200))
    assert question.fit.judgement.reason.kind == "held_by_ours"
    assert question.fit.judgement.verdict == "fits"
    assert advice == Advice(kind="unload_ours", verdict="comfortable")


def test_a_full_disk() -> None:
    full = msgspec.structs.replace(
        subject(1.2), disk=Disk(needed_bytes=3 * GIB, free_bytes=2 * GIB)
    )
    _, advice = asked(full, pc(room(12)))
    assert advice is not None
    assert (advice.kind, advice.n_bytes) == ("free_disk", GIB)


def test_what_is_not_measured_is_not_told() -> None:
    unmeasured = msgspec.structs.replace(pc(room(12)), calibration=None)
    fit = plan(subject(1.2), LoadSettings(), unmeasured)
    assert fit.speed is None
    assert fit.outlook.first_token_s is None
    assert fit.judgement.reason.kind == "unmeasured"


PANES = [Pane(subject=subject(size), load=LoadSettings()) for size in (8.0, 7.0)]


def test_a_race_that_fits_and_one_that_does_not() -> None:
    roomy = fit_together(PANES, pc(room(14)))
    assert roomy.fits
    assert roomy.fair_fits
    short = fit_together(PANES, pc(room(8)))
    assert not short.fits
    assert short.fair_fits
    assert short.together.reason.needed_bytes > 8 * GIB
    hopeless = fit_together(PANES, pc(room(4)))
    assert not hopeless.fair_fits


def test_a_race_counts_its_own_loaded_panes_as_free() -> None:
    assert fit_together(PANES, pc(room(1, alone=14))).fits


def test_the_second_pane_of_a_race_gets_what_the_first_leaves() -> None:
    here = pc(room(14), room(6.5, name="CUDA0", total=8))
    first, second = fit_together(PANES, here).panes
    assert first.placement.n_gpu_layers == first.n_layers + 1
    assert second.placement.n_gpu_layers < second.n_layers


SIZES = st.sampled_from([0.6, 1.2, 8.0, 32.0])
CONTEXTS = st.sampled_from([512, 2048, 4096, 8192, 32_768, 131_072])


@settings(deadline=None, max_examples=60)
@given(SIZES, CONTEXTS, CONTEXTS, st.floats(1, 40), st.floats(0, 24), st.integers(1, 4))
def test_a_longer_context_is_never_better(
    size: float, one: int, other: int, free: float, gpu: float, n_panes: int
) -> None:
    here = pc(room(free, total=48), room(gpu, name="CUDA0", total=24))
    short, long = sorted((one, other))
    fits = [
        plan(subject(size), LoadSettings(n_ctx=n_ctx), here, n_panes) for n_ctx in (short, long)
    ]
    assert fits[0].judgement.grade <= fits[1].judgement.grade
    assert fits[0].memory.total_bytes <= fits[1].memory.total_bytes


@settings(deadline=None, max_examples=60)
@given(SIZES, CONTEXTS, st.floats(1, 40), st.floats(0, 24), st.integers(1, 4))
def test_more_memory_never_hurts(
    size: float, n_ctx: int, free: float, gpu: float, n_panes: int
) -> None:
    here = pc(room(free, total=48), room(gpu, name="CUDA0", total=24))
    more = msgspec.structs.replace(here, rooms=with_more_memory(here.rooms, 4 * GIB))
    load = LoadSettings(n_ctx=n_ctx)
    now, then = (plan(subject(size), load, each, n_panes).judgement for each in (here, more))
    assert then.grade <= now.grade


@settings(deadline=None, max_examples=40)
@given(SIZES, CONTEXTS, st.floats(0.5, 40), st.integers(1, 3))
def test_advice_keeps_its_word(size: float, n_ctx: int, free: float, n_panes: int) -> None:
    here = pc(room(free, total=48), gb_per_s=100)
    question, advice = asked(subject(size), here, LoadSettings(n_ctx=n_ctx), n_panes)
    if advice is not None and advice.kind == "smaller_context":
        again = question.again(LoadSettings(n_ctx=advice.n_ctx))
        assert again.judgement.verdict == advice.verdict
        assert again.judgement.grade < question.fit.judgement.grade
