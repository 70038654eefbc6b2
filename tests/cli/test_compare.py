"""``compare`` with real workers and the starter models."""

import unicodedata
from pathlib import Path

import pytest

from tests.cli.terminal import QUESTION, STARTERS, Ran, run

RUN_KEYS = {
    *("model", "file", "state", "error", "round", "label", "text", "thinking", "stop_reason"),
    *("n_prompt", "n_prompt_evaluated", "n_output", "ttft_ms", "model_ttft_ms"),
    *("first_answer_ms", "prefill_tps", "decode_tps", "chars_per_s", "total_ms", "backend"),
    *("gpu_layers", "memory", "stamps_ns"),
}


@pytest.fixture(scope="module")
def three_rounds(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """One comparison that several tests look at."""
    data = tmp_path_factory.mktemp("compare") / "data"
    return run("compare", *STARTERS, "-p", QUESTION, "--rounds", "3", "--json", data=data)


def test_document_has_its_keys(three_rounds: Ran) -> None:
    document = three_rounds.document
    assert three_rounds.status == 0
    assert document["mode"] == "fair"
    assert document["prompt"] == QUESTION
    assert document["verdict"]["figure"] == "decode_tps"
    assert {run["model"] for run in document["runs"]} == {"starter-s", "starter-m"}
    for one in document["runs"]:
        assert one.keys() >= RUN_KEYS
        assert one["state"] == "finished"
        assert one["error"] is None
        assert one["label"] == "isolated"
        assert one["backend"] == "CPU"
        assert one["gpu_layers"] == 0
        assert one["memory"].keys() >= {"weights_bytes", "kv_bytes", "compute_bytes"}
        assert one["memory"]["weights_bytes"] > 1_000_000
        assert Path(one["file"]).is_file()


def test_the_models_answer(three_rounds: Ran) -> None:
    for one in three_rounds.document["runs"]:
        assert "서울" in one["text"]
        assert one["stop_reason"] in {"end_token", "stop_token"}


def test_each_round_rotates_the_order(three_rounds: Ran) -> None:
    turns = [(one["round"], one["model"]) for one in three_rounds.document["runs"]]
    assert turns == [
        *((1, "starter-s"), (1, "starter-m")),
        *((2, "starter-m"), (2, "starter-s")),
        *((3, "starter-s"), (3, "starter-m")),
    ]


def test_figures_follow_from_the_stamps(three_rounds: Ran) -> None:
    for one in three_rounds.document["runs"]:
        stamps, tokens = one["stamps_ns"], one["stamps_ns"]["tokens"]
        assert tokens == sorted(tokens)
        assert stamps["submitted"] <= stamps["prompt_ready"] <= stamps["prefill_done"] <= tokens[0]
        assert tokens[-1] <= stamps["ended"]
        assert one["n_prompt_evaluated"] == one["n_prompt"] > 0
        assert one["ttft_ms"] == pytest.approx((tokens[0] - stamps["submitted"]) / 1e6)
        assert one["model_ttft_ms"] == pytest.approx((tokens[0] - stamps["prompt_ready"]) / 1e6)
        assert one["first_answer_ms"] == pytest.approx(
            (stamps["answer_started"] - stamps["submitted"]) / 1e6
        )
        assert one["total_ms"] == pytest.approx((stamps["ended"] - stamps["submitted"]) / 1e6)
        assert one["decode_tps"] == pytest.approx(
            (len(tokens) - 1) * 1e9 / (tokens[-1] - tokens[0])
        )
        assert one["prefill_tps"] == pytest.approx(
            one["n_prompt"] * 1e9 / (stamps["prefill_done"] - stamps["prompt_ready"])
        )
        seconds = (stamps["ended"] - stamps["answer_started"]) / 1e9
        assert one["chars_per_s"] == pytest.approx(visible(one["text"]) / seconds)


def test_greedy_answers_repeat(three_rounds: Ran) -> None:
    texts: dict[str, set[str]] = {}
    for one in three_rounds.document["runs"]:
        texts.setdefault(one["model"], set()).add(one["text"])
    assert all(len(of_one) == 1 for of_one in texts.values())


def test_three_rounds_decide_nothing(three_rounds: Ran) -> None:
    pair = three_rounds.document["verdict"]["pairs"][0]
    assert pair["verdict"] == "too_few_rounds"
    assert pair["n"] == 3
    assert pair["low"] <= pair["ratio"] <= pair["high"]


def test_stderr_has_plain_progress(three_rounds: Ran) -> None:
    assert "\x1b" not in three_rounds.err
    assert "1/3회 starter-s: 답하는 중" in three_rounds.err


def test_a_race_is_labelled_and_not_ranked(data: Path) -> None:
    ran = run("compare", *STARTERS, "-p", QUESTION, "--mode", "race", "--json", data=data)
    assert ran.status == 0
    assert [one["label"] for one in ran.document["runs"]] == ["race", "race"]
    assert ran.document["verdict"]["pairs"] == []


def test_same_model_twice(data: Path) -> None:
    twice = ("-m", "starter-s", "-m", "starter-s")
    ran = run("compare", *twice, "-p", QUESTION, "--rounds", "5", data=data)
    assert ran.status == 0
    assert "starter-s #1" in ran.out
    assert "starter-s #2" in ran.out
    assert "판정하지 않습니다" not in ran.out


def test_words_for_people(data: Path) -> None:
    ran = run("compare", *STARTERS, "-p", QUESTION, data=data)
    assert ran.status == 0
    for expected in ("서울", "연습용", "TTFT", "tok/s", "글자/초", "판정하지 않습니다"):
        assert expected in ran.out
    assert "\x1b" not in ran.out


def test_english_and_undefined_figures(data: Path) -> None:
    words = ("-p", QUESTION, "--max-tokens", "1")
    ran = run("compare", *STARTERS, *words, data=data, lang="en")
    assert ran.status == 0
    assert "practice" in ran.out.lower()
    assert "모델" not in ran.out + ran.err
    # One token has no rate.
    row = next(line for line in ran.out.splitlines() if line.strip().startswith("starter-s "))
    assert "–" in row


def test_sampling_is_as_asked(data: Path) -> None:
    words = ("--temperature", "0.8", "--top-k", "20", "--seed", "7", "--max-tokens", "5")
    words += ("--presence-penalty", "-0.5", "--frequency-penalty", "0.25")
    ran = run("compare", *STARTERS, "-p", QUESTION, *words, "--json", data=data)
    for one in ran.document["runs"]:
        assert one["n_output"] <= 5
        asked = {key: one["sampling"][key] for key in ("temperature", "top_k", "seed", "min_p")}
        assert asked == {"temperature": 0.8, "top_k": 20, "seed": 7, "min_p": 0.05}
        penalties = one["sampling"]["presence_penalty"], one["sampling"]["frequency_penalty"]
        assert penalties == (-0.5, 0.25)


def test_max_tokens_is_told(data: Path) -> None:
    ran = run("compare", *STARTERS, "-p", QUESTION, "--max-tokens", "1", "--json", data=data)
    for one in ran.document["runs"]:
        assert one["stop_reason"] == "max_tokens"
        assert one["n_output"] == 1
        assert one["decode_tps"] is None


def visible(text: str) -> int:
    normal = unicodedata.normalize("NFC", text)
    return sum(unicodedata.category(char)[0] not in "ZCM" for char in normal)


def test_load_options_reach_the_engine_and_come_back(tmp_path: Path) -> None:
    options = ("--cache-type", "q8_0", "--flash-attention", "on", "--threads", "1")
    more = ("--devices", "cpu", "--n-cpu-moe", "1", "--max-tokens", "4", "--json")
    ran = run("compare", *STARTERS, "-p", QUESTION, *options, *more, data=tmp_path / "data")
    assert ran.status == 0
    for one in ran.document["runs"]:
        assert (one["backend"], one["gpu_layers"]) == ("CPU", 0)
        assert (one["cache_type"], one["flash_attention"]) == ("q8_0", True)
        assert one["n_threads"] == 1
        assert [part["device"] for part in one["devices"]] == ["CPU"]
        assert one["devices"][0]["n_layers"] == one["n_layers"]
        assert one["load_steps"] == []


def test_a_device_that_is_not_there_is_an_error_in_words(tmp_path: Path) -> None:
    ran = run("compare", *STARTERS, "-p", QUESTION, "--devices", "CUDA9", data=tmp_path / "data")
    assert ran.status == 1
    assert "CUDA9" in ran.err
    assert "--devices" in ran.err
