"""One model on a page: licence, whether it runs here, files, known problems, sources."""

import datetime
import shutil
from typing import Any

import msgspec

from app.cli.console import cell_width, one_line
from app.cli.figures import UNDEFINED, count
from app.cli.help_page import MOST_COLUMNS, wrap_cells
from app.cli.model_rows import ModelRow, row_document
from app.cli.model_words import here_word, parameters, size, state_name
from app.cli.problem_sentence import problem_sentence
from app.core.catalogue import Catalogue, CatalogueModel, Text
from app.services.catalogue_words import badge_meaning, badge_name
from app.services.download_words import percent
from app.services.translation import tr
from app.store.library_store import Acceptance

Row = tuple[str, str]


def details_document(row: ModelRow, accepted: Acceptance | None) -> dict[str, Any]:
    """Return everything about one model: the keys of the list's document, and more."""
    document = row_document(row)
    model = row.model
    if model is None:
        return document
    facts: dict[str, Any] = msgspec.to_builtins(model)
    licence = document["licence"] | {
        "meaning": facts["licence"]["meaning"],
        "must_show": facts["licence"]["must_show"],
        "source": facts["licence"]["source"] or None,
        "accepted_at": accepted.accepted_at if accepted else None,
    }
    kept = ("repo", "released", "architecture", "context", "repos", "gated", "problems", "needs")
    return {
        **document,
        "licence": licence,
        "names": facts["name"],
        **{key: facts[key] for key in kept},
        "sources": facts["sources"],
    }


def page(row: ModelRow, catalogue: Catalogue, accepted: Acceptance | None, language: str) -> str:
    """Return everything about one model as text."""
    team = catalogue.team(row.team)
    title = row.name if team is None else f"{row.name} · {team.name.say(language)}"
    sections: list[tuple[str, list[Row]]] = [
        (tr("라이선스"), _licence(row, accepted, language)),
        (tr("여기서 되나"), _here(row, catalogue, language)),
        (tr("모델"), _facts(row)),
        (tr("파일"), _files(row)),
    ]
    if row.model is not None:
        known = [("•", _said(text, language)) for text in row.model.problems]
        sections.append((tr("알려진 문제"), known))
        sections.append((tr("출처"), [("•", source) for source in row.model.sources]))
    lines = [one_line(title), f"  {one_line(row.id)}"]
    for heading, rows in sections:
        if rows:
            lines += ["", heading, *_lines(rows)]
    return "\n".join(lines)


def _licence(row: ModelRow, accepted: Acceptance | None, language: str) -> list[Row]:
    licence = row.licence
    rows = [(tr("상업적 이용"), badge_name(row.badge))]
    if licence is None:
        return [*rows, ("", badge_meaning(row.badge))]
    rows += [(tr("이름"), licence.name), (tr("뜻"), _said(licence.meaning, language))]
    rows += [(tr("보여야 하는 글"), text) for text in licence.must_show]
    if licence.source:
        rows.append((tr("원문"), licence.source))
    elif row.model is not None:
        rows.append((tr("원본 페이지"), row.model.page))
    if accepted is not None:
        when = datetime.datetime.fromtimestamp(accepted.accepted_at, datetime.UTC).astimezone()
        words = tr("{when}에 {who} 동의함").format(
            when=when.strftime("%Y-%m-%d %H:%M"), who=accepted.accepted_by
        )
        rows.append((tr("동의"), words))
    return rows


def _here(row: ModelRow, catalogue: Catalogue, language: str) -> list[Row]:
    rows = [(tr("불러오기"), here_word(row))]
    if row.reason:
        rows.append((tr("까닭"), row.reason))
    model = row.model
    if model is None:
        return rows
    if model.needs is not None:
        rows.append((tr("되게 하려면"), _said(model.needs, language)))
    nearest = catalogue.find(model.nearest) if model.nearest else None
    if nearest is not None:
        rows.append((tr("가까운 모델"), f"{nearest.id} ({nearest.name.say(language)})"))
    return rows


def _facts(row: ModelRow) -> list[Row]:
    active = row_document(row)["active_parameters"]
    rows = [(tr("파라미터"), parameters(row.parameters, active))]
    model = row.model
    if model is None:
        return rows
    rows += [
        (tr("구조"), model.architecture or UNDEFINED),
        (tr("컨텍스트"), count(model.context)),
        (tr("나온 때"), model.released or UNDEFINED),
        (tr("원본"), model.repo),
        *((tr("GGUF"), repo.repo) for repo in model.repos),
    ]
    if model.gated:
        rows.append((tr("받을 때"), tr("Hugging Face에서 이용 조건에 동의해야 합니다")))
    return [*rows, *_thinking(model)]


def _thinking(model: CatalogueModel) -> list[Row]:
    if model.thinking is None:
        return []
    words = tr("늘 생각하고 답함") if model.thinking.by_default else tr("시키면 생각하고 답함")
    return [(tr("생각"), words)]


def _files(row: ModelRow) -> list[Row]:
    rows: list[Row] = []
    for file in row.files:
        words = [size(file.size_bytes), state_name(file.state)]
        words += [percent(file.done_bytes, file.size_bytes)] if file.done_bytes else []
        words += [problem_sentence(file.problem)] if file.problem else []
        words += [str(file.path) if file.path else file.repo]
        rows.append((file.quant or file.file, " · ".join(filter(None, words))))
    model = row.model
    if not rows and model is not None and model.repos and model.cannot_run is None:
        return [("", tr("pull을 하면 저장소에서 찾습니다"))]
    return rows


def _said(text: Text, language: str) -> str:
    return text.say(language)


def _lines(rows: list[Row]) -> list[str]:
    width = max(cell_width(name) for name, _ in rows)
    room = max(min(shutil.get_terminal_size().columns, MOST_COLUMNS) - width - 4, 20)
    lines: list[str] = []
    for name, value in rows:
        first, *more = wrap_cells(one_line(value), room) or [""]
        lines.append(f"  {one_line(name)}{' ' * (width - cell_width(name))}  {first}".rstrip())
        lines += [f"  {' ' * width}  {line}" for line in more]
    return lines
