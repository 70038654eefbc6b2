"""Rows of files and acceptances."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.core.run import Sampling
from app.store.database import Database
from app.store.library_store import Acceptance, FileFacts, FileRow, LibraryStore

ROW = FileRow(
    path="o__n/한글.gguf",
    owned=True,
    size_bytes=10,
    modified_ns=2**62,
    added_at=1,
    source="naranhi",
    model_id="exaone-1",
    repo="o/n",
    revision="a" * 40,
    sha256="b" * 64,
    expected_sha256="b" * 64,
    verified_at=2,
    facts=FileFacts(name="엑사원", sampling=Sampling(temperature=0.1), n_params=1),
)
LESS = FileRow(path=ROW.path, owned=True, size_bytes=10, modified_ns=2**62, added_at=5)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "naranhi.sqlite3")
    yield made
    made.close()


@pytest.fixture
def store(database: Database) -> LibraryStore:
    return LibraryStore(database)


def test_files_come_back_as_they_were(store: LibraryStore) -> None:
    other = msgspec.structs.replace(ROW, path="/elsewhere/x.gguf", owned=False, verified_at=None)
    store.change([ROW, other])
    assert store.files() == [other, ROW]
    store.change([], [ROW.path])
    assert store.files() == [other]


def test_a_row_that_knows_less_takes_nothing_away(store: LibraryStore) -> None:
    store.change([ROW])
    store.change([LESS])
    assert store.files() == [msgspec.structs.replace(ROW, facts=LESS.facts)]
    # The file is another one now: what was read of the old one does not hold for it.
    store.change([msgspec.structs.replace(LESS, modified_ns=7)])
    found = store.files()[0]
    assert (found.sha256, found.verified_at, found.expected_sha256) == ("", None, "b" * 64)
    store.change([LESS], [ROW.path])
    assert store.files() == [LESS]


def test_all_is_stored_or_nothing(store: LibraryStore) -> None:
    bad = msgspec.structs.replace(ROW, path=b"\xff".decode("utf-8", "surrogateescape"))
    with pytest.raises(UnicodeEncodeError):
        store.change([LESS, bad])
    assert store.files() == []


@pytest.mark.parametrize("column", ["facts", "source", "size_bytes"])
def test_a_row_that_cannot_be_read_is_left_out(
    store: LibraryStore, database: Database, column: str
) -> None:
    store.change([ROW, msgspec.structs.replace(ROW, path="x.gguf")])
    with database.writing() as connection:
        connection.execute(f"UPDATE files SET {column} = '[[[' WHERE path = ?", (ROW.path,))
    assert [row.path for row in store.files()] == ["x.gguf"]


def test_the_first_yes_to_the_same_words_counts(store: LibraryStore) -> None:
    first = Acceptance(
        model_id="m", licence="L", text_sha256="1", text="뜻", accepted_at=1, accepted_by="kim"
    )
    later = msgspec.structs.replace(first, accepted_at=2, accepted_by="lee")
    other = msgspec.structs.replace(later, text_sha256="2", text="다른 뜻", accepted_at=3)
    for acceptance in (first, later, other):
        store.accept(acceptance)
    assert store.acceptances("m") == [other, first]
    assert store.acceptances("other") == []
    assert store.acceptances() == [other, first]
