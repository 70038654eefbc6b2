"""Every figure that ``bench --json`` prints, recomputed from the raw stamps beside it."""

import json
import math
import unicodedata
from pathlib import Path
from statistics import median
from typing import Any

import msgspec
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.cli.bench_document import bench_document
from app.core.measure.plan import depth_tasks, load_tasks, standard_task, user_tasks
from tests.services.measuring.test_measurer import CHAT, MeasureStage, plan_of, run, starters

KINDS = (
    standard_task(32, 8),
    CHAT,
    *depth_tasks((100,), 8),
    *load_tasks(),
    *user_tasks("네", (2,)),
)


@pytest.fixture
def document(qtbot: QtBot, tmp_path: Path) -> Any:
    """What is printed of a measurement of every kind of work."""
    stage = MeasureStage(tmp_path)
    assert run(qtbot, stage.measurer, plan_of(starters(), *KINDS, warmups=0)) == "finished"
    stored = stage.store.load("p")
    stage.close()
    assert stored is not None
    return json.loads(msgspec.json.encode(bench_document(stored)))


def figures_by_hand(step: dict[str, Any]) -> dict[str, float]:
    """Return what one step's stamps say."""
    found: dict[str, float] = {}
    if step["load_ms"] is not None:
        found["load_ms"] = step["load_ms"]
    if (work := step["synthetic"]) is not None:
        if work["n_prefill"]:
            taken = work["prefill_ended"] - work["prefill_began"]
            found["prefill_tps"] = work["n_prefill"] * 1e9 / taken
        found["decode_tps"] = (
            len(work["tokens"]) * 1e9 / (work["tokens"][-1] - work["decode_began"])
        )
    if (answer := step["outcome"]) is not None:
        stamps = answer["stamps"]
        tokens = stamps["tokens"]
        prefill = stamps["prefill_done"] - stamps["prompt_ready"]
        n_chars = _visible(answer["text"])
        found |= {
            "ttft_ms": (tokens[0] - stamps["submitted"]) / 1e6,
            "prefill_tps": answer["n_prompt"] * 1e9 / prefill,
            "decode_tps": (len(tokens) - 1) * 1e9 / (tokens[-1] - tokens[0]),
            "total_ms": (stamps["ended"] - stamps["submitted"]) / 1e6,
        }
        if n_chars:
            answering = stamps["ended"] - stamps["answer_started"]
            found["chars_per_s"] = n_chars * 1e9 / answering
    if users := step["users"]:
        began, ended = min(u["submitted"] for u in users), max(u["ended"] for u in users)
        rates = [(len(u["tokens"]) - 1) * 1e9 / (u["tokens"][-1] - u["tokens"][0]) for u in users]
        waits = [(u["tokens"][0] - u["submitted"]) / 1e6 for u in users]
        chars = [u["n_chars"] * 1e9 / (u["ended"] - u["tokens"][0]) for u in users if u["n_chars"]]
        found |= {
            "decode_tps": median(rates),
            "all_tps": sum(len(u["tokens"]) for u in users) * 1e9 / (ended - began),
            "ttft_p95_ms": float(np.percentile(waits, 95)),
        }
        if chars:
            found["chars_per_s"] = median(chars)
    return found


def _visible(text: str) -> int:
    whole = unicodedata.normalize("NFC", text)
    return sum(unicodedata.category(char)[0] in "LNPS" for char in whole)


def test_every_figure_follows_from_the_stamps(document: Any) -> None:
    assert_values(document)
    assert_medians_and_ratios(document)


def assert_values(document: Any) -> None:
    """Compare each round's value with its step's stamps."""
    by_round: dict[tuple[str, str], dict[str, list[float]]] = {}
    steps = [step for step in document["steps"] if step["round"] > 0]
    # A step that was throttled, or not alone, gave way to its repetition.
    last = {(s["model"], s["task"], s["round"]): s for s in steps}
    for model, task, number in sorted(last, key=lambda key: key[2]):
        figures = by_round.setdefault((model, task), {})
        for figure, value in figures_by_hand(last[model, task, number]).items():
            figures.setdefault(figure, []).append(value)
    told = {
        (result["model"], task["id"]): {
            key: value["values"] for key, value in task.items() if isinstance(value, dict)
        }
        for result in document["results"]
        for task in result["tasks"]
    }
    assert told.keys() == by_round.keys()
    for place, figures in told.items():
        # Power can be measured on some PCs only; it has samples in place of stamps.
        figures.pop("joules_per_answer", None)
        assert figures.keys() == by_round[place].keys(), place
        for figure, values in figures.items():
            assert values == pytest.approx(by_round[place][figure], rel=1e-12), (place, figure)


def assert_medians_and_ratios(document: Any) -> None:
    """Compare what is said of all rounds with their values."""
    values: dict[tuple[str, str, str], list[float]] = {}
    for result in document["results"]:
        for task in result["tasks"]:
            for figure, told in task.items():
                if isinstance(told, dict):
                    values[result["model"], task["id"], figure] = told["values"]
                    assert told["n"] == len(told["values"])
                    assert told["median"] == median(told["values"])
    shorter_is_better = {"ttft_ms", "load_ms", "total_ms", "ttft_p95_ms", "joules_per_answer"}
    for pair in document["pairs"]:
        a, b = (values[pair[who], pair["task"], pair["figure"]] for who in "ab")
        if pair["figure"] in shorter_is_better:
            a, b = b, a
        logs = [math.log(x / y) for x, y in zip(a, b, strict=True)]
        assert pair["ratio"] == pytest.approx(math.exp(median(logs)))
