"""The history as people look at it: comparisons in order, found by any words in them."""

import json
import sqlite3
from typing import Any

import msgspec

from app.core.machine import MachineFacts
from app.core.problem import StoreError
from app.core.run import Label, Mode, RunOutcome, RunSpec
from app.core.search_words import pairs_of, query_of
from app.store.blob import unpack
from app.store.database import Database

INDEX_PORTION = 200
"""Runs that are indexed at a time: a few dozen milliseconds."""
_MATCHES = 500
"""Runs found by words that are looked at first; then twice as many, and so on."""
_MOST_MATCHES = 16_000
_FEW = 1_000
"""Runs that are looked for among the words' matches, instead of the other way round."""
_LAST_ROWID = 2**62
_ALL = "1"
_Row = tuple[Any, ...]


class HistoryQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; empty fields look for nothing. Times are ns since 1970, UTC."""

    words: str = ""
    model_id: str = ""
    machine: str = ""
    label: Label | None = None
    since_ns: int | None = None
    until_ns: int | None = None
    kept: bool = False
    """Only what the person keeps."""


class HistoryGroup(msgspec.Struct, frozen=True, kw_only=True):
    """One comparison in the list."""

    comparison_id: str
    started_at_ns: int
    mode: Mode
    prompt_start: str
    machine: str
    program: str
    kept: bool
    title: str
    note: str
    n_runs: int
    n_finished: int
    models: tuple[str, ...]
    """Names as shown, each once."""


class HistoryStore:
    """Every method raises StoreError. The index follows behind: :meth:`index_some` is called
    while there is time, until it returns 0."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- looking -----------------------------------------------------------------------

    def groups(self, query: HistoryQuery, limit: int = 200, offset: int = 0) -> list[HistoryGroup]:
        """Return the comparisons that match, newest first; those that are found by words in the
        order in which their runs were stored, which an import can change."""
        where, values = _conditions(query)
        words = query_of(query.words)
        if not words and query.words.strip():
            # Nothing but signs, which are in no index.
            return []
        with self._database.reading() as connection:
            if words:
                rows = _found(connection, words, where, values, limit + offset)[offset:]
            else:
                sql = f"{_GROUP} WHERE {where} ORDER BY c.started_at DESC, c.rowid DESC"
                rows = connection.execute(
                    f"{sql} LIMIT ? OFFSET ?", (*values, limit, offset)
                ).fetchall()
        return [_group(row) for row in rows]

    def choices(self) -> tuple[list[tuple[str, str]], list[str]]:
        """Return what can be filtered by: models (id, name) and machines, most used first."""
        with self._database.reading() as connection:
            models = connection.execute(
                """SELECT model_id, max(model_name) FROM runs
                GROUP BY model_id ORDER BY count(*) DESC"""
            ).fetchall()
            machines = connection.execute(
                """SELECT machine_name FROM comparisons WHERE machine_name != ''
                GROUP BY machine_name ORDER BY count(*) DESC"""
            ).fetchall()
        return [(row[0], row[1]) for row in models], [row[0] for row in machines]

    def run_ids(self, comparison_id: str) -> list[str]:
        """Return the runs of a comparison in the order in which they began."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT run_id FROM runs WHERE comparison_id = ? ORDER BY started_at, rowid",
                (comparison_id,),
            ).fetchall()
        return [row[0] for row in rows]

    def matching(self, start: str) -> tuple[list[str], list[str]]:
        """Return ids that begin with ``start``: runs and comparisons, two of each at most, so
        that an ambiguous one is seen. An id that is whole is the only match."""
        if not start:
            return [], []
        found: list[list[str]] = []
        with self._database.reading() as connection:
            for table, column in (("runs", "run_id"), ("comparisons", "comparison_id")):
                rows = connection.execute(
                    f"""SELECT {column} FROM {table} WHERE {column} >= ? AND {column} < ?
                    ORDER BY {column} LIMIT 2""",
                    (start, start + "\U0010ffff"),
                ).fetchall()
                ids = [row[0] for row in rows]
                found.append([start] if start in ids else ids)
        return found[0], found[1]

    def group(self, comparison_id: str) -> HistoryGroup | None:
        """Return one comparison as it stands in the list; None where there is none."""
        with self._database.reading() as connection:
            row = connection.execute(
                f"{_GROUP} WHERE c.comparison_id = ?", (comparison_id,)
            ).fetchone()
        return None if row is None else _group(row)

    # -- changing ----------------------------------------------------------------------

    def set_kept(self, comparison_id: str, kept: bool) -> None:
        """Say whether it stays when old ones are cleared."""
        self._set("kept", kept, comparison_id)

    def set_title(self, comparison_id: str, title: str) -> None:
        """Store the person's own name for it, empty for none."""
        self._set("title", title, comparison_id)

    def set_note(self, comparison_id: str, note: str) -> None:
        """Store the person's note."""
        self._set("note", note, comparison_id)

    def delete(self, comparison_ids: list[str]) -> int:
        """Forget comparisons with their runs; what is running stays. Returns how many went."""
        gone = 0
        with self._database.writing() as connection:
            for comparison_id in comparison_ids:
                rows = connection.execute(_TEXTS + " WHERE r.comparison_id = ?", (comparison_id,))
                texts = rows.fetchall()
                if any(row[-1] == "running" for row in texts):
                    continue
                for row in texts:
                    self._unindex(connection, row)
                gone += connection.execute(
                    "DELETE FROM comparisons WHERE comparison_id = ?", (comparison_id,)
                ).rowcount
        return gone

    def clear_before(self, moment_ns: int) -> int:
        """Forget what began before this moment and is not kept; returns how many."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT comparison_id FROM comparisons WHERE started_at < ? AND NOT kept",
                (moment_ns,),
            ).fetchall()
        return self.delete([row[0] for row in rows])

    def index_some(self, portion: int = INDEX_PORTION) -> int:
        """Index runs that have ended and are not in the index yet, newest first; returns how
        many there were."""
        with self._database.reading() as connection:
            rows = connection.execute(
                _TEXTS
                + """ WHERE r.state != 'running' AND r.rowid NOT IN
                (SELECT run_rowid FROM indexed_runs) ORDER BY r.rowid DESC LIMIT ?""",
                (portion,),
            ).fetchall()
        if not rows:
            return 0
        with self._database.writing() as connection:
            for row in rows:
                taken = connection.execute(
                    "INSERT OR IGNORE INTO indexed_runs (run_rowid) VALUES (?)", (row[0],)
                ).rowcount
                if taken:
                    connection.execute(
                        "INSERT INTO run_words (rowid, words) VALUES (?, ?)",
                        (row[0], pairs_of(_text(row))),
                    )
            connection.executemany(
                """UPDATE comparisons SET machine_name = ?
                WHERE comparison_id = ? AND machine_name = ''""",
                {(_machine_name(row[5]), row[6]) for row in rows},
            )
        return len(rows)

    def _unindex(self, connection: sqlite3.Connection, row: _Row) -> None:
        """Take a run out of the index, which wants its very words for that."""
        known = connection.execute(
            "DELETE FROM indexed_runs WHERE run_rowid = ?", (row[0],)
        ).rowcount
        if known:
            connection.execute(
                "INSERT INTO run_words (run_words, rowid, words) VALUES ('delete', ?, ?)",
                (row[0], pairs_of(_text(row))),
            )

    def _set(self, column: str, value: object, comparison_id: str) -> None:
        with self._database.writing() as connection:
            connection.execute(
                f"UPDATE comparisons SET {column} = ? WHERE comparison_id = ?",
                (value, comparison_id),
            )


_GROUP = """SELECT c.comparison_id, c.started_at, c.mode, c.prompt_start, c.machine_name,
    c.program, c.kept, c.title, c.note,
    (SELECT count(*) FROM runs r WHERE r.comparison_id = c.comparison_id),
    (SELECT count(*) FROM runs r WHERE r.comparison_id = c.comparison_id
        AND r.state = 'finished'),
    (SELECT json_group_array(DISTINCT r.model_name) FROM runs r
        WHERE r.comparison_id = c.comparison_id)
    FROM comparisons c"""
_TEXTS = """SELECT r.rowid, r.model_id, r.model_name, c.spec, o.outcome, c.machine,
    r.comparison_id, r.state FROM runs r JOIN comparisons c USING (comparison_id)
    LEFT JOIN outcomes o USING (run_id)"""


def _conditions(query: HistoryQuery) -> tuple[str, tuple[Any, ...]]:
    conditions: list[str] = []
    values: list[Any] = []

    def of_runs(condition: str, value: object) -> None:
        conditions.append(
            f"EXISTS (SELECT 1 FROM runs r WHERE r.comparison_id = c.comparison_id AND {condition})"
        )
        values.append(value)

    if query.model_id:
        of_runs("r.model_id = ?", query.model_id)
    if query.label is not None:
        of_runs("r.label = ?", query.label)
    if query.machine:
        conditions.append("c.machine_name = ?")
        values.append(query.machine)
    if query.since_ns is not None:
        conditions.append("c.started_at >= ?")
        values.append(query.since_ns)
    if query.until_ns is not None:
        conditions.append("c.started_at < ?")
        values.append(query.until_ns)
    if query.kept:
        conditions.append("c.kept")
    return " AND ".join(conditions) or _ALL, tuple(values)


def _found(
    connection: sqlite3.Connection, words: str, where: str, values: tuple[Any, ...], n: int
) -> list[_Row]:
    """Return the first ``n`` groups of the runs that have these words, newest run first.

    Taken in portions: half of a large history can have a usual word, and nobody looks at more
    than the newest.
    """
    few = _few(connection, where, values) if where != _ALL else None
    if few is not None:
        matches = connection.execute(
            "SELECT rowid FROM run_words WHERE run_words MATCH ? ORDER BY rowid DESC", (words,)
        )
        ids = dict.fromkeys(few[rowid] for (rowid,) in matches if rowid in few)
        return [_row_of(connection, comparison_id) for comparison_id in list(ids)[:n]]
    rows: dict[str, _Row] = {}
    before, portion = _LAST_ROWID, _MATCHES
    while len(rows) < n:
        matches = connection.execute(
            """SELECT rowid FROM run_words WHERE run_words MATCH ? AND rowid < ?
            ORDER BY rowid DESC LIMIT ?""",
            (words, before, portion),
        ).fetchall()
        if not matches:
            break
        before = matches[-1][0]
        # Where hardly anything fits the other conditions, all of it is gone through soon.
        portion = min(portion * 2, _MOST_MATCHES)
        marks = ",".join("?" * len(matches))
        ids = connection.execute(
            f"""SELECT c.comparison_id, max(f.rowid) FROM runs f
            JOIN comparisons c USING (comparison_id) WHERE f.rowid IN ({marks}) AND {where}
            GROUP BY 1 ORDER BY 2 DESC""",
            [*(row[0] for row in matches), *values],
        ).fetchall()
        for comparison_id, _ in ids:
            if comparison_id in rows or len(rows) >= n:
                continue
            rows[comparison_id] = _row_of(connection, comparison_id)
    return list(rows.values())


def _few(
    connection: sqlite3.Connection, where: str, values: tuple[Any, ...]
) -> dict[int, str] | None:
    """Return the runs (and their comparisons) that fit the conditions other than words; None
    where there are many."""
    found = connection.execute(
        f"""SELECT f.rowid, f.comparison_id FROM comparisons c JOIN runs f USING (comparison_id)
        WHERE {where} LIMIT ?""",
        (*values, _FEW),
    ).fetchall()
    return dict(found) if len(found) < _FEW else None


def _row_of(connection: sqlite3.Connection, comparison_id: str) -> _Row:
    return connection.execute(f"{_GROUP} WHERE c.comparison_id = ?", (comparison_id,)).fetchone()


def _group(row: _Row) -> HistoryGroup:
    return HistoryGroup(
        comparison_id=row[0],
        started_at_ns=row[1],
        mode=row[2],
        prompt_start=row[3],
        machine=row[4],
        program=row[5],
        kept=bool(row[6]),
        title=row[7],
        note=row[8],
        n_runs=row[9],
        n_finished=row[10],
        models=tuple(json.loads(row[11])),
    )


def _text(row: _Row) -> str:
    """Return what can be found of a run: its model, what was asked and what was answered."""
    try:
        spec = msgspec.json.decode(row[3], type=RunSpec)
        outcome = unpack(row[4]) if row[4] is not None else RunOutcome(state=row[7], label="race")
    except (msgspec.MsgspecError, StoreError):
        # A broken row is found by its model alone; deleting it needs the same words again.
        return f"{row[1]} {row[2]}"
    return "\n".join([row[1], row[2], spec.prompt, spec.system, outcome.text])


def _machine_name(machine: str) -> str:
    try:
        return msgspec.json.decode(machine, type=MachineFacts).cpu_name
    except msgspec.MsgspecError:
        return ""
