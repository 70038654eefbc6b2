"""This PC in five cards: processor, memory, GPUs, disk, and how fast it was measured to be."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.fit.calibration import Calibration
from app.core.fit.rooms import HOST
from app.core.run import Device
from app.services.backend_words import class_words, evidence_words
from app.services.translation import tr
from app.services.wording import show_bytes, word
from widgets.compare.retranslating import RetranslatingFrame
from widgets.models.look import Look
from widgets.pc.backend import DiskFacts, Machine
from widgets.pc.fact_card import FactCard
from widgets.pc.measure_card import MeasureCard
from widgets.pc.rates import bandwidth

_MOST_FEATURES = 4


class FactsStrip(RetranslatingFrame):
    """Shows what it is told; the last card measures."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._machine = Machine(cpu_name="", physical_cores=None, logical_cores=None)
        self._disk: DiskFacts | None = None
        self._calibration: Calibration | None = None
        self.cpu = FactCard(look, "pc", self)
        self.memory = FactCard(look, "list", self)
        self.gpu = FactCard(look, "monitor", self)
        self.disk = FactCard(look, "folder", self)
        self.speed = MeasureCard(look, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.em(0.6))
        for card, share in (
            (self.cpu, 5),
            (self.memory, 4),
            (self.gpu, 5),
            (self.disk, 4),
            (self.speed, 6),
        ):
            row.addWidget(card, share)
        self.retranslate()

    def show_machine(self, machine: Machine, calibration: Calibration | None) -> None:
        """Show the PC as it is now, and what was measured of it."""
        if (machine, calibration) != (self._machine, self._calibration):
            self._machine, self._calibration = machine, calibration
            self._word_machine()
        self.speed.show_calibration(calibration)

    def show_disk(self, disk: DiskFacts) -> None:
        """Show the library's disk."""
        if disk != self._disk:
            self._disk = disk
            self._word_disk()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("이 PC"))
        self._word_machine()
        self._word_disk()
        self.speed.word_all()

    def _word_machine(self) -> None:
        machine = self._machine
        features = machine.cpu_features
        engine = " · ".join(filter(None, (machine.cpu_variant, *features[-_MOST_FEATURES:])))
        self.cpu.show_fact(
            tr("프로세서"),
            machine.cpu_name or "–",
            [_cores(machine), tr("엔진: {words}").format(words=engine) if engine else ""],
            tip=tr("엔진이 쓰는 명령어: {words}").format(words=", ".join(features))
            if features
            else "",
        )
        host = None if self._calibration is None else self._calibration.device(HOST)
        rate = "" if host is None else bandwidth(host.bandwidth_bytes_per_s)
        free, total = show_bytes(machine.memory_free_bytes), show_bytes(machine.memory_bytes)
        self.memory.show_fact(
            tr("메모리"),
            tr("{free} 비어 있음").format(free=free),
            [
                tr("모두 {total}").format(total=total),
                tr("잰 대역폭 {rate}").format(rate=rate) if rate else "",
            ],
        )
        self._word_gpus(machine)

    def _word_gpus(self, machine: Machine) -> None:
        if machine.problem is not None:
            words = word(machine.problem)
            self.gpu.show_fact("GPU", words.title, [words.what], tip=words.do)
            return
        if machine.devices is None:
            self.gpu.show_fact("GPU", tr("엔진에게 묻는 중"), [])
            return
        found = [device for device in machine.devices if device.kind in ("gpu", "igpu")]
        gpus = [device for device in found if not device.software]
        played = [
            tr("{name}({words})은 CPU가 흉내 내는 장치라 더 느립니다.").format(
                name=device.name, words=device.description
            )
            for device in found
            if device.software
        ]
        if not gpus:
            missing = (*machine.missing, *played) or (tr("모든 계산은 CPU가 합니다."),)
            figure = tr("엔진이 쓸 수 있는 GPU가 없습니다")
            self.gpu.show_fact("GPU", figure, missing[:2], tip="\n".join(missing))
            return
        lines = [line for gpu in gpus for line in _gpu_lines(gpu)]
        names = ", ".join(gpu.description or gpu.name for gpu in gpus)
        told = [f"{class_words(one)}: {evidence_words(one)}" for one in machine.choices]
        if told:
            lines = [*lines[:3], tr("재서 고른 모델 {n}가지").format(n=len(told)), *lines[3:]]
        tip = "\n".join((*lines, *told, *machine.missing))
        self.gpu.show_fact("GPU", names, lines[:4], tip=tip)

    def _word_disk(self) -> None:
        disk = self._disk
        if disk is None or disk.free_bytes is None:
            self.disk.show_fact(tr("디스크"), "–", [])
            return
        speed = ""
        if disk.read_bytes_per_s is not None:
            speed = tr("읽기 {rate}").format(rate=bandwidth(disk.read_bytes_per_s))
        self.disk.show_fact(
            tr("디스크"),
            tr("{free} 비어 있음").format(free=show_bytes(disk.free_bytes)),
            [speed],
            tip=str(disk.folder),
        )


def _cores(machine: Machine) -> str:
    physical, logical = machine.physical_cores, machine.logical_cores
    if physical is None:
        return "" if logical is None else tr("스레드 {n}개").format(n=logical)
    if logical is None or logical == physical:
        return tr("코어 {n}개").format(n=physical)
    return tr("코어 {n}개, 스레드 {m}개").format(n=physical, m=logical)


def _gpu_lines(gpu: Device) -> list[str]:
    """Return a GPU's memory and driver, a line each."""
    free, total = show_bytes(gpu.free_bytes), show_bytes(gpu.total_bytes)
    memory = tr("{name}: {total} 중 {free} 비어 있음").format(name=gpu.name, total=total, free=free)
    if gpu.unified_memory:
        memory = tr("{name}: PC의 메모리를 함께 씀 ({free} 비어 있음)").format(
            name=gpu.name, free=free
        )
    return [memory, gpu.driver] if gpu.driver else [memory]
