"""Where the Hub is, and who may see the token."""

import pytest

from app.core.problem import HubError
from app.hub.access import DEFAULT_ENDPOINT, HubAccess, client, origin_of, usable_token

TOKEN = "hf_SecretSecretSecret"


def test_without_settings_it_is_the_real_hub() -> None:
    access = HubAccess.from_environment(TOKEN, environ={})
    assert access == HubAccess(DEFAULT_ENDPOINT, TOKEN, offline=False)


def test_a_mirror_does_not_get_the_keyrings_token() -> None:
    mirror = {"HF_ENDPOINT": "https://mirror.example/"}
    assert HubAccess.from_environment(TOKEN, environ=mirror).token is None
    assert HubAccess.from_environment(TOKEN, environ=mirror).endpoint == "https://mirror.example"
    told = HubAccess.from_environment("hf_keyring", environ={**mirror, "HF_TOKEN": f" {TOKEN}\n"})
    assert told.token == TOKEN
    same = {"HF_ENDPOINT": "https://huggingface.co:443"}
    assert HubAccess.from_environment(TOKEN, environ=same).token == TOKEN


@pytest.mark.parametrize(
    ("value", "offline"), [("1", True), ("on", True), ("0", False), ("", False)]
)
def test_offline_by_environment(value: str, offline: bool) -> None:
    assert HubAccess.from_environment(environ={"HF_HUB_OFFLINE": value}).offline is offline
    assert HubAccess.from_environment(offline=True, environ={"HF_HUB_OFFLINE": value}).offline


@pytest.mark.parametrize(
    "url",
    [
        "http://huggingface.co/a",
        "https://huggingface.co:8443/a",
        "https://huggingface.co.evil.example/a",
        "https://cdn-lfs.huggingface.co/a",
        "https://huggingface.co@evil.example/a",
        "https://evil.example/https://huggingface.co",
        "//huggingface.co/a",
        "https://[bad/",
        "file:///etc/passwd",
        "",
    ],
)
def test_no_other_address_gets_the_token(url: str) -> None:
    access = HubAccess(DEFAULT_ENDPOINT, TOKEN)
    assert access.token_for(url) is None
    assert access.token_for("https://HuggingFace.co:443/api/models") == TOKEN


def test_the_token_shows_nowhere() -> None:
    access = HubAccess(DEFAULT_ENDPOINT, TOKEN)
    with client(access) as opened:
        assert TOKEN not in f"{access!r} {access} {vars(opened)} {opened.headers}"
    assert access.scrub(f"you sent {TOKEN}") == "you sent …"


@pytest.mark.parametrize("token", ["", "  ", "two words", "line\nbreak", "한글", "x" * 1001, None])
def test_what_cannot_be_a_token_is_none(token: str | None) -> None:
    assert usable_token(token) is None


def test_addresses_of_files_and_pages() -> None:
    access = HubAccess("https://mirror.example")
    url = access.file_url("a/b", "폴더/모델 #1.gguf", "refs/pr/1")
    expected = "%ED%8F%B4%EB%8D%94/%EB%AA%A8%EB%8D%B8%20%231.gguf"
    assert url == f"https://mirror.example/a/b/resolve/refs%2Fpr%2F1/{expected}"
    assert access.page_url("a/b") == "https://mirror.example/a/b"
    assert origin_of("http://x") == ("http", "x", 80)


@pytest.mark.parametrize("endpoint", ["mirror.example", "https://", "ftp://mirror.example", "한글"])
def test_an_endpoint_that_is_no_address(endpoint: str) -> None:
    with pytest.raises(HubError) as caught:
        client(HubAccess(endpoint))
    assert caught.value.problem.kind == "hub_unreachable"
    assert caught.value.problem.params["host"] == endpoint


def test_certificates_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, "/nowhere/ca.pem")
        with pytest.raises(HubError) as caught:
            client(HubAccess())
        assert caught.value.problem.kind == "tls_failed"


def test_a_proxy_that_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "gopher://proxy")
    with pytest.raises(HubError) as caught:
        client(HubAccess())
    assert caught.value.problem.kind == "hub_unreachable"
