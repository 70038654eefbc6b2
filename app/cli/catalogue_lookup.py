"""Looking things up in the catalogue, and what is wrong with it."""

import difflib
from collections.abc import Iterable

from app.cli.console import tell
from app.cli.problem_sentence import problem_sentence
from app.cli.refusal import RefusalError
from app.core.catalogue import Catalogue
from app.core.engine_knowledge import EngineKnowledge
from app.core.problem import Problem
from app.services.translation import tr


def tell_faults(catalogue: Catalogue, known: EngineKnowledge | None = None) -> None:
    """Say what of the catalogue, or of the engine's knowledge, cannot be used."""
    for entry in catalogue.broken:
        tell(tr("카탈로그의 {file} 파일을 읽지 못했습니다.").format(file=entry.file))
        tell(f"  {entry.detail}")
    if known is not None and known.problem is not None:
        tell(problem_sentence(known.problem))


def unknown_model(name: str, ids: Iterable[str]) -> RefusalError:
    """Return what to say of a name that is no model's: the nearest of ``ids`` may be meant."""
    sentence = tr("그런 모델이 없습니다: {name}.").format(name=name)
    wanted = name.partition(":")[0].casefold()
    near = difflib.get_close_matches(wanted, list(ids), n=1, cutoff=0.5)
    hint = tr("혹시 {meant}?").format(meant=near[0]) if near else ""
    problem = Problem(kind="model_unknown", params={"name": name})
    return RefusalError(f"{sentence} {hint}".strip(), 1, problem)
