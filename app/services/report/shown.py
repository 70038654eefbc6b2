"""Figures and moments as a report shows them."""

import datetime

from app.core.machine import MachineFacts
from app.core.measure.statistics import Summary
from app.core.report.model import Cell
from app.core.run import LoadReport, ModelFile
from app.services.translation import tr
from app.services.wording import show_bytes

UNDEFINED = "–"
SHOWN_ID = 8
"""Characters of an id that are shown, and enough to name one."""


def number(value: float | None) -> str:
    """Return a figure with the digits that can be meant; "–" where it is undefined."""
    if value is None:
        return UNDEFINED
    if abs(value) >= 99.5:
        return f"{value:,.0f}"
    if abs(value) >= 9.95:
        return f"{value:.1f}"
    return f"{value:#.2g}"


def milliseconds(value: float | None) -> str:
    """Return a time with its unit, in ms or seconds by its size."""
    if value is None:
        return UNDEFINED
    if value < 1000:
        return f"{number(value)} ms"
    return tr("{n}초").format(n=f"{value / 1000:.1f}")


def span(summary: Summary) -> str:
    """Return the ends of a figure's interval; "" where it has no width."""
    if summary.low is None or summary.high is None or summary.n < 2:
        return ""
    return f"{number(summary.low)}–{number(summary.high)}"


def figure_cell(summary: Summary) -> Cell:
    """Return a figure's median with its interval behind it."""
    interval = span(summary)
    text = number(summary.median)
    return Cell(text=f"{text} ({interval})" if interval else text, number=True)


def moment(ns: int) -> str:
    """Return a moment (ns since 1970, UTC) in the person's own time."""
    found = datetime.datetime.fromtimestamp(ns / 1e9, datetime.UTC).astimezone()
    return found.strftime("%Y-%m-%d %H:%M")


def names_of(models: tuple[ModelFile, ...]) -> tuple[str, ...]:
    """Return what each model is called, so that no two are called alike."""
    told = [_name(model) for model in models]
    return tuple(
        f"{name} ({place})" if told.count(name) > 1 else name for place, name in enumerate(told, 1)
    )


def _name(model: ModelFile) -> str:
    if model.practice:
        return f"{model.id} · {tr('연습용')}"
    name = model.name or model.id
    shown = not model.quantisation or model.quantisation in name
    return name if shown else f"{name} · {model.quantisation}"


def cores_words(machine: MachineFacts) -> str:
    """Return how many cores and threads a processor has; "" where nobody knows."""
    physical, logical = machine.physical_cores, machine.logical_cores
    if physical is None:
        return "" if logical is None else tr("스레드 {n}개").format(n=logical)
    if logical is None or logical == physical:
        return tr("코어 {n}개").format(n=physical)
    return tr("코어 {n}개, 스레드 {m}개").format(n=physical, m=logical)


def machine_pairs(machine: MachineFacts) -> list[tuple[str, Cell]]:
    """Return a PC's facts by name."""
    cpu = " · ".join(filter(None, [machine.cpu_name or UNDEFINED, cores_words(machine)]))
    return [
        (tr("프로세서"), Cell(text=cpu)),
        (tr("메모리"), Cell(text=show_bytes(machine.memory_bytes))),
        (tr("시스템"), Cell(text=machine.os)),
    ]


def load_words(report: LoadReport) -> str:
    """Return where and how a model was loaded."""
    parts = [report.backend]
    if report.gpu_layers:
        parts.append(tr("GPU {n}/{all}층").format(n=report.gpu_layers, all=report.n_layers + 1))
    parts.append(tr("컨텍스트 {n}").format(n=f"{report.n_ctx:,}"))
    parts.append(tr("스레드 {n}개").format(n=report.n_threads))
    return " · ".join(parts)
