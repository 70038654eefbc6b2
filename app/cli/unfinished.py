"""Downloads that have begun and not ended: what lies there of them, and taking it away."""

from dataclasses import dataclass

from app.cli.shelf import Shelf
from app.core.quantisation import same
from app.core.transfer import DownloadItem
from app.hub.leftovers import remove_leftovers
from app.hub.part_file import PartFile
from app.store.download_store import DownloadStore


@dataclass(frozen=True)
class Unfinished:
    """One of them. ``at_work``: a program is downloading it at this moment."""

    item: DownloadItem
    done_bytes: int
    """What lies on the disk."""
    at_work: bool

    def is_named(self, name: str) -> bool:
        """Tell whether ``name`` means it: a model or a repo, with or without a quantisation."""
        wanted, _, quantisation = name.partition(":")
        known = same(wanted, self.item.model_id) or same(wanted, self.item.repo)
        return known and (not quantisation or same(quantisation, self.item.quantisation))


def unfinished(shelf: Shelf) -> list[Unfinished]:
    """Return them in the queue's order; makes nothing."""
    if not shelf.session.paths.database.exists():
        return []
    return [
        Unfinished(
            stored.item,
            sum(PartFile(shelf.folder, part.target).bytes_there() for part in stored.item.parts),
            at_work,
        )
        for stored, at_work in DownloadStore(shelf.open_database()).list_all()
        if stored.state != "done"
    ]


def take_away(shelf: Shelf, items: list[DownloadItem]) -> int:
    """Take items off the queue with what came of them; returns the bytes freed. What another
    program is at work on stays."""
    store = DownloadStore(shelf.open_database())
    ours = {stored.item.item_id for stored in store.take_over()}
    freed = 0
    for item in items:
        if item.item_id in ours:
            freed += remove_leftovers(item, shelf.folder)
            store.remove(item.item_id)
    store.release()
    return freed
