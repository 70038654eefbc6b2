"""What the Hub said about repos in this session: each is asked once, and only when looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.catalogue import CatalogueModel
from app.core.problem import Problem
from app.services.translation import tr
from app.services.wording import word
from widgets.models.backend import Failure, ModelsBackend, RepoFiles

_WAIT_MS = 500
"""How long a model stays chosen before the Hub is asked about it."""


class HubLists(QObject):
    """Asks about the chosen model's repos, unless the program is offline."""

    changed = Signal()
    """The Hub answered, or did not."""

    def __init__(self, backend: ModelsBackend, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._backend = backend
        self._lists: dict[str, RepoFiles] = {}
        self._problems: dict[str, Problem] = {}
        self._pending: set[str] = set()
        self._wanted: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)

    def want(self, repos: Sequence[str]) -> None:
        """Ask about ``repos`` once the person has stayed with them for a moment."""
        self._wanted = tuple(repo for repo in repos if repo not in self._lists)
        if self._wanted and not self._backend.offline():
            self._timer.start()
        else:
            self._timer.stop()

    def ask_again(self) -> None:
        """Ask at once about what failed."""
        self._ask()

    def known(self, repos: Sequence[str]) -> list[RepoFiles]:
        """Return what the Hub said about ``repos`` so far."""
        return [self._lists[repo] for repo in repos if repo in self._lists]

    def failed(self, repos: Sequence[str]) -> bool:
        """Return whether it makes sense to ask again."""
        return any(repo in self._problems for repo in repos)

    def note(self, repos: Sequence[str]) -> str:
        """Return how the Hub fares, in a sentence; empty where there is nothing to say."""
        if not repos or all(repo in self._lists for repo in repos):
            return ""
        if self._backend.offline():
            return tr("오프라인 모드라 Hub에 묻지 않습니다. 카탈로그에 적힌 파일입니다.")
        if any(repo in self._pending for repo in repos):
            return tr("Hub에 파일을 묻고 있습니다…")
        problem = next((self._problems[r] for r in repos if r in self._problems), None)
        if problem is None:
            return ""
        words = tr("Hub에서 파일을 확인하지 못했습니다: {what}")
        return words.format(what=word(problem).what)

    def conflict(self, model: CatalogueModel) -> str:
        """Return the licence that a copy of ``model`` claims where the original's is another."""
        expected = {tag.casefold() for tag in model.licence.hub_tags}
        tags = (files.licence_tag for files in self.known([r.repo for r in model.repos]))
        others = (tag for tag in tags if expected and tag and tag.casefold() not in expected)
        return next(others, "")

    def _ask(self) -> None:
        if self._backend.offline():
            return
        for repo in self._wanted:
            if repo not in self._pending and repo not in self._lists:
                self._pending.add(repo)
                self._problems.pop(repo, None)
                self._backend.list_repo(repo, self._take, self._failure_of(repo))
        self.changed.emit()

    def _take(self, files: RepoFiles) -> None:
        self._pending.discard(files.repo)
        self._lists[files.repo] = files
        self.changed.emit()

    def _failure_of(self, repo: str) -> Failure:
        def fail(problem: Problem) -> None:
            self._pending.discard(repo)
            self._problems[repo] = problem
            self.changed.emit()

        return fail
