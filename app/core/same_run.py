"""Whether two stored runs can be compared, and what changed since one was made."""

from typing import Literal

import msgspec

from app.core.machine import MachineFacts, same_machine
from app.core.run import Label, LoadReport, RunOutcome

Change = Literal["machine", "engine", "backend", "file", "program", "settings", "label", "sampling"]


class RunFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a run's speed and text follow from."""

    machine: MachineFacts
    program: str
    label: Label
    engine: str
    cpu_variant: str
    backend: str
    gpu_layers: int
    n_threads: int
    cache_type: str
    file_size: int
    header_sha256: str
    file_sha256: str
    greedy_or_seeded: bool


def facts_of(
    machine: MachineFacts,
    program: str,
    outcome: RunOutcome,
    file: tuple[int, str, str],
    *,
    greedy_or_seeded: bool = True,
) -> RunFacts:
    """Gather the facts of one stored run; ``file`` is size, header hash and file hash."""
    report: LoadReport | None = outcome.report
    return RunFacts(
        machine=machine,
        program=program,
        label=outcome.label,
        engine=report.engine if report else "",
        cpu_variant=report.cpu_variant if report else "",
        backend=report.backend if report else "",
        gpu_layers=report.gpu_layers if report else 0,
        n_threads=report.n_threads if report else 0,
        cache_type=report.cache_type if report else "",
        file_size=file[0],
        header_sha256=file[1],
        file_sha256=file[2],
        greedy_or_seeded=greedy_or_seeded,
    )


def changes_between(one: RunFacts, other: RunFacts) -> tuple[Change, ...]:
    """Return what is different, the weightiest first; empty where speeds and texts of the two
    can be held against each other as they are."""
    found: list[Change] = []
    if not same_machine(one.machine, other.machine):
        found.append("machine")
    if (one.engine, one.cpu_variant) != (other.engine, other.cpu_variant):
        found.append("engine")
    if (one.backend, one.gpu_layers) != (other.backend, other.gpu_layers):
        found.append("backend")
    if not same_file(one, other):
        found.append("file")
    if (one.n_threads, one.cache_type) != (other.n_threads, other.cache_type):
        found.append("settings")
    if one.label != other.label:
        found.append("label")
    if one.program != other.program:
        found.append("program")
    return tuple(found)


def same_file(one: RunFacts, other: RunFacts) -> bool:
    """Tell whether both runs used the same model file, by hash where both have one."""
    if one.file_sha256 and other.file_sha256:
        return one.file_sha256 == other.file_sha256
    return (one.file_size, one.header_sha256) == (other.file_size, other.header_sha256)


def speeds_comparable(changes: tuple[Change, ...]) -> bool:
    """Tell whether speeds of runs with these differences may be compared: another model may
    always be, another machine, engine or place never."""
    return not {"machine", "engine", "backend", "label", "settings"} & set(changes)


def first_difference(one: str, other: str) -> int | None:
    """Return the place of the first character in which two texts differ; None where they are
    the same."""
    if one == other:
        return None
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))
