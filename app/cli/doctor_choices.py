"""What was measured to be the fastest device on this PC, for ``doctor``: listed, or forgotten."""

from app.cli.console import tell
from app.cli.problem_sentence import problem_sentence
from app.cli.shelf import Shelf
from app.core.fit.backend import NO_GPU, BackendChoice
from app.core.machine import read_machine
from app.core.problem import StoreError
from app.services.translation import tr
from app.store.bench_store import BenchStore


def known_choices(shelf: Shelf) -> list[BackendChoice]:
    """Return what was chosen with this build of the engine, the newest first."""
    if not shelf.session.paths.database.exists():
        return []
    try:
        found = _store(shelf).choices(shelf.probe.fingerprint(), read_machine())
    except StoreError as error:
        tell(problem_sentence(error.problem))
        return []
    return [choice for choice in found if choice.shape_class != NO_GPU]


def forget_choices(shelf: Shelf) -> None:
    """Let the next load of any model measure again; say so. Raises StoreError."""
    if shelf.session.paths.database.exists():
        _store(shelf).forget_choices(shelf.probe.fingerprint(), read_machine())
    tell(tr("재서 고른 장치를 잊었습니다. 다음에 모델을 불러올 때 다시 잽니다."))


def _store(shelf: Shelf) -> BenchStore:
    return BenchStore(shelf.open_database())
