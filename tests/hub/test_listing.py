"""What the Hub tells of a repo, and what becomes of its refusals."""

from email.utils import formatdate
from time import time

import pytest

from app.core.problem import HubError, Problem
from app.hub.access import HubAccess
from app.hub.listing import Hub, HubFile
from tests.helpers.hub_server import LocalHub

REPO = "kr-team/model-8B-GGUF"
TOKEN = "hf_SecretSecretSecret"


def problem_of(hub: LocalHub, repo: str = REPO, revision: str = "main", token: str = "") -> Problem:
    access = HubAccess(hub.endpoint, token or None)
    with pytest.raises(HubError) as caught:
        Hub(access).repo(repo, revision)
    assert TOKEN not in f"{caught.value} {caught.value.problem}"
    return caught.value.problem


def test_a_repo_with_all_its_files() -> None:
    with LocalHub(page_size=2) as hub:
        files = {
            "README.md": b"hi",
            "m-Q4_K_M.gguf": b"GGUF" * 9,
            "deep/er/한글.gguf": b"GGUF",
            "a": b"",
        }
        made = hub.add_repo(REPO, files, licence="exaone", base_models=["kr-team/model-8B"])
        facts = Hub(HubAccess(hub.endpoint)).repo(REPO)
        assert (facts.repo, facts.revision) == (REPO, made.commit)
        assert (facts.gated, facts.private, facts.licence_tag) == (False, False, "exaone")
        assert facts.base_models == ("kr-team/model-8B",)
        sha256 = made.files["m-Q4_K_M.gguf"].sha256
        assert HubFile(path="m-Q4_K_M.gguf", size_bytes=36, sha256=sha256) in facts.files
        assert HubFile(path="README.md", size_bytes=2) in facts.files
        assert {file.path for file in facts.files} == set(files)
        assert [file.path for file in facts.ggufs()] == ["m-Q4_K_M.gguf", "deep/er/한글.gguf"]
        # All pages of the tree are of the commit, which cannot change between them.
        assert all(made.commit in r.path for r in hub.asked("/tree/"))
        assert {r.user_agent for r in hub.requests} == {"naranhi"}


def test_an_older_commit(hub: LocalHub) -> None:
    old = hub.add_repo(REPO, {"a.gguf": b"GGUF"}).commit
    new = hub.add_repo(REPO, {"a.gguf": b"GGUF2"}).commit
    assert Hub(HubAccess(hub.endpoint)).repo(REPO).revision == new != old
    assert problem_of(hub, revision="f" * 40).kind == "revision_missing"


def test_a_repo_without_gguf(hub: LocalHub) -> None:
    hub.add_repo(REPO, {"model.safetensors": b"x"})
    with pytest.raises(HubError) as caught:
        Hub(HubAccess(hub.endpoint)).repo(REPO).ggufs()
    assert caught.value.problem == Problem(kind="no_gguf", params={"repo": REPO})


def test_search_finds_ggufs_only(hub: LocalHub) -> None:
    hub.add_repo(REPO, {"a.gguf": b"GGUF"}, downloads=7)
    hub.add_repo("kr-team/model-8B", {"a.safetensors": b"x"})
    hub.add_repo("other/thing-GGUF", {"a.gguf": b"GGUF"}, gated=True)
    found = Hub(HubAccess(hub.endpoint)).search(" kr-team  8b ")
    assert [(hit.repo, hit.downloads, hit.updated) for hit in found] == [(REPO, 7, "2026-10-21")]
    assert [hit.gated for hit in Hub(HubAccess(hub.endpoint)).search("thing")] == [True]
    assert Hub(HubAccess(hub.endpoint)).search("nothing at all") == ()
    assert len(Hub(HubAccess(hub.endpoint)).search("gguf", limit=1)) == 1


@pytest.mark.parametrize("repo", ["nobody/nothing", "../../etc", "a/b/c", "", "한글/이름", "a b"])
def test_a_repo_that_does_not_exist(hub: LocalHub, repo: str) -> None:
    problem = problem_of(hub, repo)
    assert (problem.kind, problem.params["repo"]) == ("repo_missing", repo)


def test_a_private_repo(hub: LocalHub) -> None:
    hub.add_repo(REPO, {"a.gguf": b"GGUF"}, private=True)
    assert problem_of(hub).kind == "repo_missing"
    hub.allow(TOKEN)
    assert problem_of(hub, token=TOKEN).kind == "repo_missing"
    hub.allow(TOKEN, REPO)
    assert Hub(HubAccess(hub.endpoint, TOKEN)).repo(REPO).private


def test_a_token_that_is_not_known(hub: LocalHub) -> None:
    hub.add_repo(REPO, {"a.gguf": b"GGUF"})
    problem = problem_of(hub, token=TOKEN)
    assert (problem.kind, problem.params["host"]) == ("token_refused", "127.0.0.1")


def test_a_gated_repo_is_listed(hub: LocalHub) -> None:
    hub.add_repo(REPO, {"a.gguf": b"GGUF"}, gated=True)
    assert Hub(HubAccess(hub.endpoint)).repo(REPO).gated
    hub.faults.status(f"/api/models/{REPO}", 403, error_code="GatedRepo")
    problem = problem_of(hub)
    assert (problem.kind, problem.params["url"]) == ("repo_gated", f"{hub.endpoint}/{REPO}")


@pytest.mark.parametrize("status", [400, 500, 502, 503, 451])
def test_other_answers(hub: LocalHub, status: int) -> None:
    hub.add_repo(REPO, {"a.gguf": b"GGUF"})
    hub.faults.status("/api/models", status)
    problem = problem_of(hub)
    assert (problem.kind, problem.params["status"]) == ("hub_answer", status)
    assert len(hub.requests) == 1, "whoever asked decides whether to ask again"


@pytest.mark.parametrize(
    ("patience", "seconds"),
    [
        ("17", 17),
        ("0", 0),
        (None, 30),
        ("soon", 30),
        ("99999999999999999999", 86400),
    ],
)
def test_asked_to_wait(hub: LocalHub, patience: str | None, seconds: int) -> None:
    assert patience_asked(hub, patience) == seconds


@pytest.mark.parametrize(("away", "least", "most"), [(600, 500, 600), (-600, 0, 0)])
def test_asked_to_wait_until(hub: LocalHub, away: int, least: int, most: int) -> None:
    # The date is made here: parameters are made long before the last test runs.
    assert least <= patience_asked(hub, formatdate(time() + away, usegmt=True)) <= most


def patience_asked(hub: LocalHub, retry_after: str | None) -> int:
    hub.faults.status("/api/models", 429, retry_after=retry_after)
    problem = problem_of(hub)
    assert problem.kind == "rate_limited"
    assert len(hub.requests) == 1
    seconds = problem.params["seconds"]
    assert isinstance(seconds, int)
    return seconds


def test_a_page_instead_of_an_answer(hub: LocalHub) -> None:
    hub.faults.html("/api/models")
    assert problem_of(hub).kind == "html_instead"


def test_redirected_for_ever(hub: LocalHub) -> None:
    hub.faults.redirect_loop("/api/models")
    assert problem_of(hub).kind == "redirect_loop"
    assert len(hub.requests) == 11


def test_a_redirect_elsewhere_does_not_take_the_token_along(hub: LocalHub) -> None:
    hub.allow(TOKEN)
    hub.faults.leak_redirect("/api/models")
    problem_of(hub, token=TOKEN)
    first, second = hub.requests
    assert first.authorization == f"Bearer {TOKEN}"
    assert (second.host, second.authorization) == (hub.third_endpoint.removeprefix("http://"), "")


def test_a_server_that_says_the_token_back(hub: LocalHub) -> None:
    hub.faults.status("/api/models", 500, error_code=f"got {TOKEN}")
    assert "got …" in problem_of(hub, token=TOKEN).detail


@pytest.mark.parametrize(
    "answer", [b"", b"{", b"[]", b'{"id": "a/b"}', b'{"id": "a/b", "sha": "main"}', b"\xff\xfe"]
)
def test_nonsense(hub: LocalHub, answer: bytes) -> None:
    hub.faults.answer("/api/models", answer)
    problem = problem_of(hub)
    assert (problem.kind, problem.params["status"]) == ("hub_answer", 200)


def test_the_next_page_is_asked_of_the_hub_alone(hub: LocalHub) -> None:
    hub.add_repo(REPO, {"a.gguf": b"GGUF"})
    link = f'<{hub.third_endpoint}/api/models/{REPO}/tree/main>; rel="next"'
    commit = hub.repos[REPO].commit
    hub.faults.answer(f"/api/models/{REPO}/tree/{commit}", b"[]", headers={"Link": link})
    hub.allow(TOKEN)
    assert problem_of(hub, token=TOKEN).kind == "hub_answer"
    assert not [r for r in hub.requests if r.host in hub.third_endpoint]


def test_the_library_tells_nobody_about_us(hub: LocalHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AI_AGENT", "somebody")
    monkeypatch.setenv("HF_TOKEN", "hf_of_the_environment")
    hub.add_repo(REPO, {"a.gguf": b"GGUF"})
    Hub(HubAccess(hub.endpoint)).repo(REPO)
    assert len(hub.requests) == 2
    assert not any(r.authorization for r in hub.requests)
