"""One file of an item: gone on with, fetched, checked and given its name."""

import shutil
import threading
import time
from dataclasses import dataclass

import msgspec

from app.core.problem import HubError, LibraryError, Problem
from app.core.transfer import DownloadItem, PartRecord, RemotePart
from app.hub.answer_body import TICK_S, AnswerBody, BodyEnded
from app.hub.asking import Answer, Asker
from app.hub.hashing import CHUNK_BYTES, FlowingHash, feed_file
from app.hub.part_file import PartFile, library_error
from app.hub.progress_report import ProgressReport
from app.hub.rate import RateLimit
from app.hub.refusals import is_html
from app.hub.retry import Backoff, Patience, passes

REFUSED_LINK = {400, 401, 403, 404, 410}
"""How a file's host refuses a link that has expired; the next request brings another one."""
MOST_REFUSED_LINKS = 3
MOST_TIMES_ANEW = 3
"""How often a file may be another one within a download before that is a failure."""


class Halted(Exception):
    """The download was asked to stop; what is there is kept."""


@dataclass(frozen=True)
class Means:
    """What a download of one file works with."""

    asker: Asker
    report: ProgressReport
    limit: RateLimit
    patience: Patience
    halted: threading.Event


class PartFetch:
    """Fetches one part of an item; :meth:`run` once."""

    def __init__(self, item: DownloadItem, index: int, file: PartFile, means: Means) -> None:
        self._part: RemotePart = item.parts[index]
        self._index = index
        self._file = file
        self._report = means.report
        self._asker = means.asker
        self._limit = means.limit
        self._halted = means.halted
        self._backoff = Backoff(means.patience)
        self._record = PartRecord(
            repo=item.repo,
            revision=item.revision,
            path=self._part.path,
            etag="",
            size_bytes=self._part.size_bytes,
            sha256=self._part.sha256.lower(),
        )
        """What is wanted, as far as it is known; then what the part is a part of."""
        self._times_anew = 0
        self._refused_links = 0

    def run(self, hashes: FlowingHash) -> str:
        """Return the SHA-256 (hex) of the file, which has its final name then.

        Raises Halted, HubError, LibraryError; what came so far is kept.
        """
        self._report.part = self._index
        found = self._finished_hash(hashes)
        if found is not None:
            return found
        self._file.open()
        try:
            self._take_up(hashes)
            for direct in (True, False):
                self._fetch_rest(hashes, direct=direct)
                self._report.state("verifying")
                digest = hashes.hexdigest()
                if digest == (self._record.sha256 or digest):
                    return self._finish(digest)
                # Thrown away and fetched once more, the second time by the plainest way.
                problem = HubError("wrong_hash", file=self._part.path).problem
                self._begin_anew(hashes, problem)
            self._file.discard()
            raise HubError("wrong_hash", file=self._part.path)
        finally:
            self._file.leave()

    # -- what lies there ---------------------------------------------------------------

    def _finished_hash(self, hashes: FlowingHash) -> str | None:
        """Return the hash of the file where it has been finished before."""
        if not self._file.finished():
            return None
        size = self._file.bytes_there()
        if size != (self._record.size_bytes or size):
            return None
        record = self._file.record()
        if record is not None and self._is_same(record) and record.sha256:
            return record.sha256
        if not self._record.sha256:
            return None
        self._hash_what_is_there(hashes, final=True)
        digest = hashes.hexdigest()
        hashes.restart()
        return digest if digest == self._record.sha256 else None

    def _is_same(self, record: PartRecord) -> bool:
        """Tell whether a record is of the file that is wanted, as far as is known."""
        wanted = self._record
        if (record.repo, record.revision, record.path) != (
            wanted.repo,
            wanted.revision,
            wanted.path,
        ):
            return False
        same_size = None in {record.size_bytes, wanted.size_bytes} or (
            record.size_bytes == wanted.size_bytes
        )
        same_hash = "" in {record.sha256, wanted.sha256} or record.sha256 == wanted.sha256
        return same_size and same_hash

    def _take_up(self, hashes: FlowingHash) -> None:
        """Hash what lies there, or throw it away where it is a part of something else."""
        size, record = self._file.size, self._file.record()
        if not size:
            self._count()
            return
        whole = record.size_bytes if record is not None else None
        if record is None or not self._is_same(record) or size > (whole or size):
            self._begin_anew(hashes, self._changed())
            return
        self._record = msgspec.structs.replace(
            record,
            size_bytes=record.size_bytes or self._record.size_bytes,
            sha256=record.sha256 or self._record.sha256,
        )
        if not self._hash_what_is_there(hashes, final=False):
            self._begin_anew(hashes, self._changed())

    def _hash_what_is_there(self, hashes: FlowingHash, *, final: bool) -> bool:
        """Return whether all of it could be read. Raises Halted."""
        path = self._file.final if final else self._file.part
        size = self._file.bytes_there()
        self._count(0)
        self._report.state("checking")

        def went_on(done: int) -> bool:
            self._count(done)
            self._report.tick()
            return not self._halted.is_set()

        try:
            complete = feed_file(hashes, path, size, went_on)
        except OSError as error:
            raise library_error(error, self._file.folder) from error
        if self._halted.is_set():
            raise Halted
        return complete

    def _begin_anew(self, hashes: FlowingHash, problem: Problem) -> None:
        hashes.restart()
        self._record = msgspec.structs.replace(self._record, etag="")
        self._file.begin(self._record)
        self._count()
        self._report.state("downloading", problem)

    def _changed(self) -> Problem:
        return HubError("remote_changed", file=self._part.path).problem

    # -- over the network --------------------------------------------------------------

    @property
    def _complete(self) -> bool:
        # Nothing can be asked of an empty file, but that it exists.
        return self._record.size_bytes == self._file.size and self._file.size > 0

    def _fetch_rest(self, hashes: FlowingHash, *, direct: bool) -> None:
        """Ask again and again until all of the file is there."""
        while not self._complete:
            try:
                if self._fetch_once(hashes, direct=direct):
                    return
            except HubError as error:
                if not self._goes_on(error.problem):
                    raise
                self._wait(error.problem)

    def _goes_on(self, problem: Problem) -> bool:
        if problem.kind == "hub_answer" and problem.params.get("status") in REFUSED_LINK:
            self._refused_links += 1
            return self._refused_links <= MOST_REFUSED_LINKS
        return passes(problem)

    def _wait(self, problem: Problem) -> None:
        seconds = self._backoff.next_wait(problem)
        self._report.state("waiting", problem, seconds)
        if self._halted.wait(seconds):
            raise Halted

    def _fetch_once(self, hashes: FlowingHash, *, direct: bool) -> bool:
        """Ask once and take what comes; returns whether the file is complete."""
        if self._halted.is_set():
            raise Halted
        start = self._file.size
        known = bool(self._record.sha256 or self._part.sha256)
        try:
            answer = self._asker.ask(start, self._record.etag, direct=direct and known)
        except HubError as error:
            if start and error.problem.params.get("status") == 416:
                self._other_file(hashes, error)
                return False
            raise
        try:
            if not self._accept(answer, hashes):
                return False
            self._pour(answer, hashes)
            return True
        finally:
            answer.body.close()

    def _accept(self, answer: Answer, hashes: FlowingHash) -> bool:
        """Check what the answer says of the file; False where it has to be asked anew.

        Nothing is written before all of it fits.
        """
        if self._file.size and not self._is_still(answer):
            self._other_file(hashes, HubError("remote_changed", file=self._part.path))
            if answer.start:
                return False
        elif not self._is_still(answer):
            raise HubError("remote_changed", file=self._part.path)
        record = self._record
        size = record.size_bytes or answer.linked_size_bytes or answer.size_bytes
        if answer.size_bytes is not None and answer.size_bytes != size:
            raise HubError(
                "wrong_length",
                file=self._part.path,
                expected_bytes=size or 0,
                actual_bytes=answer.size_bytes,
            )
        self._record = msgspec.structs.replace(
            record, etag=answer.etag, size_bytes=size, sha256=record.sha256 or answer.sha256
        )
        self._report.sizes[self._index] = size
        self._check_space()
        if answer.start == 0:
            if self._file.size:
                # It has never heard of Range, and sends everything once more.
                self._report.state(
                    "downloading", HubError("no_range", file=self._part.path).problem
                )
            hashes.restart()
            self._file.begin(self._record)
            self._count()
        return True

    def _is_still(self, answer: Answer) -> bool:
        """Tell whether the answer is about the file that the part is a part of."""
        record = self._record
        same_etag = "" in {answer.etag, record.etag} or answer.etag == record.etag
        same_hash = "" in {answer.sha256, record.sha256} or answer.sha256 == record.sha256
        return same_hash and (same_etag or not self._file.size)

    def _other_file(self, hashes: FlowingHash, error: HubError) -> None:
        """The file is not the one that was begun with: begin anew, not for ever."""
        self._times_anew += 1
        if self._times_anew > MOST_TIMES_ANEW:
            raise HubError("remote_changed", file=self._part.path) from error
        self._record = msgspec.structs.replace(
            self._record, size_bytes=self._part.size_bytes, sha256=self._part.sha256.lower()
        )
        self._begin_anew(hashes, self._changed())

    def _pour(self, answer: Answer, hashes: FlowingHash) -> None:
        """Write the body to the disk and into the hash, until the file is complete.

        Raises HubError where it breaks off before, and ``wrong_length`` where it goes on.
        """
        self._report.state("downloading")
        body, told = answer.body, answer.size_bytes is not None
        while not (told and self._complete):
            buffer = hashes.free_buffer()
            view = memoryview(buffer)[: self._limit.slice(CHUNK_BYTES)]
            n_bytes, end = self._fill(body, view)
            self._check_piece(view[:n_bytes], body.host)
            self._file.append(view[:n_bytes])
            hashes.put(buffer, n_bytes)
            self._note(n_bytes)
            if end is None:
                continue
            if isinstance(end, BodyEnded) and self._record.size_bytes in {None, self._file.size}:
                self._record = msgspec.structs.replace(self._record, size_bytes=self._file.size)
                return
            if isinstance(end, BodyEnded):
                raise HubError("hub_unreachable", host=body.host, detail="body ended early")
            raise end

    def _fill(self, body: AnswerBody, view: memoryview) -> tuple[int, HubError | BodyEnded | None]:
        """Read until ``view`` is full, a tick is over or the body ends; with why it ended."""
        n_bytes, deadline = 0, time.monotonic() + TICK_S
        try:
            while n_bytes < len(view) and time.monotonic() < deadline:
                n_bytes += body.read_into(view[n_bytes:])
        except (HubError, BodyEnded) as end:
            return n_bytes, end
        return n_bytes, None

    def _check_piece(self, piece: memoryview, host: str) -> None:
        size = self._record.size_bytes
        if size is not None and self._file.size + len(piece) > size:
            raise HubError(
                "wrong_length",
                file=self._part.path,
                expected_bytes=size,
                actual_bytes=self._file.size + len(piece),
            )
        if self._file.size == 0 and piece and is_html("", bytes(piece[:512])):
            raise HubError("html_instead", host=host)

    def _note(self, n_bytes: int) -> None:
        """Count what came, tell it, and keep to the rate limit. Raises Halted."""
        if n_bytes:
            self._backoff.reset()
            self._refused_links = 0
        self._report.fetched_bytes += n_bytes
        self._count()
        if self._report.tick():
            self._file.check_still_there()
            self._check_space()
        if self._halted.wait(self._limit.pay(n_bytes)):
            raise Halted

    # -- the disk ----------------------------------------------------------------------

    def _count(self, done: int | None = None) -> None:
        self._report.there[self._index] = self._file.size if done is None else done

    def _check_space(self) -> None:
        """Raise ``disk_too_small`` where the rest of the file does not fit."""
        rest = (self._record.size_bytes or 0) - self._file.size
        check_space(self._file, rest)

    def _finish(self, digest: str) -> str:
        # The record says from now on that this very file was finished and checked.
        self._record = msgspec.structs.replace(self._record, sha256=digest)
        self._report.state("flushing")
        self._file.write_record(self._record)
        self._file.finish()
        self._count()
        return digest


def check_space(file: PartFile, needed: int) -> None:
    """Raise LibraryError ``disk_too_small`` where ``needed`` bytes do not fit beside ``file``."""
    try:
        free = shutil.disk_usage(file.folder).free
    except OSError as error:
        raise library_error(error, file.folder) from error
    if needed > free:
        raise LibraryError(
            "disk_too_small", needed_bytes=needed, free_bytes=free, path=str(file.folder)
        )
