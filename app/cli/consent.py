"""The licence before the download: what it means, and a yes."""

import sys

from app.cli.console import is_terminal, one_line, tell
from app.cli.refusal import RefusalError
from app.cli.shelf import Shelf
from app.core.catalogue import CatalogueModel
from app.core.problem import Problem
from app.services.catalogue_words import badge_name
from app.services.licences import licence_text, login_name
from app.services.translation import tr


def require_consent(shelf: Shelf, model: CatalogueModel, *, accepted: bool) -> None:
    """See that the person has agreed to the licence, now or before; raises RefusalError
    (``licence_not_accepted``) where not. ``accepted``: said so on the command line."""
    session = shelf.session
    if not shelf.licences.needs_consent(model):
        return
    for line in licence_lines(model, session.language):
        tell(line)
    if not accepted and not ask(tr("이 조건에 동의하고 받을까요?")):
        raise _refusal(model)
    shelf.licences.accept(model, login_name(), session.language)


def licence_lines(model: CatalogueModel, language: str) -> list[str]:
    """Return what the licence means, for a person who is to agree."""
    title = tr("{model}의 라이선스 ({badge}):").format(
        model=model.name.say(language), badge=badge_name(model.licence.badge)
    )
    words = licence_text(model, language).splitlines()
    source = model.licence.source
    where = tr("원문: {url}") if source else tr("원본 페이지: {url}")
    return [title, *words, where.format(url=source or model.page)]


def ask(question: str) -> bool:
    """Ask a person at the terminal; False where there is none, and for anything but a yes."""
    if not is_terminal(sys.stdin):
        return False
    sys.stderr.write(f"{one_line(question)} [y/N] ")
    sys.stderr.flush()
    # The last of the Korean ones is what the Y key writes while Hangul is on.
    said_yes = {"y", "yes", *tr("예 네 ㅛ").split()}
    return sys.stdin.readline().strip().casefold() in said_yes


def _refusal(model: CatalogueModel) -> RefusalError:
    licence = model.licence.name
    sentence = tr(
        "라이선스에 동의하지 않아 받지 않았습니다: {licence}. "
        "동의하면 --accept-licence를 붙여 다시 실행하세요."
    ).format(licence=licence)
    params: dict[str, str | int | float] = {"model": model.id, "licence": licence}
    return RefusalError(sentence, 1, Problem(kind="licence_not_accepted", params=params))
