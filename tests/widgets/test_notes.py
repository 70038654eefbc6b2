"""What stands below an answer that did not simply end."""

from app.core.run import RunOutcome
from widgets.compare.notes import note_on

ANSWER = "네."


DONE = RunOutcome(state="finished", label="isolated", text=ANSWER, stop_reason="end_token")


def words(outcome: RunOutcome, *, system_merged: bool = False) -> str:
    note = note_on(outcome, system_merged=system_merged)
    return "" if note is None else note()


def test_an_answer_that_ended_by_itself_has_no_note() -> None:
    assert words(DONE) == ""


def test_a_system_prompt_that_was_merged_is_told() -> None:
    assert "시스템 지시" in words(DONE, system_merged=True)


def test_both_notes_stand_together() -> None:
    stopped = RunOutcome(state="cancelled", label="isolated", text=ANSWER)
    assert words(stopped, system_merged=True).startswith(words(stopped) + " ")
