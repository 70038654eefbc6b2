"""A model's answer as Markdown, inert: no HTML, no images, nothing fetched, nothing opened."""

import re

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)

from app.services.translation import tr
from widgets.compare.chat_text import MAX_PARAGRAPH, ChatLook, fixed_font_family, showable

MAX_CHARS = 60_000
"""Longer answers stay plain text: formatting them would stall the window."""
MAX_COLUMNS = 40
MAX_NESTING = 12
FOLD_SCHEME = "naranhi-fold"
"""Links of our own; in a model's text they are made plain."""

_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | (
    QTextDocument.MarkdownFeature.MarkdownNoHTML
)
_NESTED = re.compile(
    rf"^(?:[ \t]*(?:[-*+>]|\d{{1,9}}[.)])[ \t]*){{{MAX_NESTING + 1}}}", re.MULTILINE
)
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_MARKED = re.compile(r"[*_`#|~\[\]<>\\&]|://|^[ \t]*(?:[-+=]|\d{1,9}[.)])", re.MULTILINE)
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_DEEP = re.compile(rf"^[ ]{{{4 * MAX_NESTING}}}", re.MULTILINE)


def to_fragment(answer: str, look: ChatLook, font: QFont) -> QTextDocumentFragment | None:
    """Return ``answer`` formatted, or None where it is to be shown as plain text (too long, or
    shaped so that formatting it would take too long)."""
    text = showable(answer)
    if not _is_tame(text):
        return None
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(font)
    document.setMarkdown(_with_line_breaks(text), _FEATURES)
    _defuse(document)
    _dress(document, look, font)
    return QTextDocumentFragment(document)


def is_plain(answer: str) -> bool:
    """Whether ``answer`` has nothing in it that Markdown would show in another way."""
    return _MARKED.search(answer) is None


def _with_line_breaks(text: str) -> str:
    """Keep the lines that a model wrote: Markdown alone would run them together.

    Code between fences keeps them anyway; in a list, Qt would make an item of each.
    """
    lines: list[str] = []
    fence, in_list = "", False
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1][0]
        elif mark and mark[1][0] == fence:
            fence = ""
        elif not fence:
            in_list = bool(line.strip()) and (in_list or _ITEM.match(line) is not None)
            if line.strip() and not in_list:
                line = line.rstrip() + "  "
        lines.append(line)
    return "\n".join(lines)


def _is_tame(text: str) -> bool:
    if len(text) > MAX_CHARS or _NESTED.search(text) or _DEEP.search(text):
        return False
    lines = text.split("\n")
    return all(len(line) <= MAX_PARAGRAPH and line.count("|") <= MAX_COLUMNS for line in lines)


def _defuse(document: QTextDocument) -> None:
    """Put words in place of images, and take our own scheme out of links."""
    found: list[tuple[int, int, QTextCharFormat]] = []
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            piece = pieces.fragment()
            chars = piece.charFormat()
            if chars.isImageFormat() or chars.isAnchor():
                found.append((piece.position(), piece.length(), chars))
            pieces += 1
        block = block.next()
    for position, length, chars in reversed(found):
        cursor = QTextCursor(document)
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        if chars.isImageFormat():
            alt = chars.property(QTextFormat.Property.ImageAltText) or ""
            words = tr("[그림: {alt}]").format(alt=alt) if alt else tr("[그림]")
            cursor.insertText(words, QTextCharFormat())
        elif chars.anchorHref().lower().startswith(FOLD_SCHEME):
            plain = QTextCharFormat(chars)
            plain.setAnchor(False)
            plain.setAnchorHref("")
            cursor.setCharFormat(plain)


def _dress(document: QTextDocument, look: ChatLook, font: QFont) -> None:
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    while block.isValid():
        _dress_block(cursor, block, look, font)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            table = frame.format()
            table.setBorder(1)
            table.setBorderCollapse(True)
            table.setBorderBrush(look.border)
            table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            table.setLeftMargin(1)
            table.setCellPadding(look.em * 0.4)
            table.setCellSpacing(0)
            table.setTopMargin(look.em * 0.5)
            table.setBottomMargin(look.em * 0.5)
            frame.setFormat(table)
    cursor.endEditBlock()


def _dress_block(cursor: QTextCursor, block: QTextBlock, look: ChatLook, font: QFont) -> None:
    """Change only what has to be: every change of a format costs a layout."""
    form = block.blockFormat()
    level = form.headingLevel()
    chars = QTextCharFormat()
    if level:
        size = font.pointSizeF() * {1: 1.3, 2: 1.2, 3: 1.1}.get(level, 1)
        chars.setFontPointSize(size)
        chars.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
        form.setTopMargin(look.em * 0.7)
        form.setBottomMargin(look.em * 0.3)
    elif form.hasProperty(QTextFormat.Property.BlockCodeFence) or form.hasProperty(
        QTextFormat.Property.BlockCodeLanguage
    ):
        form.setBackground(look.field)
        form.setNonBreakableLines(False)
        form.setLeftMargin(look.em * 0.5)
        form.setTopMargin(0)
        form.setBottomMargin(0)
        chars.setFontFamilies([fixed_font_family(), font.family()])
        chars.setFontFixedPitch(True)
    elif form.property(QTextFormat.Property.BlockQuoteLevel):
        chars.setForeground(look.muted)
    else:
        return
    cursor.setPosition(block.position())
    cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
    cursor.setBlockFormat(form)
    cursor.mergeCharFormat(chars)


def is_web_link(link: str) -> bool:
    """Whether ``link`` may be opened at all, once the person asks for it."""
    return link.lower().startswith(("http://", "https://"))
