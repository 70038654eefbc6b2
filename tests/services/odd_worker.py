"""A worker that misbehaves in ways that the real one cannot: ``odd_worker.py HOW``."""

import os
import signal
import sys
import time

from app.core.messages import (
    PROTOCOL,
    Done,
    Hello,
    Loaded,
    Message,
    PromptReady,
    Tokens,
    encode,
)
from app.core.run import LoadReport, Memory, TokenEvent

REPORT = LoadReport(
    architecture="odd",
    name="odd",
    quantisation="",
    n_params=0,
    n_layers=0,
    n_vocab=0,
    n_ctx_train=0,
    n_ctx=0,
    n_batch=0,
    n_threads=1,
    backend="none",
    gpu_layers=0,
    load_ms=0,
    memory=Memory(),
)


def say(*messages: Message | bytes) -> None:
    for message in messages:
        line = message if isinstance(message, bytes) else encode(message)  # type: ignore[arg-type]
        sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


def wait_for_order() -> None:
    if not sys.stdin.buffer.readline():
        sys.exit(0)


def be_deaf() -> None:
    """Neither the end of input nor a polite signal is heard."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        time.sleep(60)


def done(run_id: str) -> Done:
    return Done(
        run_id=run_id,
        cancelled=False,
        stop_reason=None,
        n_prompt=1,
        n_prompt_evaluated=1,
        n_output=0,
        n_thinking=0,
        submitted_ns=0,
        prompt_ready_ns=0,
        prefill_done_ns=None,
        answer_started_ns=None,
        ended_ns=0,
    )


def ready(run_id: str) -> PromptReady:
    return PromptReady(run_id=run_id, n_prompt=1, submitted_ns=0, prompt_ready_ns=0)


EARLY = {
    "not json": b"llama_model_loader: loaded meta data\n",
    "unknown message": b'{"type":"surprise"}\n',
    "half a message": b'{"type":"loaded"\n',
    "not utf-8": b'{"type":"hello\xff"}\n',
    "deep": b"[" * 100_000 + b"\n",
    "endless line": b"x" * (17 << 20),
    "tokens too early": encode(Tokens(run_id="r", events=())),
}
"""Said in place of the load's outcome."""


def misbehave(how: str) -> None:
    """Be a proper worker up to the oddity that ``how`` names."""
    greet(how)
    wait_for_order()
    if how in EARLY:
        say(EARLY[how])
        be_deaf()
    if how == "last words":
        print("GGML_ASSERT: 마지막 말\x1b[0m", file=sys.stderr, flush=True)
        os._exit(7)
    say(Loaded(report=REPORT))
    if how == "deaf":
        be_deaf()
    wait_for_order()
    answer(how)
    wait_for_order()


def greet(how: str) -> None:
    hello = Hello(pid=os.getpid(), protocol=PROTOCOL)
    if how == "silent":
        be_deaf()
    if how == "other protocol":
        hello = Hello(pid=os.getpid(), protocol=PROTOCOL + 1)
    if how == "no hello":
        say(Loaded(report=REPORT))
    say(hello)
    if how == "hello twice":
        wait_for_order()
        say(hello)


def answer(how: str) -> None:
    say(ready("run"))
    if how == "another run's token":
        say(Tokens(run_id="another", events=(TokenEvent(1, False, "가"),)))
    if how == "done twice":
        say(done("run"), done("run"))
    if how == "a message in pieces":
        line = encode(Tokens(run_id="run", events=(TokenEvent(1, False, "가나다"),)))
        for i in range(len(line)):
            say(line[i : i + 1])
        say(done("run"))


if __name__ == "__main__":
    misbehave(sys.argv[1])
