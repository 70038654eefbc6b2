"""What is tried after what when memory does not suffice, as a person would read it."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.run import LoadSettings
from app.worker.load_ladder import LEAST_BATCH, LEAST_CONTEXT, Short, Try, most_layers, next_try

FIRST = Try(n_gpu_layers=24, n_batch=512, n_ctx=4096, uses_gpu=True)


def climb(first: Try, settings: LoadSettings, short: Short = "gpu") -> list[Try]:
    """Fail at every try, until nothing is left."""
    tries = [first]
    while (following := next_try(tries, settings, short)) is not None:
        tries.append(following)
        # Halving batch and context of any size, on the GPU and again on the CPU, takes fewer.
        assert len(tries) < 100, "an endless ladder"
    return tries


def rungs(tries: list[Try]) -> list[str]:
    """The rungs, each once."""
    return list(dict.fromkeys(each.rung for each in tries))


def test_down_the_whole_ladder():
    tries = climb(FIRST, LoadSettings(may_shrink_context=True))
    assert rungs(tries) == [
        "as_asked", "fewer_layers", "smaller_batch", "smaller_context", "cpu",
    ]  # fmt: skip
    layers = [each.n_gpu_layers for each in tries if each.rung in ("as_asked", "fewer_layers")]
    assert layers == [24, 18, 14, 11, 9, 7]


def test_the_context_is_only_shrunk_where_that_was_allowed():
    assert "smaller_context" not in rungs(climb(FIRST, LoadSettings()))
    assert all(each.n_ctx == 4096 for each in climb(FIRST, LoadSettings()))


def test_the_cpu_gets_back_the_batch_and_the_context_that_were_asked_for():
    tries = climb(FIRST, LoadSettings(may_shrink_context=True))
    first = next(each for each in tries if each.rung == "cpu")
    assert (first.n_gpu_layers, first.n_batch, first.n_ctx) == (0, 512, 4096)
    assert not first.uses_gpu


def test_a_fixed_number_of_layers_is_never_changed():
    tries = climb(FIRST, LoadSettings(n_gpu_layers=24))
    assert {each.n_gpu_layers for each in tries} == {24}
    assert rungs(tries) == ["as_asked", "smaller_batch"]


def test_a_gpu_that_was_named_is_never_left():
    tries = climb(FIRST, LoadSettings(devices=("CUDA0",), may_shrink_context=True))
    assert all(each.uses_gpu and each.n_gpu_layers for each in tries)


def test_where_the_main_memory_is_short_fewer_layers_on_the_gpu_would_be_worse():
    tries = climb(FIRST, LoadSettings(), "host")
    assert rungs(tries) == ["as_asked", "smaller_batch"]


def test_without_a_gpu_only_batch_and_context_are_left():
    first = Try(n_gpu_layers=0, n_batch=512, n_ctx=4096, uses_gpu=False)
    tries = climb(first, LoadSettings(devices=(), may_shrink_context=True))
    assert rungs(tries) == ["as_asked", "smaller_batch", "smaller_context"]


@given(
    layers=st.integers(0, 200),
    batch=st.integers(1, 20_000),
    ctx=st.integers(1, 2**31 - 1),
    gpu=st.booleans(),
    devices=st.sampled_from([None, (), ("Vulkan0",)]),
    fixed=st.integers(-1, 50),
    shrink=st.booleans(),
    short=st.sampled_from(["gpu", "host", "unknown"]),
)
def test_every_ladder_ends_and_only_ever_goes_down(
    layers: int,
    batch: int,
    ctx: int,
    gpu: bool,
    devices: tuple[str, ...] | None,
    fixed: int,
    shrink: bool,
    short: Short,
):
    settings = LoadSettings(devices=devices, n_gpu_layers=fixed, may_shrink_context=shrink)
    first = Try(n_gpu_layers=layers, n_batch=batch, n_ctx=ctx, uses_gpu=gpu)
    tries = climb(first, settings, short)
    for before, after in itertools.pairwise(tries):
        assert after != before
        assert after.n_gpu_layers <= before.n_gpu_layers
        if after.rung != "cpu":
            assert after.n_batch >= min(LEAST_BATCH, batch)
            assert after.n_ctx >= min(LEAST_CONTEXT, ctx)


@given(n=st.integers(0, 300), most=st.integers(0, 300))
def test_the_most_layers_that_fit_are_found_in_few_questions(n: int, most: int):
    asked: list[int] = []

    def fits(layers: int) -> bool:
        asked.append(layers)
        return layers <= most

    assert most_layers(n, fits) == min(n, most)
    assert len(asked) <= 10


@pytest.mark.parametrize("n", [0, 1, 25])
def test_where_nothing_fits_no_layer_is_offloaded(n: int):
    assert most_layers(n, lambda _: False) == 0
