"""Reports to draw: short, long, and as bad as they come."""

from app.core.report.model import (
    Answer,
    Bar,
    Bars,
    Block,
    Cell,
    Facts,
    Heading,
    Report,
    Table,
    Words,
)

LONG_WORD = "가나다라마바사" * 40
SENTENCE = "이 모델은 연구와 교육에만 쓸 수 있고, 돈을 버는 일에는 쓸 수 없습니다. "
HOSTILE = "\x00\x1b[31m\u202e뒤집힘\u200d\ud83d" + LONG_WORD + "\t끝\r\n<b>"


def pc_page(n_models: int, text: str = SENTENCE * 2) -> Report:
    """A page like the one about this PC."""
    names = tuple(f"긴 이름의 모델 {n} · Q4_K_M" for n in range(n_models))
    rows = tuple(
        (Cell(text=f"물음 {row}"), *(Cell(text=text, estimate=row % 2 == 0) for _ in names))
        for row in range(10)
    )
    bars = tuple(
        Bar(name=name, value=10.0 + n, low=9.0, high=12.0, text="10")
        for n, name in enumerate(names)
    )
    return report(
        Words(text="네, 돌릴 수 있습니다.", role="lead"),
        Table(columns=("", *names), rows=rows, even=True),
        Bars(caption="속도", bars=bars, line=("읽는 속도", 10.0)),
        Heading(text="이 PC"),
        Facts(pairs=(("프로세서", Cell(text="test")), ("메모리", Cell(text="16 GiB")))),
        Words(text=SENTENCE * 3, role="note"),
        one_page=True,
    )


def report(*blocks: Block, one_page: bool = False, title: str = "보고서") -> Report:
    return Report(
        title=title,
        subtitle="부제",
        language="ko",
        made_at="2026-11-28 14:00",
        blocks=blocks,
        estimate_mark="(어림)",
        footer="나란히가 만들었습니다.",
        one_page=one_page,
    )


def hostile() -> Report:
    """Text that tries to leave its place in every kind of block."""
    return report(
        Words(text=HOSTILE, role="lead"),
        Heading(text=HOSTILE),
        Facts(pairs=((HOSTILE, Cell(text=HOSTILE)),)),
        Table(
            columns=(HOSTILE, "수"),
            rows=((Cell(text=HOSTILE), Cell(text=HOSTILE, number=True, estimate=True)),) * 3,
        ),
        Bars(
            caption=HOSTILE,
            bars=(Bar(name=HOSTILE, value=1e300, text="1"), Bar(name="", value=0.0)),
        ),
        Answer(name=HOSTILE, text=HOSTILE * 3),
        title=HOSTILE,
    )
