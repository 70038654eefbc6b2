"""The shipped practice models load and answer fixed prompts sensibly, through a real worker."""

import hashlib
import json
import re
import tomllib
from pathlib import Path

import pytest

from app.core.model_files import starter_models
from tests.helpers.worker_client import WorkerClient

LARGEST_TOGETHER = 8 * 1024 * 1024


@pytest.mark.parametrize("name", ["starter-s", "starter-m"])
def test_ten_fixed_prompts_are_answered_sensibly(name: str, resources: Path) -> None:
    expected = json.loads(
        (Path(__file__).parent.parent / "data" / "starter_prompts.json").read_text("utf-8")
    )
    questions = [line for line in expected if line["model"] == name]
    assert len(questions) >= 10
    model = next(model for model in starter_models(resources) if model.id == name)
    assert model.practice
    wrong: list[str] = []
    with WorkerClient() as worker:
        worker.load(model.path)
        for question in questions:
            result = worker.run(question["prompt"], max_tokens=200)
            assert result.done.stop_reason == "end_token", question["prompt"]
            if not re.search(question["answer_matches"], result.text):
                wrong.append(f"{question['prompt']} → {result.text}")
    assert not wrong


def test_what_is_told_about_the_files_is_true(resources: Path) -> None:
    folder = resources / "models"
    told = tomllib.loads((folder / "starter.toml").read_text("utf-8"))["model"]
    for model in told:
        data = (folder / model["file"]).read_bytes()
        assert len(data) == model["size_bytes"]
        assert hashlib.sha256(data).hexdigest() == model["sha256"]
        assert "연습용" in model["name_ko"]
        assert "practice" in model["name_en"].lower()
        assert model["licence"]
    assert sum(model["size_bytes"] for model in told) <= LARGEST_TOGETHER
