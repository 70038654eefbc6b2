"""Plain speech (반말) turned into polite speech (존댓말)."""

from __future__ import annotations

from korean import Word
from pairs import Desk, Turn, turn
from texts import Block

_FIXED_REMARKS = (
    "윗사람에게는 이렇게 말하는 것이 알맞습니다.",
    "처음 만난 사람에게도 쓸 수 있는 공손한 말이에요.",
)
# Verbs of riding and wearing sound odd with "카페에서".
_WITHOUT_PLACE = ("타", "입")


def phrase(desk: Desk) -> Turn:
    """A fixed phrase from the table."""
    row = desk.rng.choice(desk.library.polite_phrases)
    answer = [f"‘{row['polite']}’라고 하면 됩니다.", desk.rng.choice(_FIXED_REMARKS)]
    return turn(_question(desk, row["plain"]), answer)


def sentence(desk: Desk) -> Turn:
    """A sentence put together from subject, time, place, object and verb."""
    plain, polite, remark = compose(desk)
    return turn(_question(desk, plain), [f"‘{polite}’라고 하면 됩니다.", remark])


def compose(desk: Desk) -> tuple[str, str, str]:
    """Plain sentence, polite sentence, and what was changed."""
    parts, rng = desk.library.polite_parts, desk.rng
    verb: Block = rng.choice(parts["verb"])
    times, plain_end, polite_end, own_subject = _endings(desk, verb)
    subject = rng.choice(parts["subjects"]) if own_subject else ["", ""]
    time = rng.choice(["", *times])
    place = ""
    if verb["stem"] not in _WITHOUT_PLACE and rng.random() < 0.7:
        place = rng.choice(parts["places"])
    middle = f"{Word(rng.choice(verb['objects'])):을}"
    between = " ".join(word for word in (time, place, middle) if word)
    plain = f"{subject[0]}{between} {plain_end}"
    polite = f"{subject[1]}{between} {polite_end}"
    return plain, polite, _remark(subject, plain_end)


def _endings(desk: Desk, verb: Block) -> tuple[list[str], str, str, bool]:
    """Times that fit, plain ending, polite ending, and whether a subject may stand before."""
    parts = desk.library.polite_parts
    past, now, later = parts["past_times"], parts["present_times"], parts["future_times"]
    stem, present, future = verb["stem"], verb["present"], verb["future"]
    return desk.rng.choice(
        (
            (past, f"{verb['past']}어.", f"{verb['past']}어요.", True),
            (past, f"{verb['past']}어.", f"{verb['past']}어요.", True),
            (now, f"{present}.", f"{present}요.", True),
            (later, f"{future} 거야.", f"{future} 거예요.", True),
            (now, f"{stem}고 싶어.", f"{stem}고 싶어요.", True),
            (now[:2], f"{stem}고 있어.", f"{stem}고 있어요.", True),
            (later, f"{future} 수 있어.", f"{future} 수 있어요.", True),
            (later, f"{stem}자.", f"{present}요.", False),
            (later, f"{stem}지 마.", f"{stem}지 마세요.", False),
        )
    )


def _remark(subject: list[str], plain_end: str) -> str:
    if subject[0] != subject[1]:
        plain, polite = Word(subject[0].split()[0]), Word(subject[1].split()[0])
        return f"‘{plain:을:’} ‘{polite:로:’} 바꾸고 문장 끝을 공손하게 고쳤어요."
    if plain_end.endswith("지 마."):
        return "‘마’를 ‘마세요’로 바꾸면 공손한 부탁이 됩니다."
    return "문장 끝에 ‘요’를 붙여 공손하게 고쳤어요."


def _question(desk: Desk, plain: str) -> str:
    said = plain.rstrip(".") if desk.rng.random() < 0.5 else plain
    return desk.ask(desk.phrasing("polite"), {"s": said}, opening=False)
