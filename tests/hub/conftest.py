"""A local Hub for every test here, and no network settings of this machine."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.hub_server import LocalHub

_SETTINGS = """
HF_ENDPOINT HF_TOKEN HF_HUB_OFFLINE TRANSFORMERS_OFFLINE NARANHI_HUB_TOKEN
SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE
HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy
""".split()


@pytest.fixture(autouse=True)
def plain_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what this machine says about the network."""
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def hub() -> Iterator[LocalHub]:
    """A Hub on this machine."""
    with LocalHub() as hub:
        yield hub


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 that signs itself, with its key."""
    key, signed, both = (tmp_path / name for name in ("key.pem", "cert.pem", "both.pem"))
    options = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1".split()
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(signed)]
    try:
        subprocess.run(["openssl", *options, *names], check=True, capture_output=True, timeout=60)
    except FileNotFoundError:
        pytest.skip("needs openssl")
    both.write_bytes(key.read_bytes() + signed.read_bytes())
    return both
