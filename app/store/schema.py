"""The tables of the history, and the way from every older version to the newest."""

import sqlite3
from collections.abc import Sequence

from app.core.problem import StoreError

Steps = Sequence[Sequence[str]]

STEPS: Steps = (
    (
        """CREATE TABLE comparisons (
            comparison_id TEXT PRIMARY KEY,
            started_at INTEGER NOT NULL,
            mode TEXT NOT NULL,
            prompt_start TEXT NOT NULL,
            program TEXT NOT NULL,
            machine TEXT NOT NULL,
            spec TEXT NOT NULL
        )""",
        """CREATE TABLE runs (
            run_id TEXT PRIMARY KEY,
            comparison_id TEXT NOT NULL REFERENCES comparisons ON DELETE CASCADE,
            started_at INTEGER NOT NULL,
            ended_at INTEGER,
            state TEXT NOT NULL,
            label TEXT NOT NULL,
            owner_pid INTEGER NOT NULL,
            owner_started REAL NOT NULL,
            pane INTEGER NOT NULL,
            round INTEGER NOT NULL,
            model_id TEXT NOT NULL,
            model_name TEXT NOT NULL,
            quantisation TEXT NOT NULL,
            practice INTEGER NOT NULL,
            file_size INTEGER NOT NULL,
            header_sha256 TEXT NOT NULL,
            file_sha256 TEXT NOT NULL,
            engine TEXT NOT NULL DEFAULT '',
            backend TEXT NOT NULL DEFAULT '',
            problem_kind TEXT,
            n_prompt INTEGER,
            n_output INTEGER,
            ttft_ms REAL,
            decode_tps REAL,
            chars_per_s REAL
        )""",
        """CREATE TABLE outcomes (
            run_id TEXT PRIMARY KEY REFERENCES runs ON DELETE CASCADE,
            outcome BLOB NOT NULL
        )""",
        "CREATE INDEX runs_by_start ON runs (started_at)",
        "CREATE INDEX runs_by_comparison ON runs (comparison_id)",
        "CREATE INDEX runs_going ON runs (owner_pid) WHERE state = 'running'",
        "CREATE INDEX runs_by_end ON runs (ended_at)",
    ),
    (
        """CREATE TABLE downloads (
            item_id TEXT PRIMARY KEY,
            place INTEGER NOT NULL,
            state TEXT NOT NULL,
            added_at INTEGER NOT NULL,
            done_bytes INTEGER NOT NULL DEFAULT 0,
            owner_pid INTEGER,
            owner_started REAL,
            problem TEXT,
            item TEXT NOT NULL
        )""",
        """CREATE TABLE files (
            path TEXT PRIMARY KEY,
            owned INTEGER NOT NULL,
            source TEXT NOT NULL DEFAULT '',
            model_id TEXT NOT NULL DEFAULT '',
            repo TEXT NOT NULL DEFAULT '',
            revision TEXT NOT NULL DEFAULT '',
            size_bytes INTEGER NOT NULL,
            modified_ns INTEGER NOT NULL,
            sha256 TEXT NOT NULL DEFAULT '',
            expected_sha256 TEXT NOT NULL DEFAULT '',
            verified_at INTEGER,
            added_at INTEGER NOT NULL,
            facts TEXT NOT NULL
        )""",
        """CREATE TABLE acceptances (
            model_id TEXT NOT NULL,
            licence TEXT NOT NULL,
            text_sha256 TEXT NOT NULL,
            text TEXT NOT NULL,
            accepted_at INTEGER NOT NULL,
            accepted_by TEXT NOT NULL,
            PRIMARY KEY (model_id, text_sha256)
        )""",
    ),
    (
        """CREATE TABLE plans (
            plan_id TEXT PRIMARY KEY,
            created_at INTEGER NOT NULL,
            ended_at INTEGER,
            state TEXT NOT NULL,
            owner_pid INTEGER,
            owner_started REAL,
            kept INTEGER NOT NULL DEFAULT 0,
            label TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT '',
            program TEXT NOT NULL,
            machine TEXT NOT NULL,
            plan TEXT NOT NULL
        )""",
        """CREATE TABLE step_results (
            plan_id TEXT NOT NULL REFERENCES plans ON DELETE CASCADE,
            step INTEGER NOT NULL,
            attempt INTEGER NOT NULL,
            state TEXT NOT NULL,
            result BLOB NOT NULL,
            PRIMARY KEY (plan_id, step, attempt)
        )""",
        "CREATE INDEX plans_by_creation ON plans (created_at)",
    ),
    (
        """CREATE TABLE calibrations (
            made_at INTEGER PRIMARY KEY,
            engine TEXT NOT NULL,
            machine TEXT NOT NULL,
            calibration TEXT NOT NULL
        )""",
        """CREATE TABLE backend_choices (
            engine TEXT NOT NULL,
            machine TEXT NOT NULL,
            devices TEXT NOT NULL,
            shape_class TEXT NOT NULL,
            made_at INTEGER NOT NULL,
            choice TEXT NOT NULL,
            PRIMARY KEY (engine, machine, devices, shape_class)
        )""",
    ),
    (
        "ALTER TABLE comparisons ADD COLUMN kept INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE comparisons ADD COLUMN title TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE comparisons ADD COLUMN note TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE comparisons ADD COLUMN machine_name TEXT NOT NULL DEFAULT ''",
        """CREATE VIRTUAL TABLE run_words USING fts5(
            words, content='', tokenize="unicode61 remove_diacritics 0"
        )""",
        "CREATE TABLE indexed_runs (run_rowid INTEGER PRIMARY KEY)",
        "CREATE INDEX comparisons_by_start ON comparisons (started_at)",
    ),
    (
        """CREATE TABLE sheet_runs (
            run_id TEXT PRIMARY KEY,
            created_at INTEGER NOT NULL,
            ended_at INTEGER,
            state TEXT NOT NULL,
            owner_pid INTEGER,
            owner_started REAL,
            kept INTEGER NOT NULL DEFAULT 0,
            title TEXT NOT NULL,
            label TEXT NOT NULL DEFAULT '',
            note TEXT NOT NULL DEFAULT '',
            n_questions INTEGER NOT NULL,
            n_models INTEGER NOT NULL,
            blind_order TEXT NOT NULL DEFAULT '[]',
            program TEXT NOT NULL,
            machine TEXT NOT NULL,
            plan TEXT NOT NULL
        )""",
        """CREATE TABLE sheet_answers (
            run_id TEXT NOT NULL REFERENCES sheet_runs ON DELETE CASCADE,
            question INTEGER NOT NULL,
            model INTEGER NOT NULL,
            state TEXT NOT NULL,
            right_by_check INTEGER,
            decode_tps REAL,
            chars_per_s REAL,
            ttft_ms REAL,
            answer BLOB NOT NULL,
            PRIMARY KEY (run_id, question, model)
        )""",
        """CREATE TABLE sheet_marks (
            run_id TEXT NOT NULL REFERENCES sheet_runs ON DELETE CASCADE,
            question INTEGER NOT NULL,
            model INTEGER NOT NULL,
            mark INTEGER,
            note TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (run_id, question, model)
        )""",
        "CREATE INDEX sheet_runs_by_creation ON sheet_runs (created_at)",
    ),
    (
        "CREATE INDEX runs_by_model ON runs (model_id, model_name)",
        "CREATE INDEX runs_by_label ON runs (comparison_id, label, model_id)",
        "CREATE INDEX comparisons_by_machine ON comparisons (machine_name)",
        "CREATE INDEX comparisons_kept ON comparisons (started_at) WHERE kept",
    ),
)
"""``STEPS[k]`` leads from version k to version k + 1; a step, once released, never changes.

Outcomes lie in a table of their own, and long texts last in their rows: a listing of ten
thousand runs reads neither. The figures beside a run are worked out of its stamps, which remain
what counts."""


def migrate(connection: sqlite3.Connection, path: str, steps: Steps = STEPS) -> None:
    """Bring the database to the newest version, in one transaction.

    Raises StoreError (store_newer) and touches nothing where a newer program wrote it.
    ``connection`` must be in autocommit mode.
    """
    if _version(connection, path, steps) == len(steps):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have migrated between the question and the lock.
        for step in steps[_version(connection, path, steps) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection, path: str, steps: Steps) -> int:
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > len(steps):
        raise StoreError("store_newer", path=path, found=found, known=len(steps))
    return found
