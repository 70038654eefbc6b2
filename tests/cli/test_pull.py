"""``pull``: found, agreed to, looked at, downloaded; and what stands in the way."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import consent, gate, pull_run
from app.hub.retry import Patience
from app.services import library_disk
from tests.cli.hub_stage import (
    BOUND,
    BOUND_REPO,
    FILE,
    FREE,
    FREE_REPO,
    HOPELESS,
    STARTER,
    TOKEN,
    Terminal,
    long_model,
)
from tests.cli.terminal import QUESTION, Ran, only_line
from tests.helpers.gguf_broken import NO_TEMPLATE, UNKNOWN_ARCHITECTURE
from tests.helpers.gguf_maker import make_gguf
from tests.helpers.hub_server import LocalHub

Call = Callable[..., Ran]
ODD = "someone/odd-GGUF"
SHA256 = hashlib.sha256(STARTER.read_bytes()).hexdigest()


def test_from_nothing_to_an_answer(terminal: Terminal, hub: LocalHub) -> None:
    ran = terminal.run("pull", FREE, "--json")
    assert ran.status == 0, ran.err
    got = ran.document
    assert (got["model"], got["quant"], got["state"]) == (FREE, "Q8_0", "ok")
    assert got["sha256"] == SHA256
    assert got["size_bytes"] == got["fetched_bytes"] == STARTER.stat().st_size
    assert not got["resumed"]
    path = Path(got["path"])
    assert path.read_bytes() == STARTER.read_bytes()
    assert [each.name for each in path.parent.iterdir()] == [FILE]
    hub.requests.clear()
    words = ("-m", FREE, "-m", f"{FREE}:q8_0", "-p", QUESTION, "--json")
    compared = terminal.run("--offline", "compare", *words)
    assert compared.status == 0, compared.err
    for one in compared.document["runs"]:
        assert one["model"] == f"{FREE}:Q8_0"
        assert Path(one["file"]) == path
        assert "서울" in one["text"]
    verified = terminal.run("--offline", "verify", FREE, "--json").document
    assert [one["state"] for one in verified] == ["ok"]
    removed = terminal.run("--offline", "rm", FREE, "--yes", "--json").document
    assert removed["freed_bytes"] == got["size_bytes"]
    assert not path.exists()
    assert not hub.requests


def test_what_is_here_needs_no_network(pull: Call, hub: LocalHub) -> None:
    path = Path(pull("pull", FREE).out.strip())
    assert path.is_file()
    hub.requests.clear()
    ran = pull("--offline", "pull", FREE, "--json")
    assert ran.status == 0
    assert ran.document["fetched_bytes"] == 0
    assert ran.document["path"] == str(path)
    assert str(path) in only_line(ran)
    assert pull("pull", f"{FREE}:Q8_0").status == 0
    assert not hub.requests


def test_offline_opens_no_socket(pull: Call, hub: LocalHub) -> None:
    ran = pull("pull", FREE, "--offline", "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "offline"
    assert "--offline" in only_line(ran)
    assert not hub.requests


def test_a_repo_of_a_known_model_is_that_model(pull: Call) -> None:
    assert pull("pull", f"{FREE_REPO}:Q8_0", "--json").document["model"] == FREE


def test_any_repo(pull: Call, hub: LocalHub) -> None:
    hub.add_repo(ODD, {"a.Q8_0.gguf": STARTER, "b.Q4_K_M.gguf": STARTER, "README.md": b"#"})
    asked = pull("pull", f"{ODD}:Q8_0", "--json")
    assert asked.document["error"]["kind"] == "licence_not_accepted"
    got = pull("pull", f"{ODD}:Q8_0", "--accept-licence", "--json").document
    assert (got["model"], got["quant"], got["repo"]) == (ODD, "Q8_0", ODD)
    named = pull("pull", ODD, "--file", "b.Q4_K_M.gguf", "--revision", "main", "--json")
    assert Path(named.document["path"]).name == "b.Q4_K_M.gguf"


def test_the_licence_comes_first(pull: Call, hub: LocalHub) -> None:
    ran = pull("pull", BOUND, "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "licence_not_accepted"
    assert "--accept-licence" in ran.err.splitlines()[-1]
    assert not hub.requests
    assert pull("models", BOUND, "--json").document["licence"]["accepted_at"] is None
    assert pull("pull", BOUND, "--accept-licence", "--json").document["model"] == BOUND
    assert pull("models", BOUND, "--json").document["licence"]["accepted_at"] > 0
    assert pull("rm", BOUND, "--yes").status == 0
    # Agreed to once is enough.
    again = pull("pull", BOUND, "--json")
    assert again.status == 0
    assert "licence_not_accepted" not in again.out


def test_a_repo_does_not_get_around_the_licence(pull: Call) -> None:
    ran = pull("pull", BOUND_REPO, "--json")
    assert ran.document["error"]["kind"] == "licence_not_accepted"


def test_a_model_that_cannot_run(pull: Call, hub: LocalHub) -> None:
    ran = pull("pull", HOPELESS, "--accept-licence", "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "model_cannot_run"
    assert "hcx-seed-1.5b" in only_line(ran)
    assert not hub.requests


def test_an_unknown_architecture_is_refused_from_the_header(
    pull: Call, hub: LocalHub, tmp_path: Path, known_data: Path
) -> None:
    made = make_gguf(tmp_path / "made.gguf", UNKNOWN_ARCHITECTURE)
    hub.add_repo(ODD, {FILE: made.read_bytes() + bytes(40_000_000)})
    ran = pull("pull", ODD, "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "unknown_architecture"
    assert "never-heard-of" in ran.err
    assert hub.sent_bytes < 4_000_000
    assert not (known_data / "models").exists()


def test_warnings_do_not_stand_in_the_way(pull: Call, hub: LocalHub, tmp_path: Path) -> None:
    hub.add_repo(ODD, {FILE: make_gguf(tmp_path / "made.gguf", NO_TEMPLATE)})
    ran = pull("pull", ODD, "--accept-licence", "--json")
    assert ran.status == 0
    assert [one["kind"] for one in ran.document["warnings"]] == ["no_chat_template"]
    assert ran.document["warnings"][0]["message"] in ran.err


def test_a_copy_with_another_licence(pull: Call, hub: LocalHub) -> None:
    hub.add_repo(FREE_REPO, {FILE: STARTER}, licence="mit")
    ran = pull("pull", FREE, "--json")
    assert ran.status == 0
    assert [one["kind"] for one in ran.document["warnings"]] == ["licence_conflict"]


def test_a_gated_repo(pull: Call, hub: LocalHub, monkeypatch: pytest.MonkeyPatch) -> None:
    hub.add_repo(ODD, {FILE: STARTER}, gated=True)
    ran = pull("pull", ODD, "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "repo_gated"
    assert f"{hub.endpoint}/{ODD}" in ran.err
    hub.allow(TOKEN, ODD)
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    ran = pull("pull", ODD, "--verbose", "--accept-licence")
    assert ran.status == 0
    assert TOKEN not in ran.out + ran.err
    told = {request.authorization for request in hub.requests if request.host in hub.cdn_endpoint}
    assert told == {""}


def test_a_token_that_is_refused_is_not_printed(
    pull: Call, hub: LocalHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.add_repo(ODD, {FILE: STARTER}, private=True)
    monkeypatch.setenv("HF_TOKEN", TOKEN)
    ran = pull("pull", ODD, "--json", "--verbose")
    assert ran.status == 1
    assert ran.document["error"]["kind"] in {"token_refused", "repo_missing"}
    assert TOKEN not in ran.out + ran.err


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["nobody/nothing"], "repo_missing"),
        ([f"{FREE}:Q2_K"], "quantisation_unknown"),
        ([FREE, "--file", "other.gguf"], "remote_file_missing"),
        ([FREE, "--revision", "no-such-branch"], "revision_missing"),
        (["no-such-model"], "model_unknown"),
    ],
)
def test_what_is_not_there(words: list[str], kind: str, pull: Call) -> None:
    ran = pull("pull", *words, "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == kind
    assert ran.document["error"]["message"] == ran.err.splitlines()[-1]


def test_a_repo_without_a_gguf(pull: Call, hub: LocalHub) -> None:
    hub.add_repo(ODD, {"model.safetensors": b"x" * 100})
    assert pull("pull", ODD, "--json").document["error"]["kind"] == "no_gguf"


def test_a_web_page_in_its_place(pull: Call, hub: LocalHub) -> None:
    hub.faults.html(FILE)
    ran = pull("pull", FREE, "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "html_instead"


def test_wrong_bytes_never_get_the_name(pull: Call, hub: LocalHub, known_data: Path) -> None:
    hub.faults.wrong_bytes(FILE)
    ran = pull("pull", FREE, "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "wrong_hash"
    assert not list(known_data.rglob("*.gguf"))


def test_a_person_is_led_through_the_gate(
    pull: Call, hub: LocalHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.add_repo(BOUND_REPO, {FILE: STARTER}, gated=True, licence="other")
    hub.allow(TOKEN, BOUND_REPO)
    hub.allow("hf_of_another_account")
    opened: list[str] = []
    typed = iter(["", "hf_of_another_account", TOKEN])
    for module in (consent, gate):
        monkeypatch.setattr(module, "is_terminal", lambda _: True)
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("getpass.getpass", lambda *_, **__: next(typed))
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n" * 4))
    ran = pull("pull", BOUND, "--accept-licence", "--json")
    assert (ran.status, ran.document["state"]) == (0, "ok")
    assert opened == [f"{hub.endpoint}/{BOUND_REPO}"] * 3
    assert TOKEN not in ran.out + ran.err


def test_whoever_gives_up_at_the_gate_is_told_why(
    pull: Call, hub: LocalHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.add_repo(BOUND_REPO, {FILE: STARTER}, gated=True, licence="other")
    for module in (consent, gate):
        monkeypatch.setattr(module, "is_terminal", lambda _: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    ran = pull("pull", BOUND, "--accept-licence", "--json")
    assert (ran.status, ran.document["error"]["kind"]) == (1, "repo_gated")


def test_what_does_not_fit_is_refused_before_it_comes(
    pull: Call, hub: LocalHub, monkeypatch: pytest.MonkeyPatch, known_data: Path
) -> None:
    monkeypatch.setattr(library_disk, "free_bytes", lambda _: 1_000_000)
    ran = pull("pull", FREE, "--json")
    assert (ran.status, ran.document["error"]["kind"]) == (1, "disk_too_small")
    monkeypatch.setattr(library_disk, "largest_file_bytes", lambda _: 2_000_000)
    ran = pull("pull", FREE, "--json")
    assert (ran.status, ran.document["error"]["kind"]) == (1, "file_too_large_for_disk")
    assert not list(known_data.rglob("*.gguf*"))


def test_a_hub_that_says_later_is_asked_again(
    pull: Call, hub: LocalHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull_run, "PATIENCE", Patience(first_wait_s=0.01))
    hub.faults.status(FILE, 429, retry_after=0)
    hub.faults.status(FILE, 503, where="cdn")
    ran = pull("pull", FREE, "--json")
    assert (ran.status, ran.document["state"]) == (0, "ok")
    assert "503" in ran.err
    # Longer than anybody waits at a terminal: told, not waited for.
    hub.faults.status(FILE, 429, retry_after=600)
    ran = pull("pull", FREE, "--file", FILE, "--json")
    assert (ran.status, ran.document["error"]["kind"]) == (1, "rate_limited")


def test_no_hub_at_all(pull: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    ran = pull("pull", FREE, "--json")
    assert ran.status == 1
    assert ran.document["error"]["kind"] == "hub_unreachable"


def test_a_starter_needs_no_pull(pull: Call, hub: LocalHub) -> None:
    ran = pull("pull", "starter-s")
    assert ran.status == 1
    assert "starter-s" in only_line(ran)
    assert not hub.requests


def test_a_broken_file_is_mended_by_what_is_missing(
    pull: Call, hub: LocalHub, known_data: Path
) -> None:
    data = long_model()
    hub.add_repo(FREE_REPO, {FILE: data})
    path = Path(pull("pull", FREE).out.strip())
    path.write_bytes(data[:20_000_000])
    verified = pull("verify", FREE, "--json")
    assert verified.status == 1
    assert verified.document[0]["state"] == "broken"
    assert f"pull {FREE}:Q8_0" in verified.err
    ran = pull("pull", f"{FREE}:Q8_0", "--json")
    assert ran.status == 0
    assert ran.document["resumed"]
    assert ran.document["fetched_bytes"] == len(data) - 20_000_000
    assert path.read_bytes() == data
    assert pull("verify", "--all").status == 0
    assert known_data.exists()


def test_a_broken_file_is_mended_where_it_came_from(
    pull: Call, hub: LocalHub, known_data: Path
) -> None:
    # Not the catalogue's first repo, and a name that says other than the header.
    copy, name = "someone/kanana-copy-GGUF", "kanana-UD-Q4_K_XL.gguf"
    hub.add_repo(copy, {name: STARTER, "kanana-Q8_0.gguf": long_model()})
    ran = pull("pull", copy, "--file", name, "--accept-licence")
    path = Path(ran.out.strip())
    path.write_bytes(STARTER.read_bytes()[:-500])
    assert pull("verify", "--all").status == 1
    again = pull("pull", f"{copy}:UD-Q4_K_XL", "--json")
    assert (again.status, again.document["path"]) == (0, str(path))
    assert again.document["fetched_bytes"] == 500
    assert path.read_bytes() == STARTER.read_bytes()
    assert len(list(known_data.rglob("*.gguf"))) == 1
    # Nothing is to be mended any more, and nothing says so.
    sound = pull("verify", "--all", "--json").document
    assert [one["mend"] for one in sound] == [None]


def test_a_wrong_rate(pull: Call) -> None:
    ran = pull("pull", FREE, "--limit-rate", "fast")
    assert ran.status == 2
    assert only_line(ran)
