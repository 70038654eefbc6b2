"""What the history says of two runs, in words that window and terminal share."""

from collections.abc import Iterable, Sequence

from app.core.same_run import Change
from app.services.history_transfer import Exported, Imported
from app.services.running_again import TwoRuns
from app.services.translation import tr

SHOWN_CHARS = 24
"""Of each text, from the first difference on."""


def change_words(change: Change) -> str:
    """Return what is different, as a noun."""
    return {
        "machine": tr("PC"),
        "engine": tr("엔진(llama.cpp)"),
        "backend": tr("계산하는 장치"),
        "file": tr("모델 파일"),
        "settings": tr("불러오기 설정"),
        "label": tr("돌린 방식(단독, 동시)"),
        "program": tr("프로그램 판"),
        "sampling": tr("샘플링"),
    }[change]


def list_changes(changes: Iterable[Change]) -> str:
    """Return all that is different in one line; empty for nothing."""
    return ", ".join(change_words(change) for change in changes)


def speeds_sentence(changes: tuple[Change, ...], *, comparable: bool) -> str:
    """Say whether the speeds of two runs may be held against each other, and why not."""
    if comparable:
        return tr("같은 PC, 같은 엔진, 같은 방식으로 돌려서 속도를 견줄 수 있습니다.")
    harmless: set[Change] = {"file", "program"}
    reasons: list[Change] = [change for change in changes if change not in harmless]
    return tr("속도를 견줄 수 없습니다. 다른 것: {changes}.").format(changes=list_changes(reasons))


def again_sentence(pair: TwoRuns) -> str:
    """Say whether a repeated run wrote the same, else where they part and what has changed."""
    told = text_sentence(pair)
    if pair.difference is None:
        return told
    changed = list_changes(change for change in pair.changes if change != "label")
    if not changed:
        return f"{told} {tr('달라진 것을 찾지 못했습니다.')}"
    return f"{told} {tr('그 사이 달라진 것: {changes}.').format(changes=changed)}"


def again_lines(pairs: Sequence[TwoRuns]) -> list[str]:
    """Return what came of running a comparison again: one line where all texts are the same,
    else a line for each run that wrote something else."""
    other = [pair for pair in pairs if pair.difference is not None]
    if not other:
        words = tr("다시 돌렸더니 {n}번 모두 글이 같습니다.")
        return [words.format(n=len(pairs))] if pairs else []
    return [
        tr("{model} {n}회: {sentence}").format(
            model=pair.other.run.planned.model.name,
            n=pair.other.run.round_number,
            sentence=again_sentence(pair),
        )
        for pair in other
    ]


def text_sentence(pair: TwoRuns) -> str:
    """Say whether two runs wrote the same, else where they part; nothing of two models, which
    always write something else."""
    if pair.one.comparison.spec.prompt != pair.other.comparison.spec.prompt:
        return tr("질문이 서로 다릅니다.")
    if pair.one.run.planned.model.id != pair.other.run.planned.model.id:
        return ""
    if pair.difference is None:
        return tr("글이 같습니다.")
    words = tr("{n}번째 글자부터 글이 다릅니다: “{before}” → “{after}”.")
    one, other = pair.one.outcome, pair.other.outcome
    texts = (one.text, other.text)
    if pair.in_thinking:
        words = tr("답은 같고, 생각이 {n}번째 글자부터 다릅니다: “{before}” → “{after}”.")
        texts = (one.thinking, other.thinking)
    before, after = (_cut(text, pair.difference) for text in texts)
    return words.format(n=pair.difference + 1, before=before, after=after)


def exported_sentence(came: Exported, name: str) -> str:
    """Say what was written to the file of this name."""
    said: list[str] = []
    if came.n_unreadable:
        left_out = tr("손상되어 읽을 수 없는 {n}개는 뺐습니다.")
        said.append(left_out.format(n=came.n_unreadable))
    words = tr("실행 {n}개를 내보냈습니다: {path}")
    if came.n_works:
        words = tr("실행 {n}개, 측정과 문제지 {works}개를 내보냈습니다: {path}")
    said.append(words.format(n=f"{came.n_runs:,}", works=f"{came.n_works:,}", path=name))
    return " ".join(said)


def imported_sentence(came: Imported) -> str:
    """Say what was taken in."""
    words = tr("실행 {n}개를 가져왔습니다. 이미 있던 것 {known}개.")
    said = [words.format(n=f"{came.n_runs:,}", known=f"{came.n_known:,}")]
    if came.n_works or came.n_known_works:
        words = tr("측정과 문제지 {n}개를 가져왔습니다. 이미 있던 것 {known}개.")
        said.append(words.format(n=f"{came.n_works:,}", known=f"{came.n_known_works:,}"))
    if came.broken_lines:
        skipped = tr("읽을 수 없는 줄 {n}개는 건너뛰었습니다.")
        said.append(skipped.format(n=len(came.broken_lines)))
    return " ".join(said)


def _cut(text: str, start: int) -> str:
    shown = " ".join(text[start : start + SHOWN_CHARS].split())
    return f"{shown}…" if len(text) > start + SHOWN_CHARS else shown
