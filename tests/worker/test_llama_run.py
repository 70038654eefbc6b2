"""Runs of real models through a real worker process."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.messages import Inspect, Inspected, PrefillProgress, PromptReady, Tokens
from app.core.run import ChatMessage, LoadSettings, Sampling
from tests.helpers import chat_templates
from tests.helpers.gguf_maker import EXAONE4, LLAMA, QWEN3, SOLAR_OPEN, make_scripted, make_speaker
from tests.helpers.gguf_vocabulary import CONTROL
from tests.helpers.worker_client import WorkerClient
from tests.worker.conftest import SETTINGS

CAPITAL = "한국의 수도는 어디인가요?"
HOT = Sampling(temperature=1.5, top_k=0, top_p=1.0, min_p=0.0, seed=7)


@pytest.fixture(scope="module")
def worker() -> Iterator[WorkerClient]:
    """One worker for the whole file: each load takes the place of the last."""
    with WorkerClient() as client:
        client.hello()
        yield client


@pytest.fixture(scope="module")
def speaker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that speaks valid text and never ends."""
    return make_speaker(tmp_path_factory.mktemp("gguf") / "speaker.gguf", broken=False)


def test_greedy_output_is_the_same_every_time(starter: WorkerClient):
    first, second = starter.run(CAPITAL), starter.run(CAPITAL)
    assert "서울" in first.text
    assert first.text == second.text
    assert first.done.stop_reason == second.done.stop_reason == "end_token"
    assert first.done.n_output == len(first.stamps)


def test_a_repeated_prompt_is_evaluated_in_full(starter: WorkerClient):
    for _ in range(3):
        done = starter.run(CAPITAL).done
        assert done.n_prompt_evaluated == done.n_prompt > 1


def test_a_seed_repeats_its_text_and_another_seed_another(starter: WorkerClient):
    texts = [
        starter.run("시를 한 편 써 주세요.", sampling=sampling, max_tokens=40).text
        for sampling in (HOT, HOT, Sampling(temperature=1.5, top_k=0, top_p=1.0, min_p=0.0, seed=8))
    ]
    assert texts[0] == texts[1] != texts[2]


@pytest.mark.parametrize("seed", [-1, 0xFFFFFFFF, 2**40])
def test_no_seed_means_another_text_every_time(starter: WorkerClient, seed: int):
    sampling = Sampling(temperature=1.5, top_k=0, top_p=1.0, min_p=0.0, seed=seed)
    first, second = (starter.run(CAPITAL, sampling=sampling, max_tokens=30).text for _ in range(2))
    assert first == second


def test_penalties_change_a_greedy_answer(starter: WorkerClient):
    heavy = Sampling(repeat_penalty=8.0, repeat_last_n=-1, presence_penalty=2.0)
    assert starter.run(CAPITAL, sampling=heavy).text != starter.run(CAPITAL).text


def test_neutral_penalties_give_the_greedy_answer(starter: WorkerClient):
    """The chain and the short way to the likeliest token choose the same."""
    chain = Sampling(frequency_penalty=1e-9)
    assert starter.run(CAPITAL, sampling=chain).text == starter.run(CAPITAL).text


def test_the_reason_of_each_end_is_kept(starter: WorkerClient):
    assert starter.run(CAPITAL).done.stop_reason == "end_token"
    capped = starter.run(CAPITAL, max_tokens=2)
    assert (capped.done.stop_reason, capped.done.n_output) == ("max_tokens", 2)
    cut = starter.run(CAPITAL, stop=("서울",))
    assert cut.done.stop_reason == "stop_string"
    assert "서울" not in cut.text
    assert cut.text == starter.run(CAPITAL).text.partition("서울")[0]
    full = starter.run(CAPITAL, max_tokens=10_000, ignore_end=True)
    assert full.done.stop_reason == "context_full"
    assert full.done.n_prompt + full.done.n_output == 512 + 1


def test_a_stop_token_id_ends_the_run(worker: WorkerClient, tmp_path: Path):
    pieces = ["one ", "two ", "three "]
    worker.load(make_scripted(tmp_path / "m.gguf", pieces), SETTINGS)
    assert worker.run("x").text == "one two three "
    # Of the vocabulary's tokens the pieces are the last, in order.
    n_vocab = worker.load(tmp_path / "m.gguf", SETTINGS).n_vocab
    result = worker.run("x", stop_token_ids=(n_vocab - 1,))
    assert (result.done.stop_reason, result.text) == ("stop_token", "one two ")


def test_a_stop_string_that_spells_a_control_token_is_that_token(
    worker: WorkerClient, tmp_path: Path
):
    family = dataclasses.replace(LLAMA, specials=LLAMA.specials | {"<|stop|>": CONTROL})
    worker.load(make_scripted(tmp_path / "m.gguf", ["one", "<|stop|>", "two"], family), SETTINGS)
    assert worker.run("x").text == "onetwo"
    result = worker.run("x", stop=("<|nobody|>", "<|stop|>"))
    assert (result.done.stop_reason, result.text) == ("stop_token", "one")


@pytest.mark.parametrize(
    ("template", "merged"), [(chat_templates.NO_SYSTEM, True), (chat_templates.CHATML, False)]
)
def test_a_system_text_that_the_template_has_no_turn_for_is_told(
    worker: WorkerClient, tmp_path: Path, template: str, merged: bool
):
    worker.load(make_scripted(tmp_path / "m.gguf", ["네"], LLAMA, template=template), SETTINGS)
    question = ChatMessage(role="user", content="q")
    for turns, told in (
        ((ChatMessage(role="system", content="짧게"), question), merged),
        ((question,), False),
    ):
        ready = worker.run(turns).messages[0]
        assert isinstance(ready, PromptReady)
        assert ready.system_merged is told


def test_a_stop_string_over_token_borders(worker: WorkerClient, tmp_path: Path):
    worker.load(make_scripted(tmp_path / "m.gguf", ["a #", "#", "# b", " c"]), SETTINGS)
    result = worker.run("x", stop=("###",))
    assert (result.done.stop_reason, result.text) == ("stop_string", "a ")


def test_a_syllable_cut_into_bytes_comes_whole(worker: WorkerClient, tmp_path: Path):
    first, second, third = (bytes([byte]) for byte in "한".encode())
    worker.load(make_scripted(tmp_path / "m.gguf", [first, second, third, "글"]), SETTINGS)
    result = worker.run("x")
    assert [event.text for event in result.events] == ["", "", "한", "글"]


def test_broken_bytes_become_one_replacement_each(worker: WorkerClient, tmp_path: Path):
    worker.load(make_scripted(tmp_path / "m.gguf", ["a", b"\xff", "b", b"\xed"]), SETTINGS)
    result = worker.run("x")
    assert result.text == "a\ufffdb\ufffd"
    assert result.done.n_output == 4
    assert not result.events[-1].is_token


@pytest.mark.parametrize("family", [QWEN3, EXAONE4], ids=lambda f: f.architecture)
def test_thinking_is_split_off_by_token_ids(worker: WorkerClient, tmp_path: Path, family):
    pieces = ["<think>", "음, ", "그래", "</think>", "\n\n", "답 ", "<think", "> 끝"]
    worker.load(make_scripted(tmp_path / "m.gguf", pieces, family), SETTINGS)
    result = worker.run("x")
    assert result.thinking == "음, 그래"
    assert result.text == "답 <think> 끝"
    assert result.done.n_thinking == 4
    answer = next(event for event in result.events if event.text == "답 ")
    assert result.done.answer_started_ns == answer.ns


def test_thinking_opened_inside_the_prompt(worker: WorkerClient, tmp_path: Path):
    pieces = ["음", "</think>", "  ", "답"]
    worker.load(make_scripted(tmp_path / "m.gguf", pieces, EXAONE4), SETTINGS)
    assert worker.run("x", think="on").thinking == "음"
    assert worker.run("x", think="on").text == "답"
    assert worker.run("x", think="off").thinking == ""


def test_thinking_with_a_turn_header_before_the_answer(worker: WorkerClient, tmp_path: Path):
    pieces = ["<|think|>", "음", "<|end|>", "<|begin|>", "역할", "<|content|>", "답"]
    # By these two llama.cpp knows the family, whose <|end|> does not end the turn.
    specials = SOLAR_OPEN.specials | {"<|calls|>": CONTROL}
    assert "<|flush|>" in specials
    family = dataclasses.replace(SOLAR_OPEN, specials=specials)
    worker.load(make_scripted(tmp_path / "m.gguf", pieces, family), SETTINGS)
    result = worker.run("x")
    assert (result.thinking, result.text) == ("음", "답")


def test_a_cancel_while_decoding_keeps_what_was_said(worker: WorkerClient, speaker: Path):
    worker.load(speaker, SETTINGS)
    run_id = worker.ask("x", max_tokens=1_000_000)
    worker.receive_until(Tokens)
    worker.cancel(run_id)
    done = worker.result().done
    assert done.cancelled
    assert done.stop_reason is None
    assert done.n_output > 0
    assert not worker.run("x", max_tokens=3).done.cancelled, "the next run is another one"


def test_a_cancel_in_prefill_stops_between_slices(worker: WorkerClient, speaker: Path):
    worker.load(speaker, LoadSettings(n_threads=1, n_batch=32, n_ctx=16384))
    run_id = worker.ask("x" * 15000)
    worker.receive_until(PrefillProgress)
    worker.cancel(run_id)
    result = worker.result(60)
    assert result.done.cancelled
    assert result.done.prefill_done_ns is None
    assert 0 < result.done.n_prompt_evaluated < result.done.n_prompt
    assert not result.events


def test_prefill_goes_in_slices_and_tells_so(worker: WorkerClient, speaker: Path):
    worker.load(speaker, LoadSettings(n_threads=1, n_batch=64))
    result = worker.run("x" * 200, max_tokens=1)
    n_done = [m.n_done for m in result.messages if isinstance(m, PrefillProgress)]
    assert n_done == [*range(64, result.done.n_prompt, 64), result.done.n_prompt]
    ready = result.messages[0]
    assert isinstance(ready, PromptReady)
    assert ready.n_prompt == result.done.n_prompt == result.done.n_prompt_evaluated


def test_a_prompt_longer_than_the_context_is_refused(starter: WorkerClient):
    problem = starter.run("가" * 1000).failed.problem
    assert problem.kind == "prompt_too_long"
    assert problem.params["n_ctx"] == problem.params["n_ctx_train"] == 512
    assert int(problem.params["n_prompt"]) > 512


HARD_TEXTS = {
    "1 MB": "가나다 라마바 " * 50_000,
    "1 MB of one letter": "a" * 1_000_000,
    "NFD": "한국의 수도는 어디인가요?" * 2,
    "emoji": "👩‍👩‍👧‍👦🇰🇷😀" * 5,
    "control characters": "".join(map(chr, range(32))) + "\x7f\u202e\ufeff",
    "noncharacters": "\ufdd0\ufffe\uffff",
    "template code": "{{ 7 * 7 }}{% for x in y %}",
}


@pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS.keys())
def test_any_text_is_answered_or_refused_with_reason(starter: WorkerClient, text: str):
    starter.ask(text, max_tokens=5)
    end = starter.result(60)
    if len(text) > 1000:
        assert end.failed.problem.kind == "prompt_too_long"
    else:
        assert end.done.n_output > 0


def test_the_report_says_what_was_loaded(worker: WorkerClient, resources: Path):
    path = resources / "models" / "starter-m.Q8_0.gguf"
    report = worker.load(path, LoadSettings(n_threads=1, n_ctx=256, cache_type="q8_0"))
    assert (report.architecture, report.quantisation) == ("exaone4", "Q8_0")
    assert (report.n_ctx, report.n_threads) == (256, 1)
    assert report.n_params > 1_000_000
    assert report.n_layers > 0
    assert report.file_bytes == path.stat().st_size
    assert report.load_ms > 0
    assert report.memory.weights_bytes
    assert report.memory.kv_bytes
    assert report.memory.compute_bytes
    assert report.backend == "CPU" or report.gpu_layers > 0
    assert any(device.kind == "cpu" and device.total_bytes > 0 for device in report.devices)
    assert report.engine.startswith("llama-cpp-python ")
    assert report.cpu_features


@pytest.mark.parametrize("cache_type", ["f16", "q8_0", "q4_0"])
def test_every_cache_type_runs(worker: WorkerClient, resources: Path, cache_type):
    path = resources / "models" / "starter-s.Q8_0.gguf"
    settings = LoadSettings(n_threads=1, cache_type=cache_type, use_mmap=cache_type == "f16")
    worker.load(path, settings)
    assert "서울" in worker.run(CAPITAL).text


def test_threads_of_one_run_alone(starter: WorkerClient):
    two, one = (starter.run(CAPITAL, n_threads=n, max_tokens=3).text for n in (2, None))
    assert two == one


def test_without_a_template_a_plain_format_is_used_and_said(worker: WorkerClient, tmp_path: Path):
    path = make_scripted(tmp_path / "m.gguf", ["네.", "\nUser:", "?"], LLAMA, template="")
    assert not worker.load(path, SETTINGS).has_chat_template
    turns = (
        ChatMessage(role="system", content="s"),
        ChatMessage(role="user", content="q"),
    )
    result = worker.run(turns)
    assert (result.text, result.done.stop_reason) == ("네.", "stop_string")


def test_inspecting_needs_no_model(worker: WorkerClient):
    worker.send(Inspect())
    info = worker.receive()
    assert isinstance(info, Inspected)
    assert "llama-cpp-python" in info.info.engine
    assert any(device.kind == "cpu" for device in info.info.devices)
    assert Path(info.info.library_folder).is_dir()


def test_a_model_path_in_hangul(worker: WorkerClient, tmp_path: Path):
    folder = tmp_path / "나의 모델 폴더"
    folder.mkdir()
    path = make_scripted(folder / "모델 1.gguf", ["네"])
    assert worker.load(path, SETTINGS).name == "tiny"
    assert worker.run("x").text == "네"


def test_absurd_settings_are_bounded_and_told(worker: WorkerClient, tmp_path: Path):
    path = make_scripted(tmp_path / "m.gguf", ["네"])
    settings = LoadSettings(n_ctx=1, n_batch=0, n_threads=-3, n_gpu_layers=-7)
    report = worker.load(path, settings)
    assert report.n_ctx >= report.n_batch >= 3
    assert report.n_threads == 1
    worker.load(path, SETTINGS)
    absurd = Sampling(
        temperature=0.5,
        top_k=-5,
        top_p=7.0,
        min_p=-1.0,
        repeat_penalty=-2.0,
        repeat_last_n=2**31,
        seed=-(2**40),
    )
    assert worker.run("x", sampling=absurd, n_threads=10**6).text == "네"
