"""One model on this PC as text: what it takes where, the verdict, the speed."""

from app.cli import figures
from app.cli.console import cell_width, one_line
from app.cli.table import Column, print_table
from app.core.fit.memory import DeviceMemory
from app.core.fit.report import FitReport
from app.core.fit.rooms import HOST
from app.services.backend_words import evidence_words
from app.services.catalogue_words import badge_name
from app.services.fit_words import (
    advice_words,
    assumption_words,
    band_words,
    first_token_words,
    memory_basis_words,
    reading_words,
    speed_basis_words,
    statement_words,
    verdict_word,
)
from app.services.translation import tr
from app.services.wording import show_bytes

Row = tuple[str, str]


def print_fit(report: FitReport) -> None:
    """Print everything about one model on this PC to stdout."""
    print(_head(report))
    _print_memory(report)
    rows = [*_verdict_rows(report), *_speed_rows(report), *_other_rows(report)]
    width = max(cell_width(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name}{' ' * (width - cell_width(name))}  {one_line(value)}")


def _head(report: FitReport) -> str:
    target, placement = report.target, report.fit.placement
    words = [target.title, *filter(None, [target.quantisation])]
    words.append(
        tr("컨텍스트 {n_ctx:,} · KV 캐시 {cache}").format(
            n_ctx=placement.n_ctx, cache=placement.cache_type
        )
    )
    if report.n_panes > 1:
        words.append(tr("{n}칸").format(n=report.n_panes))
    return one_line(" · ".join(words))


def _print_memory(report: FitReport) -> None:
    one = report.n_panes == 1
    columns = [
        Column(tr("장치")),
        Column(tr("층"), right=True),
        Column(tr("가중치"), right=True),
        Column(tr("KV 캐시"), right=True),
        Column(tr("계산 버퍼"), right=True),
        Column(tr("엔진과 그 밖"), right=True),
        Column(tr("합") if one else tr("{n}칸의 합").format(n=report.n_panes), right=True),
        Column(tr("쓸 수 있음"), right=True),
    ]
    print_table(columns, [_device_row(part, report) for part in report.fit.memory.devices])


def _device_row(part: DeviceMemory, report: FitReport) -> list[str]:
    room = next((room for room in report.rooms if room.name == part.name), None)
    engine = report.fit.memory.engine_bytes if part.name == HOST else 0
    other = engine + part.projector_bytes
    total = (part.total_bytes + engine) * report.n_panes
    return [
        part.name,
        str(part.n_layers),
        show_bytes(part.weights_bytes),
        show_bytes(part.kv_bytes),
        show_bytes(part.compute_bytes),
        show_bytes(other),
        show_bytes(total),
        show_bytes(max(room.free_bytes, 0)) if room else figures.UNDEFINED,
    ]


def _verdict_rows(report: FitReport) -> list[Row]:
    judgement = report.fit.judgement
    statement = statement_words(judgement, report.target)
    rows = [(tr("판정"), f"{verdict_word(judgement.verdict)}: {statement}")]
    if report.advice is not None:
        rows.append((tr("바꾸면"), advice_words(report.advice)))
    return rows


def _speed_rows(report: FitReport) -> list[Row]:
    fit, speed = report.fit, report.fit.speed
    if speed is None:
        return [(tr("속도"), tr("이 PC의 빠르기를 재지 않아 모릅니다. 재려면: fit --calibrate"))]
    answer = tr("처음 {empty}, 컨텍스트가 차면 {full}")
    rows = [
        (
            tr("답"),
            answer.format(empty=band_words(speed.decode_empty), full=band_words(speed.decode_full)),
        ),
        (
            tr("질문 읽기"),
            answer.format(
                empty=band_words(speed.prefill_empty), full=band_words(speed.prefill_full)
            ),
        ),
        (tr("읽는 속도와"), f"{reading_words(report)}. {assumption_words(report)}"),
    ]
    if fit.outlook.first_token_s is not None:
        rows.append((tr("첫 글자"), first_token_words(fit.outlook.first_token_s)))
    return rows


def _other_rows(report: FitReport) -> list[Row]:
    target, speed = report.target, report.fit.speed
    bases = [tr("메모리는 {basis}").format(basis=memory_basis_words(report.fit.memory.basis))]
    if speed is not None:
        basis = speed_basis_words(speed.decode_empty.basis)
        bases.append(tr("속도는 {basis}").format(basis=basis))
    rows = [(tr("근거"), ", ".join(bases))]
    if report.choice is not None:
        rows.append((tr("재서 고른 장치"), evidence_words(report.choice)))
    if report.disk is not None and target.refusal is None:
        words = tr("{needed} 받아야 하고 {free} 남아 있음").format(
            needed=show_bytes(report.disk.needed_bytes), free=show_bytes(report.disk.free_bytes)
        )
        rows.append((tr("디스크"), words))
    if target.licence:
        rows.append((tr("상업적 이용"), f"{badge_name(target.badge)} ({target.licence})"))
    return rows
