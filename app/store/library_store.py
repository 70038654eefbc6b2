"""What is known about model files: where they lie, what they hold, and which licences somebody
has accepted."""

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from app.core.problem import ProblemKind
from app.core.run import Sampling
from app.store.database import Database

FileSource = Literal["naranhi", "import", "lmstudio", "ollama", "jan", "gpt4all", "hub"]
"""``naranhi``: downloaded by the program; ``import``: brought by the person; the others say
whose folder the file lies in."""


class FileFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a GGUF's header says, kept so that a listing opens no file. ``problem_kind`` is set
    where the header could not be read or the file is shorter than it says."""

    name: str = ""
    given_name: str = ""
    """What the model is called where the file's own name says nothing."""
    architecture: str = ""
    quantisation: str = ""
    context_length: int | None = None
    block_count: int | None = None
    embedding_length: int | None = None
    n_heads: int | None = None
    n_kv_heads: int | None = None
    n_vocab: int | None = None
    n_params: int = 0
    tokenizer_model: str = ""
    tokenizer_pre: str = ""
    has_template: bool = False
    sampling: Sampling | None = None
    split_number: int = 0
    split_count: int = 1
    header_sha256: str = ""
    needed_bytes: int = 0
    problem_kind: ProblemKind | None = None
    problem_detail: str = ""


class FileRow(msgspec.Struct, frozen=True, kw_only=True):
    """One file. ``path`` is below the library's folder (with ``/``) where it is ``owned``, else
    absolute: a library on a stick is the same wherever the stick is mounted.

    ``sha256`` is what the file was when it was last read whole, with the size and time that
    stand beside it; ``expected_sha256`` what it has to be: the Hub's, or that of the first
    reading. Times are Unix, ``added_at`` and ``verified_at`` in seconds.
    """

    path: str
    owned: bool
    size_bytes: int
    modified_ns: int
    added_at: int
    source: FileSource = "import"
    model_id: str = ""
    repo: str = ""
    revision: str = ""
    sha256: str = ""
    expected_sha256: str = ""
    verified_at: int | None = None
    facts: FileFacts = FileFacts()


class Acceptance(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody has said yes to a licence: to which words, when (Unix seconds), and who."""

    model_id: str
    licence: str
    text_sha256: str
    text: str
    accepted_at: int
    accepted_by: str


class LibraryStore:
    """Rows of files and acceptances; every method raises StoreError. Use it from the thread of
    its database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def files(self) -> list[FileRow]:
        """Return all files. One whose row cannot be read is left out: it is found anew."""
        with self._database.reading() as connection:
            cursor = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM files ORDER BY path")
            found = (_file_row(row) for row in cursor)
            return [row for row in found if row is not None]

    def change(self, put: Iterable[FileRow], drop: Iterable[str] = ()) -> None:
        """Forget the files at ``drop``, store ``put``: all of it, or nothing.

        A row that knows less than the stored one takes nothing away: another window may have
        found a file that this one has just downloaded.
        """
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in drop])
            connection.executemany(
                _PUT,
                [_values(row) for row in put],
            )

    def accept(self, acceptance: Acceptance) -> None:
        """Store that a licence was accepted; the first time counts."""
        with self._database.writing() as connection:
            connection.execute(
                """INSERT OR IGNORE INTO acceptances
                (model_id, licence, text_sha256, text, accepted_at, accepted_by)
                VALUES (?, ?, ?, ?, ?, ?)""",
                msgspec.structs.astuple(acceptance),
            )

    def acceptances(self, model_id: str = "") -> list[Acceptance]:
        """Return what was accepted for a model, or for all, the newest first."""
        where, values = ("WHERE model_id = ?", (model_id,)) if model_id else ("", ())
        with self._database.reading() as connection:
            cursor = connection.execute(
                f"""SELECT model_id, licence, text_sha256, text, accepted_at, accepted_by
                FROM acceptances {where} ORDER BY accepted_at DESC, rowid DESC""",
                values,
            )
            return [Acceptance(**dict(zip(_ACCEPTANCE, row, strict=True))) for row in cursor]


_COLUMNS = FileRow.__struct_fields__
_SAME_FILE = "files.size_bytes = excluded.size_bytes AND files.modified_ns = excluded.modified_ns"
_KEPT = {
    **{
        column: f"coalesce(nullif(excluded.{column}, ''), files.{column})"
        for column in ("model_id", "repo", "revision", "expected_sha256")
    },
    **{
        column: f"CASE WHEN excluded.sha256 = '' AND {_SAME_FILE} "
        f"THEN files.{column} ELSE excluded.{column} END"
        for column in ("sha256", "verified_at")
    },
    "source": "CASE excluded.source WHEN 'import' THEN files.source ELSE excluded.source END",
    "added_at": "files.added_at",
}
"""What a column becomes where a row is put over another one; else it is the new one's."""
_PUT = (
    f"INSERT INTO files ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) "
    "ON CONFLICT (path) DO UPDATE SET "
    + ", ".join(f"{column} = {_KEPT.get(column, f'excluded.{column}')}" for column in _COLUMNS)
)
_ACCEPTANCE = Acceptance.__struct_fields__


def _values(row: FileRow) -> tuple[Any, ...]:
    return tuple(
        msgspec.json.encode(value).decode() if isinstance(value, FileFacts) else value
        for value in msgspec.structs.astuple(row)
    )


def _file_row(row: tuple[Any, ...]) -> FileRow | None:
    values = dict(zip(_COLUMNS, row, strict=True))
    try:
        values["facts"] = msgspec.json.decode(values["facts"], type=FileFacts)
        return msgspec.convert(values, FileRow, strict=False)
    except (msgspec.MsgspecError, RecursionError):
        return None
