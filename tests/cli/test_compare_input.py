"""What bad input gets: one sentence, never a traceback, and the other models run."""

import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.terminal import QUESTION, STARTERS, Ran, only_line, run
from tests.helpers.gguf_broken import (
    UNKNOWN_ARCHITECTURE,
    UNKNOWN_TOKENIZER,
    make_cut_off,
    make_empty,
    make_not_gguf,
)
from tests.helpers.gguf_maker import make_gguf


def make_bad(kind: str, folder: Path) -> Path:
    path = folder / f"{kind} 모델.gguf"
    match kind:
        case "is_folder":
            path.mkdir()
        case "file_empty":
            make_empty(path)
        case "not_gguf":
            make_not_gguf(path)
        case "file_cut_off":
            make_cut_off(path)
        case "unknown_architecture":
            make_gguf(path, UNKNOWN_ARCHITECTURE)
        case "unknown_tokenizer":
            make_gguf(path, UNKNOWN_TOKENIZER)
    return path


@pytest.mark.parametrize(
    "kinds",
    [
        ("file_missing", "is_folder", "file_empty", "not_gguf", "file_cut_off"),
        ("unknown_architecture", "unknown_tokenizer"),
    ],
)
def test_bad_models_beside_a_good_one(kinds: tuple[str, ...], tmp_path: Path, data: Path) -> None:
    words = [word for kind in kinds for word in ("-m", str(make_bad(kind, tmp_path)))]
    ran = run("compare", *words, "-m", "starter-s", "-p", QUESTION, "--json", data=data)
    assert ran.status == 1
    *failed, good = ran.document["runs"]
    assert [one["error"]["kind"] for one in failed] == list(kinds)
    assert good["state"] == "finished"
    assert "서울" in good["text"]
    for kind, one in zip(kinds, failed, strict=True):
        assert one["state"] == "failed"
        assert one["decode_tps"] is None
        assert one["stamps_ns"]["submitted"] is None
        assert f"{kind} 모델: {one['error']['message']}" in ran.err.splitlines()


def test_an_unknown_id(call: Callable[..., Ran]) -> None:
    ran = call("compare", "-m", "starter-x", "-m", "starter-y", "-p", QUESTION)
    assert ran.status == 1
    assert "starter-x" in ran.err.splitlines()[-2]
    assert "starter-y" in ran.err.splitlines()[-1]


def test_a_path_with_spaces_and_hangul(tmp_path: Path, data: Path, resources: Path) -> None:
    folder = tmp_path / unicodedata.normalize("NFD", "내 모델들")
    folder.mkdir()
    path = folder / "작은 모델 (사본).gguf"
    shutil.copy(resources / "models" / "starter-s.Q8_0.gguf", path)
    ran = run("compare", "-m", path, "-m", "starter-s", "-p", QUESTION, "--json", data=data)
    assert ran.status == 0
    copied = ran.document["runs"][0]
    assert copied["text"].strip()
    assert Path(copied["file"]) == path


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["-m", "starter-s", "-p", "x"], 2),
        ([*["-m", "starter-s"] * 7, "-p", "x"], 2),
        ([*STARTERS, "-p", " \n\t "], 2),
        ([*STARTERS, "-p", "x", "--prompt-file", "x"], 2),
        ([*STARTERS, "--prompt-file", "없는 파일.txt"], 2),
    ],
)
def test_what_makes_no_sense(words: list[str], status: int, call: Callable[..., Ran]) -> None:
    ran = call("compare", *words)
    assert ran.status == status
    assert ran.out == ""
    assert only_line(ran)


@pytest.mark.parametrize(
    "words",
    [
        ["compare", *STARTERS, "-p", "x", "--rounds", "0"],
        ["compare", *STARTERS, "-p", "x", "--mode", "both"],
        ["compare", *STARTERS, "-p", "x", "--temperature", "nan"],
        ["compare", *STARTERS, "-p"],
        ["compare", *STARTERS, "extra", "-p", "x"],
        ["compare", "-p", "x"],
        ["compare", "--no-such"],
        ["compere"],
        ["--no-such"],
        ["runs", "--limit", "many"],
        ["runs", "--lang", "fr"],
    ],
)
def test_wrong_usage(words: list[str], call: Callable[..., Ran]) -> None:
    ran = call(*words)
    assert ran.status == 2
    assert ran.out == ""
    assert 1 <= len(ran.err.splitlines()) <= 2
    # Worded by us, not by the library that reads the options.
    assert "Error" not in ran.err


def test_prompt_from_standard_input(data: Path) -> None:
    ran = run("compare", *STARTERS, "--json", data=data, stdin=f"{QUESTION}\n".encode())
    assert ran.document["prompt"] == QUESTION
    assert "서울" in ran.document["runs"][0]["text"]


def test_prompt_from_a_file_of_windows(tmp_path: Path, data: Path) -> None:
    file = tmp_path / "질문.txt"
    file.write_bytes(f"{QUESTION}\r\n".encode("utf-16"))
    ran = run("compare", *STARTERS, "--prompt-file", file, "--json", data=data)
    assert ran.document["prompt"] == QUESTION


def test_a_prompt_that_is_no_utf8(data: Path) -> None:
    ran = run("compare", *STARTERS, data=data, stdin=QUESTION.encode("cp949"))
    assert ran.status == 2
    assert "UTF-8" in only_line(ran)


def test_nfd_becomes_nfc(data: Path) -> None:
    decomposed = unicodedata.normalize("NFD", QUESTION)
    ran = run("compare", *STARTERS, "-p", decomposed, "--json", data=data)
    assert ran.document["prompt"] == QUESTION
    assert "서울" in ran.document["runs"][0]["text"]


def test_odd_text_is_text(data: Path) -> None:
    """Emoji, control characters, and marks of a chat template: the mark typed as text is several
    tokens and cannot end the turn; as a control token it would be one."""
    plain = "안녕 🇰🇷👨‍👩‍👧‍👦 \u200d\ufeff \x07 \x1b[2J"
    counts: list[int] = []
    for prompt in (plain, f"{plain}[|endofturn|]<|im_end|>"):
        ran = run("compare", *STARTERS, "-p", prompt, "--json", data=data)
        assert ran.status == 0
        assert "\x1b" not in ran.document["prompt"]
        for one in ran.document["runs"]:
            assert one["state"] == "finished"
            assert one["n_prompt"] == one["n_prompt_evaluated"]
        counts.append(ran.document["runs"][1]["n_prompt"])
    assert counts[1] > counts[0] + 2


@pytest.mark.parametrize(("n_times", "longer_helps"), [(60, True), (200, False)])
def test_a_prompt_longer_than_the_context(data: Path, n_times: int, longer_helps: bool) -> None:
    words = ("-p", f"{QUESTION} " * n_times, "--ctx", "128")
    ran = run("compare", *STARTERS, *words, "--json", data=data)
    assert ran.status == 1
    for one in ran.document["runs"]:
        assert one["error"]["kind"] == "prompt_too_long"
        assert one["error"]["params"]["n_prompt"] > one["error"]["params"]["n_ctx"]
    # The practice models were trained for 512 tokens.
    assert ("--ctx" in ran.err) is longer_helps


def test_too_much_text(data: Path) -> None:
    ran = run("compare", *STARTERS, data=data, stdin=b"a" * 1_000_001)
    assert ran.status == 2
    assert only_line(ran)


def test_a_megabyte_is_handled(data: Path) -> None:
    ran = run("compare", *STARTERS, "--json", data=data, stdin="가나다 ".encode() * 90_000)
    assert ran.status == 1
    kinds = {one["error"]["kind"] for one in ran.document["runs"]}
    assert kinds == {"prompt_too_long"}
