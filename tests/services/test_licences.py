"""Who said yes to which words."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.catalogue import Badge, CatalogueModel, Licence, Text
from app.services import licences
from app.services.licences import Licences, licence_text, login_name
from app.store.database import Database
from app.store.library_store import LibraryStore

LICENCE = Licence(
    name="HyperCLOVA X SEED",
    badge="conditional",
    meaning=Text(ko="조건을 지키면 가게에서 쓸 수 있습니다.", en="A shop may use it on terms."),
    must_show=("Powered by HyperCLOVA X",),
)
MODEL = CatalogueModel(
    id="seed",
    family="seed",
    team="naver",
    name=Text(ko="시드", en="SEED"),
    repo="naver/seed",
    licence=LICENCE,
    parameters_b=0.5,
)


def with_licence(**changes: object) -> CatalogueModel:
    return msgspec.structs.replace(MODEL, licence=msgspec.structs.replace(LICENCE, **changes))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Licences]:
    database = Database(tmp_path / "naranhi.sqlite3")
    yield Licences(LibraryStore(database))
    database.close()


@pytest.mark.parametrize(
    ("badge", "needed"),
    [
        ("commercial", False),
        ("conditional", True),
        ("noncommercial", True),
        ("unverified", True),
    ],
)
def test_what_needs_a_yes(kept: Licences, badge: Badge, needed: bool) -> None:
    assert kept.needs_consent(with_licence(badge=badge)) is needed


@pytest.mark.parametrize("language", ["ko", "en"])
def test_once_is_enough_in_either_language(kept: Licences, language: str) -> None:
    acceptance = kept.accept(MODEL, "kim", language)
    assert not kept.needs_consent(MODEL)
    assert kept.accepted("seed") == acceptance
    assert (acceptance.accepted_by, acceptance.licence) == ("kim", "HyperCLOVA X SEED")
    assert LICENCE.meaning.say(language) in acceptance.text
    assert "Powered by HyperCLOVA X" in acceptance.text
    assert kept.needs_consent(msgspec.structs.replace(MODEL, id="other"))
    assert kept.accepted("other") is None


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "HyperCLOVA X SEED 2"},
        {"meaning": Text(ko="바뀐 뜻", en="changed")},
        {"must_show": ()},
    ],
)
def test_other_words_need_another_yes(kept: Licences, changes: dict[str, object]) -> None:
    kept.accept(MODEL, "kim", "ko")
    changed = with_licence(**changes)
    assert kept.needs_consent(changed)
    kept.accept(changed, "lee", "ko")
    assert not kept.needs_consent(changed)
    assert len(kept.all_accepted()) == 2


def test_words_are_shown_in_lines() -> None:
    assert licence_text(MODEL, "en").splitlines() == [
        "HyperCLOVA X SEED",
        "A shop may use it on terms.",
        "Powered by HyperCLOVA X",
    ]


def test_a_system_without_names_has_no_login(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(login_name(), str)

    def nobody() -> str:
        raise OSError("no login")

    monkeypatch.setattr(licences.getpass, "getuser", nobody)
    assert login_name() == ""
