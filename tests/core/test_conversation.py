"""Several turns, each pane with its own answers."""

from app.core.conversation import Conversation
from app.core.run import ChatMessage, ModelFile, PlannedModel, RunOutcome, RunSpec, RunState


def ask(prompt: str) -> RunSpec:
    models = tuple(
        PlannedModel(pane=pane, model=ModelFile(id="m", path="m", name="m")) for pane in (0, 1)
    )
    return RunSpec(comparison_id="c", prompt=prompt, models=models, system="짧게")


def answer(text: str, state: RunState = "finished") -> RunOutcome:
    return RunOutcome(state=state, label="isolated", text=text, thinking="곰곰이")


def contents(messages: tuple[ChatMessage, ...]) -> list[tuple[str, str]]:
    return [(message.role, message.content) for message in messages]


def test_every_pane_keeps_its_own_answers_without_thinking() -> None:
    conversation = Conversation()
    assert conversation.empty
    conversation.record(ask("하나?"), {0: answer("일"), 1: answer("1")})
    conversation.record(ask("둘?"), {0: answer("이"), 1: answer("2")})
    assert contents(conversation.history(0)) == [
        ("user", "하나?"),
        ("assistant", "일"),
        ("user", "둘?"),
        ("assistant", "이"),
    ]
    assert contents(conversation.history(1))[1::2] == [("assistant", "1"), ("assistant", "2")]
    assert conversation.history(5) == ()


def test_roles_alternate_whatever_became_of_a_run() -> None:
    conversation = Conversation()
    conversation.record(ask("하나?"), {0: answer("일"), 1: answer("", "cancelled")})
    conversation.record(ask("둘?"), {0: answer("이", "failed"), 1: answer("반쪽", "cancelled")})
    conversation.record(ask("셋?"), {0: answer(" \n"), 1: answer("셋")})
    assert contents(conversation.history(0)) == [("user", "하나?"), ("assistant", "일")]
    assert contents(conversation.history(1)) == [
        ("user", "둘?"),
        ("assistant", "반쪽"),
        ("user", "셋?"),
        ("assistant", "셋"),
    ]


def test_a_pane_or_all_begin_anew() -> None:
    conversation = Conversation()
    conversation.record(ask("하나?"), {0: answer("일"), 1: answer("1")})
    conversation.forget(0)
    assert conversation.history(0) == ()
    assert not conversation.empty
    conversation.clear()
    assert conversation.empty
