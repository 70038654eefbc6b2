"""The conversation: streaming, following, folding, Markdown that can do no harm."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument, QTextFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.compare.chat_text import MAX_PARAGRAPH, ParagraphCutter, showable
from widgets.compare.chat_view import ChatView
from widgets.theme import Theme

HOSTILE = """<b>굵게</b><script>alert(1)</script><img src="http://evil.example/a.png">
![몰래](http://evil.example/b.png) ![파일](file:///etc/passwd) ![점](data:image/png;base64,AAAA)
[누르세요](javascript:alert(1)) [접기](naranhi-fold:0) <http://evil.example/c>
<a href="file:///etc/passwd">파일</a>
"""


@pytest.fixture
def view(qtbot: QtBot, qapp: QApplication, resources: Path) -> ChatView:
    theme = Theme(qapp, resources / "themes")
    theme.choose("light")
    view = ChatView(theme, 0)
    view.resize(420, 300)
    qtbot.addWidget(view)
    view.show()
    qtbot.waitExposed(view)
    return view


def fill(view: ChatView, lines: int = 60) -> None:
    for i in range(lines):
        view.stream(f"{i}번째 줄입니다.\n", "", 0)


def test_text_streams_in_and_is_formatted_at_the_end(view: ChatView) -> None:
    view.begin_turn("질문", "모델", 1)
    view.stream("**굵", "", 0)
    view.stream("게**", "", 0)
    assert "**굵게**" in view.toPlainText()
    view.finish("**굵게**", "", 0)
    assert "**" not in view.toPlainText()
    assert "굵게" in view.toPlainText()


def test_what_had_not_streamed_in_yet_is_there_at_the_end(view: ChatView) -> None:
    view.begin_turn("질문", "모델", 1)
    view.stream("처음", "", 0)
    view.finish("처음과 끝", "", 0, lambda: "멈췄습니다.")
    assert view.toPlainText().endswith("처음과 끝\n멈췄습니다.")


def test_plain_text_stays_as_it_came(view: ChatView) -> None:
    view.begin_turn("질문", "모델", 1)
    view.stream("첫 줄\n둘째 줄", "", 0)
    before = view.toPlainText()
    view.finish("첫 줄\n둘째 줄", "", 0)
    assert view.toPlainText() == before


def test_the_end_is_followed_until_the_person_scrolls(view: ChatView) -> None:
    view.begin_turn("질문", "모델", 1)
    fill(view)
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    bar.setValue(10)
    assert not view.following
    fill(view)
    assert bar.value() == 10
    view.follow()
    fill(view)
    assert bar.value() == bar.maximum()


def test_ending_does_not_move_what_is_read(view: ChatView) -> None:
    view.begin_turn("질문", "모델", 1)
    fill(view)
    view.verticalScrollBar().setValue(40)
    view.finish(view.turns[-1].answer, "", 0)
    assert view.verticalScrollBar().value() == 40


def test_a_new_turn_is_followed_again(view: ChatView) -> None:
    view.begin_turn("질문", "모델", 1)
    fill(view)
    view.verticalScrollBar().setValue(0)
    view.begin_turn("다음", "모델", 1)
    assert view.following
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


@pytest.mark.parametrize("ended", [False, True])
def test_hostile_text_is_inert(
    view: ChatView, monkeypatch: pytest.MonkeyPatch, ended: bool
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    view.begin_turn(HOSTILE, "모델", 1)
    view.stream(HOSTILE, "", 0)
    if ended:
        view.finish(HOSTILE, "", 0)
    assert "<script>alert(1)</script>" in view.toPlainText()
    assert not images_in(view.document())
    assert opened == []
    assert view.loadResource(2, QUrl("file:///etc/passwd")) is None
    assert view.document().loadResource(2, QUrl("file:///etc/passwd")) is None


def test_a_model_cannot_make_links_of_ours(view: ChatView) -> None:
    view.begin_turn("질문", "모델", 1)
    view.finish(HOSTILE, "", 0)
    assert not any(link.lower().startswith("naranhi-fold") for link in links_in(view.document()))
    assert "javascript:alert(1)" in links_in(view.document())


def test_a_click_on_a_link_opens_nothing(view: ChatView, qtbot: QtBot) -> None:
    view.begin_turn("질문", "모델", 1)
    view.finish("[여기](https://example.com/a)", "", 0)
    before = view.toPlainText()
    view.anchorClicked.emit(QUrl("https://example.com/a"))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert [action.text() for action in menu.actions() if action.isEnabled()][0:1]
    menu.close()
    assert view.toPlainText() == before
    assert view.source().isEmpty()


def test_fold_is_toggled_by_its_link(view: ChatView) -> None:
    view.begin_turn("질문", "모델", 1)
    view.stream("", "곰곰이 ", 1)
    view.stream("", "따져 본다", 2)
    view.refresh_count()
    assert "생각 2토큰" in view.toPlainText()
    assert "곰곰이" not in view.toPlainText()
    view.anchorClicked.emit(QUrl("naranhi-fold:0"))
    assert "곰곰이 따져 본다" in view.toPlainText()
    view.stream("답", " 더", 3)
    assert "따져 본다 더" in view.toPlainText()
    assert view.toPlainText().endswith("답")


def test_fold_is_reached_by_keyboard(view: ChatView, qtbot: QtBot) -> None:
    view.begin_turn("질문", "모델", 1)
    view.finish("답", "곰곰이", 1)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert "곰곰이" in view.toPlainText()


def test_rounds_replace_the_answer(view: ChatView) -> None:
    view.begin_turn("질문", "모델", 3)
    view.stream("처음 답", "", 0)
    view.begin_round(2, 3)
    view.stream("다음 답", "", 0)
    assert "처음 답" not in view.toPlainText()
    assert "2/3회" in view.toPlainText()


def test_colours_and_words_are_written_anew(view: ChatView) -> None:
    view.begin_turn("질문", "모델", 1)
    view.finish("# 제목\n\n글", "생각", 1)
    before = view.toPlainText()
    view.rewrite()
    assert view.toPlainText() == before


@pytest.mark.parametrize("text", ["가" * 50, "띄어 쓴 글입니다. ", "한 줄\n"])
def test_a_megabyte_stays_responsive(view: ChatView, text: str) -> None:
    chunk = text * (4000 // len(text))
    view.begin_turn("질문", "모델", 1)
    total = 0
    times = []
    while total < 350_000:  # a megabyte of Hangul
        start = time.perf_counter()
        view.stream(chunk, "", 0)
        times.append(time.perf_counter() - start)
        total += len(chunk)
    start = time.perf_counter()
    view.finish(view.turns[-1].answer, "", 0)
    ended = time.perf_counter() - start
    times.sort()
    assert times[len(times) // 2] < 0.25
    assert ended < 4
    assert view.turns[-1].answer == chunk * len(times)


@pytest.mark.parametrize(
    "text",
    [
        "> " * 3000 + "끝",
        "- " * 3000 + "끝",
        "|" * 5000 + "\n" + "|-" * 5000,
        "*" * 20_000,
        "[" * 20_000,
        "![" * 8000,
        "`" * 20_000,
        "1. " * 3000,
        "\n".join("  " * i + "- 항목" for i in range(200)),
        "<" * 20_000,
    ],
    ids=["quotes", "bullets", "table", "stars", "brackets", "images", "ticks", "numbers",
         "nested", "angles"],
)  # fmt: skip
def test_pathological_markdown_ends_soon(view: ChatView, text: str) -> None:
    view.begin_turn("질문", "모델", 1)
    start = time.perf_counter()
    view.finish(text, "", 0)
    assert time.perf_counter() - start < 4


def test_marks_of_documents_are_taken_out() -> None:
    assert showable("가\0나\ufdd0다\ufffc라\x1b[0m") == "가나다라[0m"
    assert showable("한\u2028줄\t칸") == "한\n줄\t칸"


def test_long_paragraphs_are_cut_however_they_come() -> None:
    whole = "가나다 라마바 " * 2000
    cutter = ParagraphCutter()
    pieces = "".join(cutter.cut(whole[i : i + 37]) for i in range(0, len(whole), 37))
    assert pieces.replace("\n", "") == whole
    assert max(len(line) for line in pieces.split("\n")) <= MAX_PARAGRAPH


def images_in(document: QTextDocument) -> list[str]:
    return [
        piece.charFormat().toImageFormat().name()
        for piece in pieces_of(document)
        if piece.charFormat().isImageFormat()
        or piece.charFormat().hasProperty(QTextFormat.Property.ImageName)
    ]


def links_in(document: QTextDocument) -> list[str]:
    return [
        piece.charFormat().anchorHref()
        for piece in pieces_of(document)
        if piece.charFormat().isAnchor()
    ]


def pieces_of(document: QTextDocument):
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            yield pieces.fragment()
            pieces += 1
        block = block.next()
