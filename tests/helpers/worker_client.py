"""A worker process and its messages, without Qt: for tests and measurements."""

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from app.core.messages import (
    Cancel,
    Done,
    FromWorker,
    Generate,
    GenerateFailed,
    Hello,
    LineSplitter,
    Load,
    Loaded,
    LoadFailed,
    Measure,
    Measured,
    Quit,
    Tokens,
    ToWorker,
    decode_from_worker,
    encode,
)
from app.core.run import (
    ChatMessage,
    EngineKind,
    LoadReport,
    LoadSettings,
    Sampling,
    Think,
    TokenEvent,
)

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "app.worker")
_M = TypeVar("_M", bound=FromWorker)


class RunResult:
    """What came of one Generate: every message, the token events joined, and how it ended."""

    def __init__(self, messages: list[FromWorker]) -> None:
        self.messages = messages
        self.events: list[TokenEvent] = [
            event for message in messages if isinstance(message, Tokens) for event in message.events
        ]
        self.end = messages[-1]

    @property
    def done(self) -> Done:
        """The Done; fails where the run failed."""
        assert isinstance(self.end, Done), self.end
        return self.end

    @property
    def failed(self) -> GenerateFailed:
        """The GenerateFailed; fails where the run went well."""
        assert isinstance(self.end, GenerateFailed), self.end
        return self.end

    @property
    def text(self) -> str:
        """The answer."""
        return "".join(event.text for event in self.events if not event.thinking)

    @property
    def thinking(self) -> str:
        """The thinking."""
        return "".join(event.text for event in self.events if event.thinking)

    @property
    def stamps(self) -> list[int]:
        """When each token had been sampled, ns."""
        return [event.ns for event in self.events if event.is_token]


class WorkerClient:
    """Starts a worker, speaks to it, and leaves nothing behind.

    ``reads`` False leaves the worker's output in its pipe until :meth:`read_on`.
    """

    def __init__(
        self,
        command: Sequence[str] = COMMAND,
        *,
        reads: bool = True,
        env: dict[str, str] | None = None,
    ) -> None:
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | (env or {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
        )
        stdin, stdout, stderr = self.process.stdin, self.process.stdout, self.process.stderr
        assert stdin is not None
        assert stdout is not None
        assert stderr is not None
        self._stdin, self._stdout, self._stderr = stdin, stdout, stderr
        self._messages: queue.SimpleQueue[FromWorker | Exception | None] = queue.SimpleQueue()
        self._log = bytearray()
        self._log_reader = threading.Thread(target=self._read_stderr, daemon=True)
        self._log_reader.start()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._n_runs = 0
        if reads:
            self.read_on()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read_on(self) -> None:
        """Begin to take the worker's messages."""
        self._reader.start()

    def send(self, message: ToWorker) -> None:
        """Send a message."""
        self.send_bytes(encode(message))

    def send_bytes(self, data: bytes) -> None:
        """Send bytes that may be no message at all."""
        view = memoryview(data)
        while view:
            view = view[self._stdin.write(view) or 0 :]

    def receive(self, timeout: float = 20.0) -> FromWorker:
        """Return the next message; raises TimeoutError, or EOFError when the worker ended."""
        try:
            message = self._messages.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError(f"no message within {timeout} s") from None
        if message is None:
            self._messages.put(None)
            raise EOFError("the worker has ended")
        if isinstance(message, Exception):
            raise message
        return message

    def receive_until(
        self, kinds: type[_M] | tuple[type[_M], ...], timeout: float = 20.0
    ) -> tuple[_M, list[FromWorker]]:
        """Return the first message of these kinds, and all messages up to it."""
        deadline = time.monotonic() + timeout
        seen: list[FromWorker] = []
        while True:
            message = self.receive(max(0.0, deadline - time.monotonic()))
            seen.append(message)
            if isinstance(message, kinds):
                return message, seen

    def load(
        self,
        path: Path | str,
        settings: LoadSettings | None = None,
        engine: EngineKind = "llama",
        timeout: float = 60.0,
    ) -> LoadReport:
        """Load a model and return its report; fails when it cannot be loaded."""
        answer = self.try_load(path, settings, engine, timeout)
        assert isinstance(answer, Loaded), answer
        return answer.report

    def try_load(
        self,
        path: Path | str,
        settings: LoadSettings | None = None,
        engine: EngineKind = "llama",
        timeout: float = 60.0,
    ) -> Loaded | LoadFailed:
        """Ask for a model, and return the answer."""
        self.send(Load(engine=engine, path=str(path), settings=settings or LoadSettings()))
        return self.receive_until((Loaded, LoadFailed), timeout)[0]

    def ask(
        self,
        prompt: str | tuple[ChatMessage, ...],
        *,
        sampling: Sampling | None = None,
        max_tokens: int = 64,
        think: Think = "default",
        stop: tuple[str, ...] = (),
        stop_token_ids: tuple[int, ...] = (),
        ignore_end: bool = False,
        n_threads: int | None = None,
    ) -> str:
        """Send a Generate, and return its run id."""
        self._n_runs += 1
        run_id = f"run-{self._n_runs}"
        if isinstance(prompt, str):
            prompt = (ChatMessage(role="user", content=prompt),)
        self.send(
            Generate(
                run_id=run_id,
                messages=prompt,
                sampling=sampling or Sampling(),
                max_tokens=max_tokens,
                think=think,
                stop=stop,
                stop_token_ids=stop_token_ids,
                ignore_end=ignore_end,
                n_threads=n_threads,
            )
        )
        return run_id

    def result(self, timeout: float = 30.0) -> RunResult:
        """Return what came of the run that was asked for first."""
        return RunResult(self.receive_until((Done, GenerateFailed), timeout)[1])

    def run(self, prompt: str | tuple[ChatMessage, ...], **options: object) -> RunResult:
        """Ask, and return what came of it. Options as for :meth:`ask`."""
        self.ask(prompt, **options)  # pyright: ignore[reportArgumentType]
        return self.result()

    def measure(self, timeout: float = 60.0, **values: int | bool) -> Measured:
        """Have synthetic work measured, and return what came of it; fails where it failed.
        Values as for Measure."""
        self._n_runs += 1
        message = msgspec.convert({"run_id": f"run-{self._n_runs}", **values}, Measure)
        self.send(message)
        answer = self.receive_until((Measured, GenerateFailed), timeout)[0]
        assert isinstance(answer, Measured), answer
        return answer

    def cancel(self, run_id: str) -> None:
        """Cancel a run."""
        self.send(Cancel(run_id=run_id))

    def close_input(self) -> None:
        """End the worker's input, as the parent's death does."""
        self._stdin.close()

    def wait(self, timeout: float = 5.0) -> int:
        """Wait for the worker's end, and return its exit code."""
        return self.process.wait(timeout)

    def quit(self, timeout: float = 5.0) -> int:
        """Tell the worker to leave, and return its exit code."""
        self.send(Quit())
        return self.wait(timeout)

    def close(self) -> None:
        """End the worker, kindly or not, and wait for all that belongs to it."""
        try:
            self._stdin.close()
        except OSError:
            # Data that the worker never took.
            self.process.kill()
        try:
            self.process.wait(3.0)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self._reader.ident is not None:
            self._reader.join(5.0)
        self._stdout.close()
        self._log_reader.join(5.0)
        self._stderr.close()

    def stderr(self) -> str:
        """Return the log so far."""
        return self._log.decode("utf-8", "replace")

    def hello(self) -> Hello:
        """Return the worker's first message."""
        message = self.receive()
        assert isinstance(message, Hello), message
        return message

    def _read(self) -> None:
        splitter = LineSplitter()
        while data := os.read(self._stdout.fileno(), 1 << 16):
            for line in splitter.feed(data):
                try:
                    self._messages.put(decode_from_worker(line))
                except ValueError as error:
                    self._messages.put(error)
        self._messages.put(None)

    def _read_stderr(self) -> None:
        while data := os.read(self._stderr.fileno(), 1 << 16):
            self._log += data
