"""One run as the real worker told it, line by line, kept to hold definitions of figures against.

Recorded anew by ``.venv/bin/python -m tests.helpers.recorded_run``: a small model that is
steered token by token thinks and answers a question, then does llama-bench's work.
"""

import tempfile
from pathlib import Path

from app.core.live_run import LiveRun
from app.core.messages import (
    Done,
    FromWorker,
    GenerateFailed,
    Measure,
    Measured,
    Tokens,
    decode_from_worker,
    encode,
)
from app.core.run import LoadSettings, ModelFile, PlannedModel, RunOutcome, TokenEvent
from tests.helpers.gguf_layers import Shape
from tests.helpers.gguf_maker import QWEN3, make_scripted
from tests.helpers.worker_client import WorkerClient

FILE = Path(__file__).parents[1] / "data" / "recorded_run.jsonl"
N_PREFILL, N_DECODE = 128, 32
_QUESTION = "한국의 수도는 어디이고, 그 도시에는 무엇이 있나요?"
_THOUGHT = (
    "물음이 둘| 있다|.| 먼저| 수도|는| 서울|이다|.\n| 그|곳|에|는 궁궐|과| 한강|이 흐른다"
).split("|")
_ANSWER = (
    "대한민국|의| 수도인| 그 도시|에는| 경복궁|, 창덕궁"
    "| 같은| 궁|들이 있고| 남쪽|으로| 강이|흐릅니다"
).split("|")


def read_recorded() -> list[FromWorker]:
    """Return the messages of the recorded run, in order."""
    return [decode_from_worker(line) for line in FILE.read_bytes().splitlines()]


def outcome_of(messages: list[FromWorker]) -> RunOutcome:
    """Return what the program itself makes of the messages."""
    planned = PlannedModel(pane=0, model=ModelFile(id="recorded", path="", name="recorded"))
    live = LiveRun("run-1", planned, 1, "isolated")
    for message in messages:
        if isinstance(message, Done):
            return live.finish(message)
        live.take(message)
    raise AssertionError("no Done was recorded")


def token_events(messages: list[FromWorker]) -> list[TokenEvent]:
    """Return every token's event."""
    chunks = [message.events for message in messages if isinstance(message, Tokens)]
    return [event for events in chunks for event in events if event.is_token]


def measured(messages: list[FromWorker]) -> list[Measured]:
    """Return what came of the prefill alone, and of the decode alone."""
    return [message for message in messages if isinstance(message, Measured)]


def record(folder: Path) -> list[FromWorker]:
    """Have the real worker do it all, and return what it said."""
    # A syllable that comes in two tokens has a token without any text.
    halves = "😀".encode()[:2], "😀".encode()[2:]
    pieces = ["<think>", *_THOUGHT, "</think>", "\n\n", *_ANSWER, *halves]
    shape = Shape(n_layers=12, n_ff=512)
    model = make_scripted(folder / "recorded.gguf", pieces, QWEN3, shape)
    with WorkerClient() as worker:
        worker.load(model, LoadSettings(n_ctx=1024, n_threads=1))
        worker.ask(_QUESTION, think="on", max_tokens=200)
        _, said = worker.receive_until((Done, GenerateFailed))
        for work in (
            Measure(run_id="pp", n_prompt=N_PREFILL, warm_up=False, sampled=False),
            Measure(run_id="tg", n_gen=N_DECODE, warm_up=False, sampled=False),
        ):
            worker.send(work)
            said += worker.receive_until((Measured, GenerateFailed))[1]
    return said


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        FILE.write_bytes(b"".join(encode(message) for message in record(Path(scratch))))
