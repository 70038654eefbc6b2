"""What people have said yes to, before a model whose licence is not simply free is fetched."""

import getpass
import hashlib
import time

from app.core.catalogue import CatalogueModel, Licence, Text
from app.services.translation import tr
from app.store.library_store import Acceptance, LibraryStore

_LANGUAGES = ("ko", "en")


class Licences:
    """Asks and remembers. Every method raises StoreError."""

    def __init__(self, store: LibraryStore) -> None:
        self._store = store

    def needs_consent(self, model: CatalogueModel) -> bool:
        """Tell whether somebody has to say yes first. A licence whose words have changed since
        has not been accepted; in whichever language it was read, it has."""
        if model.licence.badge == "commercial":
            return False
        known = {acceptance.text_sha256 for acceptance in self._store.acceptances(model.id)}
        return not known & {_hash(licence_text(model, language)) for language in _LANGUAGES}

    def accept(self, model: CatalogueModel, who: str, language: str) -> Acceptance:
        """Keep that ``who`` (see :func:`login_name`) said yes now to the words shown in
        ``language``."""
        text = licence_text(model, language)
        acceptance = Acceptance(
            model_id=model.id,
            licence=model.licence.name,
            text_sha256=_hash(text),
            text=text,
            accepted_at=int(time.time()),
            accepted_by=who,
        )
        self._store.accept(acceptance)
        return acceptance

    def accepted(self, model_id: str) -> Acceptance | None:
        """Return what was last said yes to for a model."""
        return next(iter(self._store.acceptances(model_id)), None)

    def all_accepted(self) -> list[Acceptance]:
        """Return everything that was said yes to, the newest first."""
        return self._store.acceptances()


def licence_text(model: CatalogueModel, language: str) -> str:
    """Return the words that a person says yes to, and that have to be shown as they are: name,
    meaning, what must be shown, a line each."""
    licence = model.licence
    return "\n".join((licence.name, licence.meaning.say(language), *licence.must_show))


def unlisted_model(repo: str, licence_tag: str, page: str = "") -> CatalogueModel:
    """Return a repo that is not in the catalogue as a model whose licence nobody has checked;
    ``licence_tag`` is what its card says, empty where that is nothing, ``page`` its address.

    Its words are in the language of the moment.
    """
    meaning = tr(
        "카탈로그에 없는 저장소라서 원본의 라이선스를 확인하지 못했습니다. 가게나 회사에서 쓰기 "
        "전에 저장소의 설명과 원본의 라이선스를 직접 확인해 주세요."
    )
    licence = Licence(
        name=licence_tag or tr("적혀 있지 않음"),
        badge="unverified",
        meaning=Text(ko=meaning, en=meaning),
        source=page,
    )
    return CatalogueModel(
        id=repo,
        family="",
        team="",
        name=Text(ko=repo, en=repo),
        repo=repo,
        licence=licence,
        parameters_b=0.0,
    )


def login_name() -> str:
    """Return the name that somebody is logged in with; "" where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
