"""What the history has in its columns is what the raw stamps beside them say."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.core.run import ModelFile, RunOutcome, Stamps
from app.store.run_store import RunStore
from tests.services.stage import Stage, fake_model, plan
from tests.store.samples import comparison, run

ROOT = Path(__file__).resolve().parents[2]
STARTER = ROOT / "resources" / "models" / "starter-s.Q8_0.gguf"


def columns_by_hand(outcome: RunOutcome) -> tuple[float | None, float | None, float | None]:
    """Time to first token in ms, tokens and characters a second, from the stamps alone."""
    stamps = outcome.stamps
    if stamps is None or not stamps.tokens:
        return None, None, None
    ttft = (stamps.tokens[0] - stamps.submitted) / 1e6
    taken = stamps.tokens[-1] - stamps.tokens[0]
    if len(stamps.tokens) < 2:
        return ttft, None, None
    decode = (len(stamps.tokens) - 1) * 1e9 / taken if taken > 0 else None
    chars = None
    n_chars = sum(not c.isspace() for c in outcome.text)
    if stamps.answer_started is not None and stamps.ended is not None and n_chars:
        answering = stamps.ended - stamps.answer_started
        chars = n_chars * 1e9 / answering if answering > 0 else None
    return ttft, decode, chars


def assert_columns(store: RunStore) -> int:
    """Compare every line of the history with its stamps; return how many there were."""
    lines = store.list_runs()
    for line in lines:
        stored = store.load_run(line.run_id)
        assert stored is not None
        assert (line.ttft_ms, line.decode_tps, line.chars_per_s) == columns_by_hand(stored.outcome)
        assert (line.n_prompt, line.n_output) == (stored.outcome.n_prompt, stored.outcome.n_output)
        assert line.state == stored.outcome.state
    return len(lines)


def test_real_runs(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    models = (
        ModelFile(id="starter-s", path=str(STARTER), name="starter-s"),
        fake_model(tmp_path, "thinker", rate=500, think_tokens=5),
        fake_model(tmp_path, "short", n_tokens=1),
        fake_model(tmp_path, "mute", n_tokens=0),
        fake_model(tmp_path, "crash", rate=500, abort_at=4),
    )
    spec = plan(models, max_tokens=16)
    stage.run(qtbot, spec)
    assert assert_columns(stage.store) == len(models)
    stage.close()


@st.composite
def outcomes(draw: st.DrawFn) -> RunOutcome:
    """Any run, whatever it did not reach."""
    times = sorted(draw(st.lists(st.integers(0, 2**53), min_size=3, max_size=40)))
    tokens = tuple(times[2:])
    reached = draw(st.integers(0, len(tokens)))
    answered = draw(st.none() | st.sampled_from(tokens))
    stamps = Stamps(
        submitted=times[0],
        prompt_ready=times[1],
        answer_started=answered,
        ended=draw(st.none() | st.just(times[-1])),
        tokens=tokens[:reached],
    )
    return RunOutcome(
        state=draw(st.sampled_from(["finished", "cancelled", "failed"])),
        label="isolated",
        text=draw(st.text("가나 \n다.", max_size=20)),
        n_prompt=draw(st.integers(1, 4096)),
        n_output=reached,
        stamps=draw(st.just(stamps) | st.none()),
    )


@given(st.lists(outcomes(), min_size=1, max_size=4))
def test_any_runs(found: list[RunOutcome]) -> None:
    store = RunStore(Path(":memory:"))
    asked = comparison()
    for number, outcome in enumerate(found):
        store.finish_run(asked, run(asked, f"r{number}"), outcome, 9_000)
    assert assert_columns(store) == len(found)
    store.close()
