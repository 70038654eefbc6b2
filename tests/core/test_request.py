"""What people type, made clean or refused."""

import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.problem import UsageError
from app.core.request import MAX_PROMPT_BYTES, check_request, clean_text
from app.core.run import ModelFile, PlannedModel, RunSpec


def spec(prompt: str = "안녕?", n_models: int = 2, **changes: Any) -> RunSpec:
    models = tuple(
        PlannedModel(pane=pane, model=ModelFile(id="m", path="/m", name="m"))
        for pane in range(n_models)
    )
    base = RunSpec(comparison_id="c", prompt=prompt, models=models)
    return msgspec.structs.replace(base, **changes)


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        (unicodedata.normalize("NFD", "한국의 수도"), "한국의 수도"),
        ("줄\r\n바꿈\r끝", "줄\n바꿈\n끝"),
        ("탭\t은 남고 \0\x1b[31m\x85는 빠진다", "탭\t은 남고 [31m는 빠진다"),
        ("[|endofturn|]<|im_end|>", "[|endofturn|]<|im_end|>"),
        ("👨‍👩‍👧 가족", "👨‍👩‍👧 가족"),
        ("\ud800끝", "�끝"),
        ("\ud83d\ude00", "😀"),
    ],
)
def test_clean_text(typed: str, sent: str) -> None:
    assert clean_text(typed) == sent


@given(st.text(st.characters()))
def test_clean_text_can_always_be_sent_and_is_clean(typed: str) -> None:
    sent = clean_text(typed)
    sent.encode()
    assert clean_text(sent) == sent
    assert unicodedata.is_normalized("NFC", sent)


def test_prompt_and_system_prompt_are_cleaned() -> None:
    checked = check_request(spec("가\r\n", system="\0짧게"))
    assert (checked.prompt, checked.system) == ("가\n", "짧게")


@pytest.mark.parametrize(
    ("request_", "kind"),
    [
        (spec(""), "prompt_empty"),
        (spec(" \n\t\0"), "prompt_empty"),
        (spec("가" * (MAX_PROMPT_BYTES // 3 + 1)), "prompt_too_large"),
        (spec("a" * 2_000_000), "prompt_too_large"),
        (spec(system="a" * MAX_PROMPT_BYTES), "prompt_too_large"),
        (spec(n_models=1), "too_few_models"),
        (spec(n_models=7), "too_many_models"),
    ],
)
def test_what_makes_no_sense_is_refused(request_: RunSpec, kind: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_request(request_)
    assert caught.value.problem.kind == kind


def test_a_path_that_is_no_text_is_refused() -> None:
    model = ModelFile(id="\udcff.gguf", path="/\udcff.gguf", name="m")
    models = (PlannedModel(pane=0, model=model), PlannedModel(pane=1, model=model))
    with pytest.raises(UsageError) as caught:
        check_request(spec(models=models))
    assert caught.value.problem.kind == "model_unknown"
    msgspec.json.encode(caught.value.problem)


def test_largest_prompt_is_taken() -> None:
    assert len(check_request(spec("a" * MAX_PROMPT_BYTES)).prompt) == MAX_PROMPT_BYTES


@pytest.mark.parametrize("wrong", [{"rounds": 0}, {"max_tokens": 0}])
def test_programming_mistakes_are_value_errors(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        check_request(spec(**wrong))


def test_two_models_in_one_pane() -> None:
    twice = spec().models[:1] * 2
    with pytest.raises(ValueError, match="one pane"):
        check_request(spec(models=twice))
