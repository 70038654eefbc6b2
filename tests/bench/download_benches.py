"""A download with hashing against ``curl`` from the same server, and what a kill costs."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from app.core.transfer import (
    Begin,
    DownloadItem,
    Fetched,
    FetchFailed,
    FromFetcher,
    Progress,
    RemotePart,
)
from app.hub.wire import decode_from_fetcher, encode
from tests.bench.table import Row, ratio_row

GIB = 1 << 30
BLOCK_BYTES = 64 << 20
QUICK_PAIRS = 3
MOST_PAIRS = 3
"""Each writes the whole size twice; the spread shows whether that is enough."""
KILL_AT = 0.6
ROOT = Path(__file__).resolve().parents[2]
TARGET = "owner__name/model.gguf"


def download(folder: Path, n_pairs: int) -> list[Row]:
    """Fetch 4 GiB (1 GiB in a quick run) over loopback with ours and with curl in turn; then
    kill ours at 60 % and go on."""
    size = GIB if n_pairs <= QUICK_PAIRS else 4 * GIB
    if shutil.which("curl") is None or sys.platform == "win32":
        raise SystemExit("this bench needs curl and sendfile")
    block = folder / "block.bin"
    block.write_bytes(os.urandom(BLOCK_BYTES))
    digest = hashlib.sha256()
    for _ in range(size // BLOCK_BYTES):
        digest.update(block.read_bytes())
    with serving(block, size) as endpoint:
        item = one_item(size, digest.hexdigest())
        pairs: list[tuple[float, float]] = []
        flushed: list[tuple[float, float]] = []
        peaks: list[int] = []
        for turn in range(min(n_pairs, MOST_PAIRS)):
            curl = curl_times(folder, endpoint) if turn % 2 else None
            ours, peak = fetch_time(folder, endpoint, item)
            plain, with_flush = curl or curl_times(folder, endpoint)
            pairs.append((size / ours, size / plain))
            flushed.append((size / ours, size / with_flush))
            peaks.append(peak)
        again, resumed_peak = killed_and_resumed(folder, endpoint, item)
    peaks.append(resumed_peak)
    name = f"download of {size // GIB} GiB with hashing, against curl"
    return [
        ratio_row(name, pairs, 0.9),
        ratio_row("the same, where curl's file is flushed to the disk too", flushed, 0.9),
        Row("fetched again after kill -9 at 60 %", again / 1e6, 16, "MB", at_most=True),
        Row("most memory while downloading", max(peaks) / 1e6, 150, "MB", at_most=True),
    ]


@contextmanager
def serving(block: Path, size: int) -> Generator[str]:
    """Run the server in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.file_server", str(block), str(size)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        finally:
            server.kill()


def one_item(size: int, digest: str) -> DownloadItem:
    """The endless file as an item."""
    part = RemotePart(path="model.gguf", target=TARGET, size_bytes=size, sha256=digest)
    return DownloadItem(
        item_id="bench",
        model_id="bench",
        quantisation="",
        repo="owner/name",
        revision="0" * 40,
        parts=(part,),
    )


def curl_times(folder: Path, endpoint: str) -> tuple[float, float]:
    """Return the seconds that curl takes, and those until its file lies on the disk."""
    out = folder / "curl.bin"
    _settle()
    begun = time.perf_counter()
    command = ["curl", "-s", "-f", "-o", str(out), f"{endpoint}/any"]
    subprocess.run(command, check=True)
    seconds = time.perf_counter() - begun
    with out.open("rb") as file:
        os.fsync(file.fileno())
    flushed = time.perf_counter() - begun
    out.unlink()
    return seconds, flushed


def fetch_time(folder: Path, endpoint: str, item: DownloadItem) -> tuple[float, int]:
    """Return the seconds from the start of the process to the last word, and its peak memory
    in bytes."""
    library = folder / "library"
    library.mkdir(exist_ok=True)
    _settle()
    begun = time.perf_counter()
    with fetcher(library, endpoint, item) as process:
        peak = 0
        for message in messages(process):
            peak = max(peak, peak_memory(process.pid))
            if isinstance(message, Fetched):
                seconds = time.perf_counter() - begun
                break
    shutil.rmtree(library)
    return seconds, peak


def killed_and_resumed(folder: Path, endpoint: str, item: DownloadItem) -> tuple[int, int]:
    """Kill a download at 60 %, go on; return the bytes fetched twice, and the peak memory."""
    library = folder / "library"
    library.mkdir(exist_ok=True)
    size = item.size_bytes or 0
    received = peak = 0
    with fetcher(library, endpoint, item) as process:
        for message in messages(process):
            if isinstance(message, Progress):
                received = message.fetched_bytes
                if received >= KILL_AT * size:
                    process.kill()
                    break
    there = (library / f"{TARGET}.part").stat().st_size
    with fetcher(library, endpoint, item) as process:
        for message in messages(process):
            peak = max(peak, peak_memory(process.pid))
            if isinstance(message, Fetched):
                # What came between the last word and the kill counts as received.
                again = max(received, there) + message.fetched_bytes - size
    shutil.rmtree(library)
    return again, peak


@contextmanager
def fetcher(library: Path, endpoint: str, item: DownloadItem) -> Generator[subprocess.Popen[bytes]]:
    """Start a real fetching process on an item."""
    command = [sys.executable, "-m", "app.hub"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        process.stdin.write(encode(Begin(item=item, folder=str(library), endpoint=endpoint)))
        process.stdin.flush()
        yield process


def messages(process: subprocess.Popen[bytes]) -> Generator[FromFetcher]:
    """Go through what it says; raises AssertionError where it fails."""
    assert process.stdout is not None
    for line in process.stdout:
        message = decode_from_fetcher(line)
        assert not isinstance(message, FetchFailed), message
        yield message


def peak_memory(pid: int) -> int:
    """Return the most memory (bytes, resident) that a process ever had."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) * 1024 if found else 0


def _settle() -> None:
    """Have the disk do what it still owes, so that nobody pays for the one before."""
    os.sync()
