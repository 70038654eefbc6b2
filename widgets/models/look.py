"""What every part of the page is drawn and worded with."""

from dataclasses import dataclass

from app.core.catalogue import Text
from app.services.translation import Languages
from widgets.icons import Icons
from widgets.theme import Theme


@dataclass(frozen=True)
class Look:
    """Colours, icons and the language of the interface."""

    theme: Theme
    icons: Icons
    languages: Languages

    def em(self, count: float = 1.0) -> int:
        """Return ``count`` times the interface font's size, in logical pixels."""
        return self.theme.em(count)

    def say(self, text: Text) -> str:
        """Return ``text`` in the language of the interface."""
        return text.say(self.languages.current)
