"""From a token's bytes to pieces of text: decoded, thinking split off, stop strings cut."""

from collections.abc import Callable

from app.core.stop_strings import StopStrings
from app.core.thinking import Piece, ThinkingSplitter
from app.core.utf8 import Utf8Stream
from app.worker.engine import PreparedPrompt


class TextStream:
    """The text of one run, token by token; linear in the output whatever the bytes are."""

    def __init__(self, prompt: PreparedPrompt, stop: tuple[str, ...]) -> None:
        self.stopped = False
        """A stop string was met: what came before it is out, the rest is dropped."""
        self._decoder = Utf8Stream()
        self._splitter = ThinkingSplitter(prompt.marks, inside=prompt.starts_thinking)
        self._stop = StopStrings(stop) if stop else None
        feeds = {
            prompt.open_id: self._splitter.feed_mark_open,
            prompt.close_id: self._splitter.feed_mark_close,
            prompt.answer_id: self._splitter.feed_mark_answer,
        }
        self._mark_feeds: dict[int, Callable[[], list[Piece]]] = {
            token: feed for token, feed in feeds.items() if token is not None
        }

    @property
    def thinking(self) -> bool:
        """Whether the run is inside its thinking now."""
        return self._splitter.thinking

    def feed(self, token: int, data: bytes) -> list[Piece]:
        """Return what this token lets go: nothing, or one or more pieces of text, in order."""
        feed_mark = self._mark_feeds.get(token)
        if feed_mark is not None:
            pieces = self._splitter.feed(self._decoder.flush()) + feed_mark()
        elif text := self._decoder.feed(data):
            pieces = self._splitter.feed(text)
        else:
            return []
        return pieces if self._stop is None else self._cut(self._stop, pieces)

    def flush(self, *, cut: bool) -> list[Piece]:
        """Return what was held back, at the end of the run.

        ``cut`` tells that the model had more to say (cap, context's end, Stop): half a syllable
        is then dropped, where at the model's own end it is a broken character.
        """
        if self.stopped:
            return []
        rest = "" if cut else self._decoder.flush()
        pieces = self._splitter.feed(rest) + self._splitter.flush()
        if self._stop is None:
            return pieces
        pieces = self._cut(self._stop, pieces)
        rest = "" if self.stopped else self._stop.flush()
        return [*pieces, (False, rest)] if rest else pieces

    def _cut(self, stop: StopStrings, pieces: list[Piece]) -> list[Piece]:
        """Look for stop strings in the answer: the thinking may name them."""
        out: list[Piece] = []
        for thinking, text in pieces:
            free = text
            if not thinking:
                free, self.stopped = stop.feed(text)
            if free:
                out.append((thinking, free))
            if self.stopped:
                break
        return out
