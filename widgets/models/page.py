"""The page of models: what there is, what it allows, what is here, and what is on the way."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.problem import Problem
from app.services.library_entry import LibraryEntry
from app.services.translation import tr
from widgets.compare.retranslating import RetranslatingFrame
from widgets.help_dialog import Shortcut
from widgets.icons import ButtonIcon
from widgets.models.actions import ModelActions
from widgets.models.add_repo_dialog import AddRepoDialog
from widgets.models.backend import ModelsBackend
from widgets.models.banner import Banner
from widgets.models.chosen_model import ChosenModel
from widgets.models.details import Details
from widgets.models.disk_view import DiskView
from widgets.models.download_strip import DownloadStrip
from widgets.models.drop_area import DropArea
from widgets.models.filter_bar import FilterBar
from widgets.models.hub_lists import HubLists
from widgets.models.links import Opener, SourceLink, open_in_browser
from widgets.models.list_model import ModelListModel
from widgets.models.look import Look
from widgets.models.model_list import ModelList
from widgets.models.problem_notice import ProblemNotice
from widgets.models.row_words import row_title
from widgets.models.rows import build_rows
from widgets.models.token_dialog import ask_for_token
from widgets.models.trouble import Trouble, catalogue_trouble
from widgets.segments import Segments
from widgets.verdicts import Verdicts

TICK_MS = 250
"""How often progress is asked for while something is downloaded."""
_GATHER_MS = 40
"""Changes within so long are shown together."""


class ModelsPage(RetranslatingFrame):
    """Builds its parts, connects them, and shows what the backend knows."""

    compareRequest = Signal(object)
    """ModelFile that the person wants in a pane."""
    fitRequest = Signal(str)
    """Id of the model of which the person wants to see how it runs on this PC."""

    def __init__(
        self,
        backend: ModelsBackend,
        look: Look,
        opener: Opener = open_in_browser,
        parent: QWidget | None = None,
        verdicts: Verdicts | None = None,
    ) -> None:
        super().__init__(parent)
        self._backend, self._look, self._opener = backend, look, opener
        self._add_dialog: AddRepoDialog | None = None
        self._seen = False
        self._ids: list[tuple[str, str]] = []
        self._verdicts = verdicts or Verdicts()
        self.list_model = ModelListModel(look, self._verdicts)
        self.actions_on_models = ModelActions(backend, look, opener, self)
        self.banner = Banner(look, self)
        link = SourceLink(look, backend.offline, opener, self)
        self.notice = ProblemNotice(look, link, self)
        self.view = Segments(("models", "disk"), self)
        self.filter = FilterBar(look, backend.memory_bytes(), self)
        self.add_button, self.import_button = QPushButton(self), QPushButton(self)
        self.list = ModelList(self.list_model, look, self)
        self.details = Details(look, backend.offline, opener, self)
        self.chosen = ChosenModel(
            backend, self.list_model, self.details, self.actions_on_models, HubLists(backend, self)
        )
        self.disk = DiskView(backend, self.actions_on_models, look, self)
        self.strip = DownloadStrip(look, self)
        self.drop_area = DropArea(self)
        self._tick, self._gather = QTimer(self), QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.filter.show_catalogue(backend.catalogue())
        self.retranslate()
        self.setFocusProxy(self.filter.search)

    # -- for the window -----------------------------------------------------------------------

    def shortcuts(self) -> list[Shortcut]:
        """Return the keys that hold on this page, for the help."""
        return [
            Shortcut("Ctrl+F", tr("모델 찾기")),
            Shortcut("Ctrl+O", tr("GGUF 파일 넣기")),
            Shortcut("Down", tr("찾기 칸에서: 목록으로")),
            Shortcut("Return", tr("목록에서: 자세히 보기로")),
            Shortcut("Del", tr("목록에서: 파일 지우기")),
        ]

    def regions(self) -> list[QWidget]:
        """Return what F6 goes through, in order."""
        return [
            self.filter.search,
            self.list,
            self.details,
            self.disk,
            self.strip.open_button,
        ]

    def choose(self, key: str) -> None:
        """Show a model; the filter gives way where it would hide it."""
        self._show_view("models")
        if not self.list_model.rows:
            self.refresh()
        if not self.list_model.index_of(key).isValid():
            self.filter.clear()
        self.list.choose(key)
        self.chosen.show(key)

    # -- showing ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read everything anew."""
        backend = self._backend
        downloads = backend.downloads()
        self._ids = [(entry.item.item_id, entry.state) for entry in downloads]
        rows = build_rows(backend.catalogue(), backend.entries(), downloads, backend.judge)
        self.list_model.set_rows(rows)
        if not self.list.key and self.list_model.shown:
            self.list.choose(self.list_model.shown[0].key)
        self.chosen.show(self.list.key)
        self.banner.show_state(offline=backend.offline(), problem=backend.folder_problem())
        if self.disk.isVisible():
            self.disk.show_entries()
        self._show_queue()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            self._backend.look_again()
            self.notice.show_trouble(catalogue_trouble(self._backend.catalogue()))
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("모델"))
        self.view.name("models", tr("목록"), tr("모든 모델의 목록"))
        self.view.name("disk", tr("디스크"), tr("이 PC의 디스크에 있는 모델과 남은 자리"))
        self.add_button.setText(tr("저장소 추가"))
        self.add_button.setToolTip(tr("카탈로그에 없는 Hub 저장소에서 받기"))
        self.import_button.setText(tr("파일 넣기"))
        self.import_button.setToolTip(tr("이 PC에 있는 GGUF 파일을 복사하지 않고 목록에 넣기"))
        self.chosen.show(self.list.key)
        self._show_queue()

    # -- wishes -------------------------------------------------------------------------------

    def import_files(self, paths: Sequence[Path]) -> None:
        """Take files into the library where they lie; the last one is shown."""
        for path in paths:
            self._backend.import_file(path, self._on_imported, self._on_import_failed)

    def _ask_for_files(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(
            self, tr("GGUF 파일 고르기"), "", tr("GGUF 모델 (*.gguf)")
        )
        self.import_files([Path(path) for path in paths])

    def _ask_for_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("모델을 둘 폴더"))
        if chosen:
            self._backend.use_folder(Path(chosen))
            self.banner.show_next_folder(Path(chosen))

    def add_dialog(self) -> AddRepoDialog:
        """Return the dialog that adds repos, made when it is first needed."""
        if self._add_dialog is None:
            self._add_dialog = AddRepoDialog(
                self._backend, self.actions_on_models, self._look, self._opener, self
            )
        return self._add_dialog

    def _add_repo(self) -> None:
        dialog = self.add_dialog()
        dialog.show()
        dialog.activateWindow()
        dialog.field.setFocus()

    def _delete_chosen(self) -> None:
        row = self.list_model.find(self.list.key)
        owned = [] if row is None else [entry for entry in row.entries if entry.owned]
        if len(owned) == 1:
            self.actions_on_models.delete(owned[0])
        elif owned:
            self.details.files.setFocus()

    # -- answers ------------------------------------------------------------------------------

    def _on_imported(self, entry: LibraryEntry) -> None:
        self.refresh()
        rows = (row for row in self.list_model.rows if entry.path in [e.path for e in row.entries])
        row = next(rows, None)
        if row is not None:
            self.choose(row.key)

    def _on_import_failed(self, problem: Problem) -> None:
        self.notice.show_trouble(Trouble(problem, again=self._ask_for_files))

    def _on_failed(self, trouble: Trouble) -> None:
        row = self.details.row
        here = row is not None and row.key == trouble.key and self._stack.currentIndex() == 0
        (self.details.notice if here else self.notice).show_trouble(trouble)

    def _ask_for_token(self, notice: ProblemNotice) -> None:
        if ask_for_token(self._backend, self._look, self._opener, self):
            notice.do_again()

    def _on_tick(self) -> None:
        downloads = self._backend.downloads()
        if [(entry.item.item_id, entry.state) for entry in downloads] != self._ids:
            self.refresh()
            return
        if self.list.key in self.list_model.refresh_downloads(downloads):
            self.chosen.show_files()
        self._show_queue()

    # -- inner --------------------------------------------------------------------------------

    def _refresh_if_seen(self) -> None:
        # Whoever shows the page again reads everything anew.
        if self.isVisible():
            self.refresh()

    def _show_queue(self) -> None:
        downloads = self._backend.downloads()
        wanted = {entry.item.model_id for entry in downloads}
        rows = (row for row in self.list_model.rows if row.key in wanted)
        names = {row.key: row_title(row, self._look.say) for row in rows}
        self.strip.show_queue(downloads, names)
        if downloads and self.isVisible():
            self._tick.start()
        else:
            self._tick.stop()

    def _show_view(self, key: str) -> None:
        self.view.choose(key)
        models = key == "models"
        self._stack.setCurrentIndex(0 if models else 1)
        self.filter.search.setEnabled(models)
        if not models:
            self.disk.show_entries()
            self.disk.refresh()

    def _on_team(self, team_id: str) -> None:
        """Show the team, and its flagship where another team's model is shown."""
        team = self._backend.catalogue().team(team_id) if team_id else None
        self.chosen.show_team(team)
        row = self.list_model.find(self.list.key)
        if team is not None and (row is None or row.section != team_id):
            models = [team.flagship, *(m.id for m in self._backend.catalogue().of_team(team_id))]
            # The list is filtered right after this, and then finds its chosen row.
            key = next((key for key in models if self.list_model.find(key)), "")
            self.list.choose(key)
            self.chosen.show(key)

    def _lay_out(self) -> None:
        em = self._look.em()
        ButtonIcon(self.add_button, self._look.icons, "plus")
        ButtonIcon(self.import_button, self._look.icons, "folder")
        top = QHBoxLayout()
        top.setSpacing(em * 2 // 3)
        top.addWidget(self.view)
        top.addWidget(self.filter.search, 1)
        top.addWidget(self.add_button)
        top.addWidget(self.import_button)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(self.list)
        split.addWidget(self.details)
        split.setChildrenCollapsible(False)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([em * 32, em * 48])
        models = QWidget(self)
        inside = QVBoxLayout(models)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(em * 2 // 3)
        inside.addWidget(self.filter)
        inside.addWidget(split, 1)
        self._stack.addWidget(models)
        self._stack.addWidget(self.disk)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em, em, em)
        column.setSpacing(em * 2 // 3)
        column.addLayout(top)
        for widget in (self.banner, self.notice):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        column.addWidget(self.strip)

    def _connect(self) -> None:
        backend, actions = self._backend, self.actions_on_models
        for signal in (backend.libraryChanged, backend.downloadsChanged, backend.knowledgeChanged):
            signal.connect(self._gather.start)
        self._gather.timeout.connect(self._refresh_if_seen)
        self._tick.timeout.connect(self._on_tick)
        self.view.chosen.connect(self._show_view)
        self.filter.teamChosen.connect(self._on_team)
        self.filter.changed.connect(lambda: self.list_model.set_filter(self.filter.value()))
        self.filter.search.leaveRequest.connect(self.list.setFocus)
        self.list.clearRequest.connect(self.filter.clear)
        self.list.rowChosen.connect(self.chosen.show)
        self.list.activeRequest.connect(self.details.setFocus)
        self.list.deleteRequest.connect(self._delete_chosen)
        self.details.modelRequest.connect(self.choose)
        self.details.fitRequest.connect(self.fitRequest)
        self._verdicts.changed.connect(self.chosen.show_judgement)
        self.strip.limits.show_limits(backend.limits())
        self.strip.limits.limitsChanged.connect(backend.limit)
        self.strip.moveRequest.connect(backend.move)
        self.strip.pauseRequest.connect(backend.pause)
        self.strip.resumeRequest.connect(backend.resume)
        self.strip.cancelRequest.connect(backend.cancel)
        self.add_button.clicked.connect(self._add_repo)
        self.import_button.clicked.connect(self._ask_for_files)
        self.drop_area.dropped.connect(self.import_files)
        self.banner.againRequest.connect(backend.look_again)
        self.banner.folderRequest.connect(self._ask_for_folder)
        actions.compareRequest.connect(self.compareRequest)
        actions.failed.connect(self._on_failed)
        self.disk.failed.connect(self._on_failed)
        for notice in (self.notice, self.details.notice):
            notice.tokenRequest.connect(partial(self._ask_for_token, notice))
        backend.failed.connect(lambda problem: self._on_failed(Trouble(problem)))
        self._on_key("Ctrl+F", self.filter.search.setFocus)
        self._on_key("Ctrl+O", self._ask_for_files)

    def _on_key(self, keys: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)
