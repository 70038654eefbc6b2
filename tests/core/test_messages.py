import itertools
import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import messages
from app.core.measure.results import UserStamps
from app.core.messages import (
    BrokenMessageError,
    FromWorker,
    LineSplitter,
    Message,
    ToWorker,
    decode_from_worker,
    decode_to_worker,
    encode,
)
from app.core.problem import Problem
from app.core.run import (
    ChatMessage,
    Device,
    DevicePart,
    EngineInfo,
    LoadReport,
    LoadSettings,
    LoadStep,
    MeasuredRun,
    Memory,
    Sampling,
    Simulation,
    TokenEvent,
)

NS = st.integers(0, 2**62)
COUNT = st.integers(0, 2**31)
COUNTED = st.integers(0, 2**31 - 1)
TEXT = st.text(max_size=30)
WORDS = st.dictionaries(TEXT, st.booleans() | st.integers(-(2**31), 2**31) | TEXT, max_size=3)
FLOAT = st.floats(allow_nan=False, allow_infinity=False)
SAMPLING = st.builds(Sampling, temperature=FLOAT, top_k=COUNT, seed=COUNT)
CHAT = st.builds(ChatMessage, role=st.sampled_from(["system", "user", "assistant"]), content=TEXT)
EVENTS = st.lists(st.builds(TokenEvent, NS, st.booleans(), TEXT, st.booleans()), max_size=5)
PROBLEM = st.builds(
    Problem,
    kind=st.sampled_from(["file_missing", "out_of_memory"]),
    params=st.dictionaries(TEXT, TEXT | COUNT | FLOAT, max_size=3),
    detail=TEXT,
)
DEVICE = st.builds(Device, name=TEXT, description=TEXT, kind=st.sampled_from(["cpu", "gpu"]))
PARTS = st.lists(st.builds(DevicePart, device=TEXT, n_layers=COUNT), max_size=2).map(tuple)
STEP = st.builds(LoadStep, n_batch=COUNT, n_ctx=COUNT, wanted_bytes=st.none() | NS)
REPORT = st.builds(
    LoadReport,
    architecture=TEXT,
    load_ms=FLOAT,
    n_params=NS,
    memory=st.builds(Memory, weights_bytes=st.none() | NS),
    devices=st.lists(DEVICE, max_size=2).map(tuple),
    parts=PARTS,
    steps=st.lists(STEP, max_size=2).map(tuple),
)
USER_STAMPS = st.builds(
    UserStamps,
    submitted=NS,
    tokens=st.lists(NS, max_size=3).map(tuple),
    n_prompt=COUNT,
    n_chars=COUNT,
    ended=NS,
)
MEASURED_RUN = st.builds(
    MeasuredRun, began=NS, prefill_done=NS, tokens=st.lists(NS, max_size=3).map(tuple)
)
SETTINGS = st.builds(
    LoadSettings,
    n_ctx=st.none() | COUNT,
    devices=st.none() | st.lists(TEXT, max_size=2).map(tuple),
    tensor_split=st.lists(FLOAT, max_size=2).map(tuple),
)

TO_WORKER = st.one_of(
    st.builds(messages.Load, engine=st.sampled_from(["llama", "fake"]), settings=SETTINGS),
    st.builds(
        messages.Generate,
        messages=st.lists(CHAT, max_size=3).map(tuple),
        sampling=SAMPLING,
        template_args=WORDS,
        stop=st.lists(TEXT, max_size=2).map(tuple),
    ),
    st.builds(messages.Measure, n_threads=st.none() | COUNTED),
    st.builds(messages.Serve, users=st.integers(1, messages.MAX_USERS), max_tokens=COUNT),
    st.builds(messages.Cancel),
    st.builds(messages.Inspect),
    st.builds(messages.Simulate, settings=SETTINGS),
    st.builds(messages.Quit),
)
FROM_WORKER = st.one_of(
    st.builds(messages.Hello, pid=COUNT, protocol=COUNT),
    st.builds(messages.LoadProgress, fraction=FLOAT),
    st.builds(messages.LoadStepTold, step=STEP),
    st.builds(messages.Simulated, simulation=st.builds(Simulation, parts=PARTS, n_ctx=COUNT)),
    st.builds(messages.Loaded, report=REPORT),
    st.builds(messages.LoadFailed, problem=PROBLEM),
    st.builds(messages.Inspected, info=st.builds(EngineInfo, devices=st.lists(DEVICE).map(tuple))),
    st.builds(
        messages.PromptReady,
        n_prompt=COUNT,
        submitted_ns=NS,
        prompt_ready_ns=NS,
        system_merged=st.booleans(),
    ),
    st.builds(messages.PrefillProgress, n_done=COUNT, n_prompt=COUNT),
    st.builds(messages.Tokens, events=EVENTS.map(tuple)),
    st.builds(
        messages.Done,
        stop_reason=st.none() | st.sampled_from(["end_token", "max_tokens"]),
        **dict.fromkeys(["n_prompt", "n_prompt_evaluated", "n_output", "n_thinking"], COUNT),
        **dict.fromkeys(["submitted_ns", "prompt_ready_ns", "ended_ns"], NS),
        **dict.fromkeys(["prefill_done_ns", "answer_started_ns"], st.none() | NS),
    ),
    st.builds(messages.MeasureProgress, n_done=COUNT, n_total=COUNT),
    st.builds(messages.Measured, runs=st.lists(MEASURED_RUN, max_size=3).map(tuple)),
    st.builds(messages.Served, users=st.lists(USER_STAMPS, max_size=3).map(tuple)),
    st.builds(messages.GenerateFailed, problem=PROBLEM),
)


def cut(data: bytes, places: list[int]) -> list[bytes]:
    edges = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[start:end] for start, end in itertools.pairwise(edges)]


@given(st.lists(TO_WORKER, max_size=5), st.lists(st.integers(0, 10_000), max_size=20))
def test_to_the_worker_and_back_however_it_is_cut(sent: list[ToWorker], places: list[int]):
    splitter = LineSplitter()
    data = b"".join(map(encode, sent))
    lines = [line for piece in cut(data, places) for line in splitter.feed(piece)]
    assert [decode_to_worker(line) for line in lines] == sent


@given(st.lists(FROM_WORKER, max_size=5), st.lists(st.integers(0, 10_000), max_size=20))
def test_from_the_worker_and_back_however_it_is_cut(sent: list[FromWorker], places: list[int]):
    splitter = LineSplitter()
    data = b"".join(map(encode, sent))
    lines = [line for piece in cut(data, places) for line in splitter.feed(piece)]
    assert [decode_from_worker(line) for line in lines] == sent


def test_every_message_is_tried():
    tried = {"load", "generate", "cancel", "inspect", "quit"}
    tried |= {"hello", "load_progress", "loaded", "load_failed", "inspected", "prompt_ready"}
    tried |= {"prefill_progress", "tokens", "done", "generate_failed"}
    tried |= {"measure", "measure_progress", "measured", "serve", "served"}
    tried |= {"load_step_told", "simulate", "simulated"}
    known = {kind.__struct_config__.tag for kind in Message.__subclasses__()}
    assert known == tried
    assert {*get_args(ToWorker), *get_args(FromWorker)} == set(Message.__subclasses__())


def result_of(line: bytes) -> Any:
    results = []
    for decode in (decode_to_worker, decode_from_worker):
        try:
            results.append(decode(line))
        except BrokenMessageError as error:
            results.append(error)
    return results


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_an_error_of_ours(line: bytes):
    for result in result_of(line):
        assert isinstance(result, Message | BrokenMessageError)


@given(FROM_WORKER | TO_WORKER, st.data())
def test_a_damaged_line_is_a_message_or_an_error_of_ours(sent: Any, data: st.DataObject):
    line = bytearray(encode(sent))
    at = data.draw(st.integers(0, len(line) - 1))
    line[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    for result in result_of(bytes(line)):
        assert isinstance(result, Message | BrokenMessageError)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b'{"type":"unknown"}',
        b'{"type":"cancel"}',
        b'{"type":"cancel","run_id":1}',
        b'{"type":"cancel","run_id":"a","more":1}',
        b'{"type":"cancel","run_id":"a"',
        b'{"type":"cancel","run_id":"\xff"}',
        b'{"type":"hello","pid":1,"protocol":1}',
        b"[" * 100_000,
    ],
)
def test_broken_lines_to_the_worker(line: bytes):
    with pytest.raises(BrokenMessageError) as error:
        decode_to_worker(line)
    assert len(error.value.line_start) <= 200


def test_a_message_is_one_line_of_json():
    line = encode(messages.Cancel(run_id="가\n나"))
    assert line.count(b"\n") == 1
    assert json.loads(line) == {"type": "cancel", "run_id": "가\n나"}


def test_empty_lines_are_left_out():
    assert LineSplitter().feed(b"\n\na\n\nb\n") == [b"a", b"b"]


@pytest.mark.parametrize("pieces", [[b"x" * 30], [b"x" * 8] * 3, [b"a\n" + b"x" * 30]])
def test_a_line_without_end_is_refused(pieces: list[bytes]):
    splitter = LineSplitter(limit=20)
    *first, last = pieces
    assert [splitter.feed(piece) for piece in first] == [[]] * len(first)
    with pytest.raises(BrokenMessageError):
        splitter.feed(last)
    assert splitter.feed(b"fine\n") == [b"fine"]


def test_a_long_line_in_small_pieces_takes_linear_time():
    splitter = LineSplitter()
    for _ in range(100_000):
        assert splitter.feed(b"x" * 100) == []
    assert [len(line) for line in splitter.feed(b"\n")] == [10_000_000]
