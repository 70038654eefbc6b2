"""Text that streams into a column, wrapped as it comes."""

from app.cli.console import cell_width, printable

Line = tuple[str, bool]
"""The text of a line, and whether it is thinking."""


class StreamedText:
    """Wraps at ``width`` columns (two for a Hangul syllable), at spaces where there are any.

    Only the last line is wrapped again as text comes, so the cost is linear in the text. The
    lines are the same however the text is cut into pieces.
    """

    def __init__(self, width: int) -> None:
        self._width = max(width, 2)
        self._done: list[Line] = []
        self._open = ""
        self._wrapped = False
        """Whether the last line goes on from the one before: its leading spaces are left out."""
        self._thinking = False

    def feed(self, text: str, *, thinking: bool) -> None:
        """Add text; a change between thinking and answer begins a new line."""
        if not text:
            return
        if thinking != self._thinking:
            self._end_line()
            self._thinking = thinking
        head, *rest = text.split("\n")
        self._extend(head)
        for part in rest:
            self._done.append((self._open.rstrip(), self._thinking))
            self._open, self._wrapped = "", False
            self._extend(part)

    def last_lines(self, count: int) -> list[Line]:
        """Return the last ``count`` lines, the unfinished one included."""
        if count <= 0:
            return []
        lines = self._done[-count:]
        if self._open.strip():
            lines = [*lines, (self._open.rstrip(), self._thinking)]
        return lines[-count:]

    def _end_line(self) -> None:
        if self._open.strip():
            self._done.append((self._open.rstrip(), self._thinking))
        self._open, self._wrapped = "", False

    def _extend(self, text: str) -> None:
        self._open += printable(text)
        while True:
            if self._wrapped:
                self._open = self._open.lstrip(" ")
            if cell_width(self._open) <= self._width:
                return
            head, self._open = self._cut(self._open)
            self._wrapped = True
            self._done.append((head.rstrip(), self._thinking))

    def _cut(self, line: str) -> tuple[str, str]:
        """Cut a line that is too long at the last space that fits, else at the last column."""
        used = fits = 0
        for index, char in enumerate(line):
            used += cell_width(char)
            if used > self._width:
                fits = max(index, 1)
                break
        space = line.rfind(" ", 0, fits + 1)
        if line[: space + 1].strip():
            return line[:space], line[space + 1 :]
        return line[:fits], line[fits:]
