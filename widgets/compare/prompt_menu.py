"""The menu of ready-made prompts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.services.translation import Languages
from widgets.compare.prompt_library import Prompt, PromptSet, Title

_MAX_LABEL = 46


class PromptMenu(QMenu):
    """Sets under headings, groups as submenus, prompts as entries."""

    picked = Signal(object)
    """Prompt: the person wants this one in the box."""

    def __init__(
        self, sets: Sequence[PromptSet], languages: Languages, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sets = sets
        self._languages = languages
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for i, prompt_set in enumerate(self._sets):
            if i:
                self.addSeparator()
            heading = self.addAction(self._in_language(prompt_set.title))
            heading.setEnabled(False)
            for group in prompt_set.group:
                submenu = self.addMenu(self._in_language(group.title))
                for prompt in group.all:
                    action = submenu.addAction(_menu_label(prompt.label))
                    action.setToolTip(prompt.text)
                    action.triggered.connect(
                        lambda _checked=False, prompt=prompt: self.picked.emit(prompt)
                    )

    def _in_language(self, title: Title) -> str:
        return title.ko if self._languages.current == "ko" else title.en


def first_prompt(sets: Sequence[PromptSet]) -> Prompt | None:
    """Return the prompt that stands ready at the first start."""
    return next((p for s in sets for group in s.group for p in group.all), None)


def _menu_label(label: str) -> str:
    line = " ".join(label.split())
    if len(line) > _MAX_LABEL:
        line = line[: _MAX_LABEL - 1] + "…"
    return line.replace("&", "&&")
