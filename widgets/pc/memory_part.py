"""How much memory the chosen model takes: a bar and figures by device, part by part."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.core.fit.memory import DeviceMemory, DeviceRoom
from app.core.fit.report import FitReport
from app.core.fit.rooms import HOST, host_room
from app.services.fit_words import device_word, memory_basis_words
from app.services.translation import tr
from app.services.wording import show_bytes
from widgets.models.look import Look
from widgets.models.part import Part
from widgets.painting import faded
from widgets.pc.memory_bar import PART_COLORS, MemoryBar, part_brush
from widgets.theme import Theme


class PartKey(QWidget):
    """A patch of a part's colour and pattern."""

    def __init__(self, theme: Theme, part: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._part = theme, part
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.em(0.9), self._theme.em(0.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = faded(self._theme.color(PART_COLORS[self._part]), 0.35)
        painter.setPen(Qt.PenStyle.NoPen)
        for brush in (ground, part_brush(self._theme, self._part)):
            painter.setBrush(brush)
            painter.drawRoundedRect(QRectF(self.rect()), 2, 2)


class DeviceBlock(QWidget):
    """One device: its name and balance, the bar, and a line for each part."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        em = look.em
        self._title = QLabel(self)
        self._title.setWordWrap(True)
        self.bar = MemoryBar(look.theme, self)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(em(0.5))
        self._grid.setVerticalSpacing(em(0.15))
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[PartKey, QLabel, QLabel]] = []
        for part in range(len(PART_COLORS)):
            row = (PartKey(look.theme, part, self), QLabel(self), QLabel(self))
            row[1].setProperty("role", "muted")
            row[2].setAlignment(Qt.AlignmentFlag.AlignRight)
            for column, widget in enumerate(row):
                self._grid.addWidget(widget, part, column)
            self._rows.append(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(0.3))
        column.addWidget(self._title)
        column.addWidget(self.bar)
        column.addLayout(self._grid)

    def show_device(
        self, memory: DeviceMemory, engine_bytes: int, room: DeviceRoom | None, n_panes: int
    ) -> None:
        """Show what one of ``n_panes`` models takes of a device."""
        parts = (
            memory.weights_bytes,
            memory.kv_bytes,
            memory.compute_bytes,
            engine_bytes,
            memory.projector_bytes,
        )
        names = (
            tr("가중치"),
            tr("KV 캐시"),
            tr("계산 버퍼"),
            tr("엔진"),
            tr("이미지 투영기"),
        )
        needed = sum(parts) * n_panes
        free = 0 if room is None else max(room.free_alone_bytes, room.free_bytes)
        words = tr("{device}: {needed} 필요, {free} 쓸 수 있음")
        if n_panes > 1:
            words = tr("{device}: 칸 {n}개에 {needed} 필요, {free} 쓸 수 있음")
        title = words.format(
            device=device_word(memory.name),
            needed=show_bytes(needed),
            free=show_bytes(free),
            n=n_panes,
        )
        self._title.setText(title)
        self.bar.show_parts([size * n_panes for size in parts], free)
        for (key, name, value), word, size in zip(self._rows, names, parts, strict=True):
            name.setText(word)
            value.setText(show_bytes(size) + (f" × {n_panes}" if n_panes > 1 else ""))
            for widget in (key, name, value):
                widget.setVisible(bool(size))
        told = (f"{w} {show_bytes(s)}" for w, s in zip(names, parts, strict=True) if s)
        self.bar.setAccessibleName(f"{title}: {', '.join(told)}")


class MemoryPart(Part):
    """A block for each device that holds something of the model."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._report: FitReport | None = None
        self._blocks: list[DeviceBlock] = []
        self._basis = self.label("muted")
        self.column.addWidget(self._basis)

    @property
    def blocks(self) -> list[DeviceBlock]:
        """What is shown, the PC's own memory first."""
        return [block for block in self._blocks if block.isVisibleTo(self)]

    def show_report(self, report: FitReport | None) -> None:
        """Show the memory of ``report``; hidden where there is none."""
        self._report = report
        self.setVisible(report is not None)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(tr("메모리"))
        report = self._report
        if report is None:
            return
        memory = report.fit.memory
        self._basis.setText(memory_basis_words(memory.basis))
        held = [part for part in memory.devices if part.total_bytes or part.name == HOST]
        while len(self._blocks) < len(held):
            block = DeviceBlock(self.look, self)
            self._blocks.append(block)
            self.column.insertWidget(self.column.count() - 1, block)
        for block in self._blocks[len(held) :]:
            block.hide()
        rooms = {room.name: room for room in report.rooms}
        for block, part in zip(self._blocks, held, strict=False):
            host = part.name == HOST
            room = host_room(report.rooms) if host else rooms.get(part.name)
            engine = memory.engine_bytes if host else 0
            block.show_device(part, engine, room, report.n_panes)
            block.show()
