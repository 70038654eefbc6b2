"""``models --search``: what the Hub has."""

from typing import Any

import msgspec

from app.cli.console import tell
from app.cli.document import print_document
from app.cli.failure_document import documented
from app.cli.figures import count
from app.cli.session import Session
from app.cli.shelf import Shelf
from app.cli.table import Column, print_table
from app.core.catalogue import CatalogueModel
from app.hub.listing import RepoHit
from app.services.translation import tr


def search_hub(session: Session, words: str, *, as_json: bool) -> int:
    """Print what the Hub finds; return the exit status."""
    with documented(as_json=as_json), Shelf(session) as shelf:
        hits = shelf.hub.search(words)
        found = [(hit, shelf.catalogue.of_repo(hit.repo)) for hit in hits]
        if as_json:
            print_document([_hit_document(hit, model) for hit, model in found])
        elif found:
            _print_hits(found)
            tell(tr("받으려면: {command}").format(command="pull OWNER/REPO:Q4_K_M"))
        else:
            tell(tr("찾은 것이 없습니다."))
    return 0


def _hit_document(hit: RepoHit, model: CatalogueModel | None) -> dict[str, Any]:
    return {**msgspec.structs.asdict(hit), "model": model.id if model else None}


def _print_hits(found: list[tuple[RepoHit, CatalogueModel | None]]) -> None:
    columns = [
        Column(tr("저장소")),
        Column(tr("모델"), wide=True),
        Column(tr("받은 횟수"), right=True),
        Column(tr("좋아요"), right=True),
        Column(tr("고친 날")),
        Column(tr("동의 필요")),
    ]
    rows = [
        [
            hit.repo,
            model.id if model else "",
            count(hit.downloads),
            count(hit.likes),
            hit.updated,
            tr("예") if hit.gated else "",
        ]
        for hit, model in found
    ]
    print_table(columns, rows)
