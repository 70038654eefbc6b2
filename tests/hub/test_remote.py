"""A file on the Hub, read piece by piece, from hosts that behave and hosts that do not."""

import pytest

from app.core.problem import HubError, Problem
from app.hub.access import HubAccess, client
from app.hub.listing import Hub
from app.hub.remote import PROBE_BYTES, RemoteFile
from tests.helpers.hub_server import LocalHub

REPO = "kr-team/model-8B-GGUF"
FILE = "폴더/모델 Q4 #1.gguf"
TOKEN = "hf_SecretSecretSecret"
DATA = b"GGUF" + bytes(range(256)) * 20_000
"""5 MB."""


@pytest.fixture
def served(hub: LocalHub) -> LocalHub:
    hub.add_repo(REPO, {FILE: DATA, "empty.gguf": b"", "README.md": b"<html>not a page"})
    return hub


def open_file(hub: LocalHub, path: str = FILE, token: str = "") -> RemoteFile:
    return RemoteFile.open(HubAccess(hub.endpoint, token or None), REPO, path)


def problem_of(hub: LocalHub, path: str = FILE, token: str = "", repo: str = REPO) -> Problem:
    with pytest.raises(HubError) as caught:
        RemoteFile.open(HubAccess(hub.endpoint, token or None), repo, path)
    assert TOKEN not in f"{caught.value} {caught.value.problem}"
    return caught.value.problem


def test_what_is_known_of_a_file(served: LocalHub) -> None:
    repo = served.repos[REPO]
    with open_file(served) as file:
        assert (file.size_bytes, file.revision) == (len(DATA), repo.commit)
        assert file.sha256 == repo.files[FILE].sha256
        assert file.etag == f'"{file.sha256}"'
        assert file.accepts_ranges
        assert file.url.startswith(f"{served.cdn_endpoint}/files/")
        assert (file.requests, file.fetched_bytes) == (2, PROBE_BYTES)


def test_pieces(served: LocalHub) -> None:
    with open_file(served) as file:
        assert file.read(0, 4) == b"GGUF"
        assert file.read(2_000_000, 3_000_001) == DATA[2_000_000:3_000_001]
        assert file.read(len(DATA) - 3, len(DATA) + 100) == DATA[-3:]
        assert file.read(len(DATA), len(DATA) + 1) == b""
        assert file.requests == len(served.requests) == 5
    assert served.sent_bytes == file.fetched_bytes == PROBE_BYTES + 4 + 1_000_001 + 3


def test_a_file_of_the_hub_itself_and_an_empty_one(served: LocalHub) -> None:
    with open_file(served, "README.md") as file:
        assert (file.size_bytes, file.sha256) == (16, "")
        assert file.url.startswith(served.endpoint)
    with open_file(served, "empty.gguf") as file:
        assert (file.size_bytes, file.read(0, 10)) == (0, b"")


def test_a_client_of_ones_own_stays_open(served: LocalHub) -> None:
    access = HubAccess(served.endpoint)
    with client(access) as own:
        with RemoteFile.open(access, REPO, FILE, client=own) as file:
            assert file.read(0, 4) == b"GGUF"
        assert RemoteFile.open(access, REPO, FILE, client=own).size_bytes == len(DATA)


def test_the_token_goes_to_the_hub_alone(served: LocalHub) -> None:
    served.allow(TOKEN)
    with open_file(served, token=TOKEN) as file:
        file.read(0, 10)
    served.faults.leak_redirect(FILE, times=1)
    with open_file(served, token=TOKEN) as file:
        assert file.read(0, 4) == b"GGUF"
        assert TOKEN not in repr(file)
    own = served.endpoint.removeprefix("http://")
    hosts = {r.host for r in served.requests}
    assert len(hosts) == 3
    for request in served.requests:
        assert request.authorization == (f"Bearer {TOKEN}" if request.host == own else "")


def test_no_log_holds_the_token(served: LocalHub, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    served.allow(TOKEN)
    Hub(HubAccess(served.endpoint, TOKEN)).repo(REPO)
    with open_file(served, token=TOKEN) as file:
        file.read(0, 10)
    problem_of(served, "other.gguf", TOKEN)
    assert all(TOKEN not in str(vars(record)) for record in caplog.records)
    assert TOKEN not in caplog.text
    assert any("resolve" in record.getMessage() for record in caplog.records)


def test_links_that_expired_are_asked_for_again(served: LocalHub) -> None:
    with open_file(served) as file:
        served.faults.expire_links(FILE)
        assert file.read(100, 200) == DATA[100:200]
        # The CDN refused, the Hub was asked, the new link was good.
        assert file.requests == 5


def test_storage_that_always_refuses(served: LocalHub) -> None:
    served.faults.status(FILE, 403, times=None, where="cdn")
    problem = problem_of(served)
    assert (problem.kind, problem.params["status"]) == ("hub_answer", 403)
    assert len(served.requests) == 3, "the link is the same as before: no third try"


def test_a_host_without_ranges_gives_its_beginning_only(served: LocalHub) -> None:
    served.faults.no_range(FILE)
    with open_file(served) as file:
        assert not file.accepts_ranges
        assert file.size_bytes == len(DATA)
        assert file.read(0, 100_000) == DATA[:100_000]
        assert file.fetched_bytes < 400_000
        with pytest.raises(HubError) as caught:
            file.read(1000, 2000)
    assert caught.value.problem == Problem(kind="no_range", params={"file": FILE})


def test_a_host_that_gives_another_range(served: LocalHub) -> None:
    with open_file(served) as file:
        for told in ("bytes 0-9/100", "bytes */100", "lines 5-9/100", ""):
            headers = {"Content-Range": told}
            served.faults.answer(FILE, b"0123456789", status=206, headers=headers)
            with pytest.raises(HubError) as caught:
                file.read(5, 15)
            assert caught.value.problem.kind == "hub_answer"


def test_a_file_that_changed_between_two_pieces(served: LocalHub) -> None:
    with open_file(served) as file:
        served.faults.change_etag(FILE)
        with pytest.raises(HubError) as caught:
            file.read(0, 10)
    assert caught.value.problem == Problem(kind="remote_changed", params={"file": FILE})


def test_a_page_where_a_file_should_be(served: LocalHub) -> None:
    served.faults.html(FILE)
    assert problem_of(served).kind == "html_instead"
    served.faults.clear()
    with open_file(served) as file:
        served.faults.html(FILE)
        with pytest.raises(HubError) as caught:
            file.read(0, 10)
    assert caught.value.problem.kind == "html_instead"


def test_a_page_that_says_it_is_a_file(hub: LocalHub) -> None:
    hub.add_repo(REPO, {FILE: b"\n <!DOCTYPE HTML><title>Sign in</title>"})
    assert problem_of(hub).kind == "html_instead"


def test_a_file_shorter_than_told(served: LocalHub) -> None:
    served.faults.wrong_length(FILE, missing=1000)
    problem = problem_of(served)
    assert problem.kind == "wrong_length"
    assert problem.params["expected_bytes"] == len(DATA)
    assert problem.params["actual_bytes"] == len(DATA) - 1000


def test_a_connection_that_breaks_off(served: LocalHub) -> None:
    with open_file(served) as file:
        served.faults.cut_at(FILE, 2_000_000)
        with pytest.raises(HubError) as caught:
            file.read(1_900_000, 2_100_000)
        assert caught.value.problem.kind == "hub_unreachable"
        assert file.read(1_900_000, 2_100_000) == DATA[1_900_000:2_100_000]


def test_redirected_for_ever(served: LocalHub) -> None:
    served.faults.redirect_loop(FILE)
    assert problem_of(served).kind == "redirect_loop"


@pytest.mark.parametrize("location", ["", "ftp://x", "javascript:alert(1)", "https:///"])
def test_redirected_to_nowhere(served: LocalHub, location: str) -> None:
    served.faults.answer(f"/{REPO}/resolve", b"", status=302, headers={"Location": location})
    problem = problem_of(served)
    assert (problem.kind, problem.params["status"]) == ("hub_answer", 302)


@pytest.mark.parametrize("location", ["http://[bad/", "\x00"])
def test_a_redirect_that_is_no_http(served: LocalHub, location: str) -> None:
    served.faults.answer(f"/{REPO}/resolve", b"", status=302, headers={"Location": location})
    assert problem_of(served).kind == "hub_unreachable"


def test_missing_names(served: LocalHub) -> None:
    problem = problem_of(served, "other.gguf")
    assert problem.kind == "remote_file_missing"
    assert problem.params == {"repo": REPO, "file": "other.gguf"}
    assert problem_of(served, repo="nobody/nothing").kind == "repo_missing"
    with pytest.raises(HubError) as caught:
        RemoteFile.open(HubAccess(served.endpoint), REPO, FILE, "0" * 40)
    assert caught.value.problem.kind == "revision_missing"


def test_a_gated_repo(hub: LocalHub) -> None:
    hub.add_repo(REPO, {FILE: DATA}, gated=True)
    gated = Problem(kind="repo_gated", params={"repo": REPO, "url": f"{hub.endpoint}/{REPO}"})
    for token in ("", TOKEN):
        hub.allow(TOKEN)
        problem = problem_of(hub, token=token)
        assert (problem.kind, problem.params) == (gated.kind, gated.params)
    hub.allow(TOKEN, REPO)
    with open_file(hub, token=TOKEN) as file:
        assert file.read(0, 4) == b"GGUF"


def test_a_token_that_is_refused(served: LocalHub) -> None:
    assert problem_of(served, token=TOKEN).kind == "token_refused"


@pytest.mark.parametrize(("status", "where"), [(500, "hub"), (503, "cdn"), (404, "cdn")])
def test_other_answers(served: LocalHub, status: int, where: str) -> None:
    served.faults.status(FILE, status, times=None, where=where)  # pyright: ignore[reportArgumentType]
    problem = problem_of(served)
    assert (problem.kind, problem.params["status"]) == ("hub_answer", status)


def test_asked_to_wait(served: LocalHub) -> None:
    served.faults.status(FILE, 429, retry_after=12, where="cdn")
    problem = problem_of(served)
    assert problem.kind == "rate_limited"
    assert problem.params == {"host": "127.0.0.1", "seconds": 12}
    served.faults.status(FILE, 503, retry_after=7)
    assert problem_of(served).params["seconds"] == 7
