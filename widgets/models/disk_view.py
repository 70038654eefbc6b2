"""What takes how much of the disk, and what can be done about it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.core.problem import Problem
from app.services.download_words import percent
from app.services.library_disk import DiskUsage, Leftover
from app.services.library_entry import LibraryEntry
from app.services.translation import tr
from app.services.wording import show_bytes
from widgets.compare.flow_layout import FlowLayout
from widgets.compare.retranslating import RetranslatingFrame
from widgets.icons import ButtonIcon
from widgets.models.actions import ModelActions
from widgets.models.backend import ModelsBackend
from widgets.models.disk_model import LINE_ROLE, NAME, STATE, DiskLine, DiskModel, disk_lines
from widgets.models.disk_work import DiskWork, WorkKind
from widgets.models.look import Look
from widgets.models.rows import is_foreign
from widgets.models.trouble import Trouble


class DiskView(RetranslatingFrame):
    """A sum above, a table below, and buttons for the chosen line and for everything."""

    failed = Signal(object)
    """A :class:`Trouble`."""

    def __init__(
        self,
        backend: ModelsBackend,
        actions: ModelActions,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._backend, self._actions, self._look = backend, actions, look
        self._usage: DiskUsage | None = None
        self.work = DiskWork(backend, self)
        self.model = DiskModel()
        self.setProperty("role", "card")
        self._sum, self._folder = QLabel(self), QLabel(self)
        self._sum.setProperty("role", "heading")
        self._folder.setProperty("role", "muted")
        self._folder.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._sum, self._folder):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = QTableView(self)
        self.delete_button, self.verify_button = QPushButton(self), QPushButton(self)
        self.sweep_button, self.verify_all_button = QPushButton(self), QPushButton(self)
        self.move_button, self.stop_button = QPushButton(self), QPushButton(self)
        self.export_button, self.import_button = QPushButton(self), QPushButton(self)
        self._carried: tuple[str, int] | None = None
        self._nothing = QLabel(self)
        self._nothing.setObjectName("empty")
        self._nothing.setProperty("role", "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setWordWrap(True)
        self._doing = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._lay_out()
        self._connect()
        self.retranslate()

    @property
    def doing(self) -> str:
        """What goes on, or what came of it last."""
        return self._doing.text()

    def refresh(self) -> None:
        """Weigh the folder anew."""
        self._backend.usage(self._show_usage, self._fail)

    def show_entries(self) -> None:
        """Show the files as they are known now, with the sizes last weighed."""
        usage = self._usage or DiskUsage((), (), 0, 0)
        chosen = self._chosen()
        folder = self._backend.folder()
        items = [entry.item for entry in self._backend.downloads()]
        busy = [folder / part.target for item in items for part in item.parts]
        lines = disk_lines(usage, self._backend.entries(), self._name, busy)
        self.model.set_lines(lines)
        self._choose(chosen)
        self.retranslate()

    def retranslate(self) -> None:
        usage = self._usage
        if usage is None:
            self._sum.setText(tr("디스크를 살펴보고 있습니다…"))
        else:
            words = tr("모델이 {used} 쓰고 있고, {free} 남았습니다.")
            self._sum.setText(
                words.format(used=show_bytes(usage.total_bytes), free=show_bytes(usage.free_bytes))
            )
        self._folder.setText(tr("폴더: {path}").format(path=self._backend.folder()))
        self.table.setAccessibleName(tr("디스크에 있는 모델"))
        self.delete_button.setText(tr("지우기"))
        self.verify_button.setText(tr("검사"))
        self.verify_all_button.setText(tr("모두 검사"))
        self.verify_all_button.setToolTip(
            tr("모든 파일을 끝까지 읽어, 받은 그대로인지 SHA-256으로 견줍니다.")
        )
        self.sweep_button.setText(tr("받다 만 조각 모두 지우기"))
        self.move_button.setText(tr("폴더 옮기기…"))
        self.move_button.setToolTip(tr("모델을 모두 다른 폴더나 디스크로 옮깁니다."))
        self.export_button.setText(tr("꾸러미로 내보내기…"))
        self.export_button.setToolTip(
            tr(
                "고른 모델을 (고르지 않았으면 모두) USB 같은 폴더에 담아 인터넷 없는 PC로 "
                "가져갑니다."
            )
        )
        self.import_button.setText(tr("꾸러미 들이기…"))
        self.import_button.setToolTip(
            tr("다른 PC에서 내보낸 꾸러미를 끝까지 검사한 뒤 모델을 들여옵니다.")
        )
        self.stop_button.setText(tr("그만두기"))
        self._nothing.setText(
            tr(
                "받은 모델이 아직 없습니다. 목록에서 모델을 골라 받거나, GGUF 파일을 이 창에 "
                "끌어다 놓거나, 다른 PC에서 만든 꾸러미를 들이세요."
            )
        )
        empty = usage is not None and not self.model.lines
        self._nothing.setVisible(empty)
        self.table.setVisible(not empty)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, STATE)
        self.table.viewport().update()
        self._show_work()
        self._enable()

    def _lay_out(self) -> None:
        em = self._look.em()
        for button, icon in (
            (self.delete_button, "trash"),
            (self.verify_button, "verify"),
            (self.sweep_button, "trash"),
            (self.verify_all_button, "verify"),
            (self.move_button, "folder"),
            (self.export_button, "up"),
            (self.import_button, "down"),
            (self.stop_button, "stop"),
        ):
            ButtonIcon(button, self._look.icons, icon)
        table = self.table
        table.setModel(self.model)
        table.setProperty("role", "rows")
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setAlternatingRowColors(True)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(round(em * 2.2))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.setFocusProxy(table)
        doing = QHBoxLayout()
        doing.setSpacing(em // 2)
        doing.addWidget(self._doing)
        doing.addWidget(self._bar, 1)
        doing.addWidget(self.stop_button)
        buttons = FlowLayout(gap=em // 2, row_gap=em // 3)
        for button in (
            self.delete_button,
            self.verify_button,
            self.verify_all_button,
            self.sweep_button,
            self.move_button,
            self.export_button,
            self.import_button,
        ):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em, em, em)
        column.setSpacing(em // 2)
        column.addWidget(self._sum)
        column.addWidget(self._folder)
        column.addLayout(buttons)
        column.addLayout(doing)
        column.addWidget(table, 1)
        column.addWidget(self._nothing, 1)

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.model.modelReset.connect(self._enable)
        self.delete_button.clicked.connect(self._delete)
        self.verify_button.clicked.connect(self._verify)
        self.sweep_button.clicked.connect(self._sweep)
        self.verify_all_button.clicked.connect(self._verify_all)
        self.move_button.clicked.connect(self._move)
        self.export_button.clicked.connect(self._export)
        self.import_button.clicked.connect(self._import)
        self.stop_button.clicked.connect(self.work.stop)
        self.work.carried.connect(self._on_carried)
        self.work.changed.connect(self._show_work)
        self.work.changed.connect(self._enable)
        self.work.ended.connect(self.refresh)
        self.work.failed.connect(self.failed)

    # -- wishes -------------------------------------------------------------------------------

    def _delete(self) -> None:
        line = self._chosen()
        if line is None:
            return
        if line.entry is not None:
            self._actions.delete(line.entry)
        elif line.leftover is not None:
            self._actions.delete_leftovers([line.leftover], self.refresh)

    def _sweep(self) -> None:
        self._actions.delete_leftovers(self._leftovers(), self.refresh)

    def _verify(self) -> None:
        line = self._chosen()
        if line is not None and line.entry is not None:
            self.work.verify([line.entry])

    def _verify_all(self) -> None:
        entries = [e for e in self._backend.entries() if e.state != "missing" and not is_foreign(e)]
        self.work.verify(entries)

    def _move(self) -> None:
        start = str(self._backend.folder().parent)
        chosen = QFileDialog.getExistingDirectory(self, tr("모델을 옮길 폴더"), start)
        if chosen:
            self.work.move_to(Path(chosen))

    def _export(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("꾸러미를 담을 폴더"))
        if chosen:
            self.work.export_bundle(Path(chosen), self._to_export())

    def _import(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("꾸러미가 있는 폴더"))
        if chosen:
            self.work.import_bundle(Path(chosen))

    # -- inner --------------------------------------------------------------------------------

    def _show_usage(self, usage: DiskUsage) -> None:
        self._usage = usage
        self.show_entries()

    def _fail(self, problem: Problem) -> None:
        self.failed.emit(Trouble(problem, again=self.refresh))

    def _show_work(self) -> None:
        share = self.work.share
        self._doing.setVisible(share is not None or self._carried is not None)
        for widget in (self._bar, self.stop_button):
            widget.setVisible(share is not None)
        if share is not None:
            self._carried = None
            self._doing.setText(f"{_doing(self.work.kind)} {percent(round(share * 1000), 1000)}")
            self._bar.setValue(round(share * 1000))
        elif self._carried is not None:
            self._doing.setText(_done(*self._carried))

    def _enable(self) -> None:
        line, idle = self._chosen(), self.work.share is None
        entry = None if line is None else line.entry
        left = line is not None and line.leftover is not None
        self.delete_button.setEnabled(idle and (left or (entry is not None and entry.owned)))
        whole = entry is not None and entry.state != "missing" and not is_foreign(entry)
        self.verify_button.setEnabled(idle and whole)
        self.verify_all_button.setEnabled(idle and any(li.entry for li in self.model.lines))
        self.sweep_button.setEnabled(idle and bool(self._leftovers()))
        self.move_button.setEnabled(idle)
        self.export_button.setEnabled(idle and bool(self._to_export()))
        self.import_button.setEnabled(idle)

    def _to_export(self) -> list[LibraryEntry]:
        """Return the chosen model, else every one that is whole."""
        line = self._chosen()
        if line is not None and line.entry is not None:
            return [line.entry] if line.entry.usable else []
        return [e for e in self._backend.entries() if e.usable and not is_foreign(e)]

    def _on_carried(self, kind: str, count: int) -> None:
        self._carried = kind, count
        self._show_work()

    def _leftovers(self) -> list[Leftover]:
        return [line.leftover for line in self.model.lines if line.leftover is not None]

    def _name(self, entry: LibraryEntry) -> str:
        model = self._backend.catalogue().find(entry.model_id) if entry.model_id else None
        return entry.name if model is None else self._look.say(model.name)

    def _chosen(self) -> DiskLine | None:
        indexes = self.table.selectionModel().selectedRows()
        found = indexes[0].data(LINE_ROLE) if indexes else None
        return found if isinstance(found, DiskLine) else None

    def _choose(self, line: DiskLine | None) -> None:
        paths = [shown.path for shown in self.model.lines]
        if line is not None and line.path in paths:
            self.table.selectRow(paths.index(line.path))


def _doing(kind: WorkKind) -> str:
    match kind:
        case "move":
            return tr("옮기는 중")
        case "export":
            return tr("내보내는 중")
        case "import":
            return tr("들여오는 중")
        case _:
            return tr("검사 중")


def _done(kind: str, count: int) -> str:
    if kind == "export":
        return tr("모델 {n}개를 내보냈습니다.").format(n=count)
    if not count:
        return tr("꾸러미의 모델을 이미 모두 가지고 있습니다.")
    return tr("모델 {n}개를 들여왔습니다.").format(n=count)
