"""The whole catalogue on this PC, as a table and as a document."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.cli import figures
from app.cli.fit_document import band_document
from app.cli.table import Column, print_table
from app.core.catalogue import Catalogue
from app.core.fit.planning import careful
from app.core.fit.table import TableFit, TableRow
from app.services.fit_words import reason_words, verdict_word
from app.services.translation import tr
from app.services.wording import show_bytes


def rows_document(rows: Iterable[TableRow], fits: Iterable[TableFit]) -> list[dict[str, Any]]:
    """Return one entry a row."""
    return [_row_document(row, fit) for row, fit in zip(rows, fits, strict=True)]


def print_rows(
    rows: Sequence[TableRow], fits: Sequence[TableFit], catalogue: Catalogue, language: str
) -> None:
    """Print the table to stdout: what runs best first, within a verdict the largest model."""
    columns = [
        Column("ID"),
        Column(tr("이름"), spare=True),
        Column(tr("판정")),
        Column(tr("메모리"), right=True),
        Column("tok/s", right=True),
        Column(tr("글자/초"), right=True, spare=True),
        Column(tr("까닭"), wide=True),
    ]
    pairs = sorted(zip(rows, fits, strict=True), key=_order)
    print_table(columns, [_cells(row, fit, catalogue, language) for row, fit in pairs])


def _order(pair: tuple[TableRow, TableFit]) -> tuple[int, int]:
    row, fit = pair
    return fit.judgement.grade, -row.subject.shape.n_params


def _cells(row: TableRow, fit: TableFit, catalogue: Catalogue, language: str) -> list[str]:
    model = catalogue.find(row.model_id)
    outlook = fit.outlook
    decode = careful(outlook.pace.decode) if outlook.pace else None
    chars = careful(outlook.chars_per_s) if outlook.chars_per_s else None
    return [
        row.name,
        model.name.say(language) if model else "",
        verdict_word(fit.judgement.verdict),
        show_bytes(fit.memory.total_bytes),
        figures.rate(decode),
        figures.rate(chars),
        reason_words(fit.judgement),
    ]


def _row_document(row: TableRow, fit: TableFit) -> dict[str, Any]:
    outlook, placement = fit.outlook, fit.placement
    return {
        "model": row.name,
        "here": row.here,
        "size_bytes": row.size_bytes,
        "ctx": placement.n_ctx,
        "cache_type": placement.cache_type,
        "gpu_layers": placement.n_gpu_layers,
        "total_bytes": fit.memory.total_bytes,
        "memory_basis": fit.memory.basis,
        "decode_tps": band_document(outlook.pace.decode if outlook.pace else None),
        "prefill_tps": band_document(outlook.pace.prefill if outlook.pace else None),
        "chars_per_s": band_document(outlook.chars_per_s),
        "first_token_s": outlook.first_token_s,
        "verdict": fit.judgement.verdict,
        "reason": reason_words(fit.judgement),
    }
