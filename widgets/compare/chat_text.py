"""Text of models made fit for a text document, and the formats it is shown in."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont, QFontDatabase, QTextBlockFormat, QTextCharFormat

from widgets.theme import Theme

MAX_PARAGRAPH = 2000
"""Characters. A paragraph is laid out as a whole at every change, so one of a megabyte would
stall the window; a longer one is shown in pieces of this length."""

MAX_REWRITTEN = 150_000
"""Characters of one text that are written at once. More than that has been streamed in, or is
a prompt as long as a book; writing it anew would stall the window for seconds."""
MAX_PROMPT_SHOWN = 6_000

# Control characters show nothing or break a document; U+FDD0 and U+FDD1 are Qt's own marks of
# a frame's ends, U+FFFC stands for an image.
_DROPPED = dict.fromkeys((*range(32), 127, 0xFFFC, *range(0xFDD0, 0xFDF0)))
_SHOWN = _DROPPED | {ord("\n"): "\n", ord("\t"): "\t", 0x2028: "\n", 0x2029: "\n", 0x85: "\n"}


def showable(text: str) -> str:
    """Return ``text`` without what a text document would take for its own marks."""
    return text.translate(_SHOWN)


class ParagraphCutter:
    """Breaks paragraphs that outgrow :data:`MAX_PARAGRAPH`, over any number of pieces."""

    def __init__(self) -> None:
        self._length = 0

    def cut(self, text: str) -> str:
        """Return the next piece of text with newlines added where needed."""
        parts: list[str] = []
        for i, line in enumerate(text.split("\n")):
            if i:
                parts.append("\n")
                self._length = 0
            while self._length + len(line) > MAX_PARAGRAPH:
                room = MAX_PARAGRAPH - self._length
                space = line.rfind(" ", 0, room)
                at = space + 1 if space > room // 2 else room
                parts += (line[:at], "\n")
                line = line[at:]
                self._length = 0
            parts.append(line)
            self._length += len(line)
        return "".join(parts)


@dataclass(frozen=True)
class ChatLook:
    """Colours and sizes of a conversation, taken from the theme at one moment."""

    text: QColor
    muted: QColor
    accent: QColor
    warning: QColor
    error: QColor
    field: QColor
    border: QColor
    name: QColor
    """Of the model's name: its pane's colour."""
    em: int

    @classmethod
    def of(cls, theme: Theme, pane: int) -> "ChatLook":
        """Return the look for pane ``pane`` (from 0)."""
        named = {
            name: theme.color(name)
            for name in ("text", "muted", "accent", "warning", "error", "field", "border")
        }
        return cls(**named, name=theme.pane_color(pane), em=theme.em())

    def chars(self, color: QColor, *, bold: bool = False, small: bool = False) -> QTextCharFormat:
        """Return a character format."""
        chars = QTextCharFormat()
        chars.setForeground(color)
        if bold:
            chars.setFontWeight(QFont.Weight.Bold)
        if small:
            chars.setFontPointSize(max(7.0, QFont().pointSizeF() * 0.9))
        return chars

    def block(self, *, above: float = 0.0, left: float = 0.0) -> QTextBlockFormat:
        """Return a paragraph's format; lengths in font units."""
        block = QTextBlockFormat()
        block.setTopMargin(above * self.em)
        block.setLeftMargin(left * self.em)
        block.setLineHeight(118.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return block


def fixed_font_family() -> str:
    """Return the system's fixed-pitch family."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
