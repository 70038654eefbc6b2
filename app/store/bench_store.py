"""What was measured of this PC itself: calibrations, and which backend was the faster one."""

import msgspec

from app.core.fit.backend import BackendChoice
from app.core.fit.calibration import Calibration
from app.core.fit.calibration_plan import WAY
from app.core.machine import MachineFacts
from app.store.database import Database

_KEPT = 20
"""Calibrations; older ones go."""


class BenchStore:
    """Every method raises StoreError (disk_full, store_unwritable, store_broken).

    Machines are told apart by processor, cores and memory: the data folder may lie on a stick.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def save_calibration(self, calibration: Calibration) -> None:
        """Keep a calibration."""
        with self._database.writing() as connection:
            connection.execute(
                """INSERT OR REPLACE INTO calibrations (made_at, engine, machine, calibration)
                VALUES (?, ?, ?, ?)""",
                (
                    calibration.made_at_ns,
                    _way_key(calibration.engine),
                    _machine_key(calibration.machine),
                    msgspec.json.encode(calibration).decode(),
                ),
            )
            connection.execute(
                """DELETE FROM calibrations WHERE made_at NOT IN
                (SELECT made_at FROM calibrations ORDER BY made_at DESC LIMIT ?)""",
                (_KEPT,),
            )

    def latest_calibration(self, engine: str, machine: MachineFacts) -> Calibration | None:
        """Return the newest one of this machine with this build of the engine, measured as it is
        now; None where there is none that this program can read."""
        with self._database.reading() as connection:
            row: tuple[str] | None = connection.execute(
                """SELECT calibration FROM calibrations WHERE engine = ? AND machine = ?
                ORDER BY made_at DESC LIMIT 1""",
                (_way_key(engine), _machine_key(machine)),
            ).fetchone()
        if row is None:
            return None
        try:
            return msgspec.json.decode(row[0], type=Calibration)
        except msgspec.MsgspecError:
            return None

    def save_choice(
        self, choice: BackendChoice, engine: str, machine: MachineFacts, devices: str
    ) -> None:
        """Keep a choice of backend; ``devices`` tells these devices and drivers from others."""
        with self._database.writing() as connection:
            connection.execute(
                """INSERT OR REPLACE INTO backend_choices
                (engine, machine, devices, shape_class, made_at, choice)
                VALUES (?, ?, ?, ?, ?, ?)""",
                (
                    engine,
                    _machine_key(machine),
                    devices,
                    choice.shape_class,
                    choice.made_at_ns,
                    msgspec.json.encode(choice).decode(),
                ),
            )

    def choice(
        self, shape_class: str, engine: str, machine: MachineFacts, devices: str
    ) -> BackendChoice | None:
        """Return what was chosen for this class of shapes; None where nothing was."""
        with self._database.reading() as connection:
            row: tuple[str] | None = connection.execute(
                """SELECT choice FROM backend_choices
                WHERE engine = ? AND machine = ? AND devices = ? AND shape_class = ?""",
                (engine, _machine_key(machine), devices, shape_class),
            ).fetchone()
        return _read(row)

    def remove_choice(
        self, shape_class: str, engine: str, machine: MachineFacts, devices: str
    ) -> None:
        """Forget what was chosen for this class of shapes."""
        with self._database.writing() as connection:
            connection.execute(
                """DELETE FROM backend_choices
                WHERE engine = ? AND machine = ? AND devices = ? AND shape_class = ?""",
                (engine, _machine_key(machine), devices, shape_class),
            )

    def forget_choices(self, engine: str, machine: MachineFacts, shape_class: str = "") -> None:
        """Forget what was chosen for this class of shapes with any devices; without a class
        everything that was chosen."""
        with self._database.writing() as connection:
            connection.execute(
                """DELETE FROM backend_choices
                WHERE engine = ? AND machine = ? AND ? IN ('', shape_class)""",
                (engine, _machine_key(machine), shape_class),
            )

    def choices(
        self, engine: str, machine: MachineFacts, devices: str | None = None
    ) -> list[BackendChoice]:
        """Return every choice made on this machine with this build, the newest first; with
        ``devices`` only those made among them."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """SELECT choice FROM backend_choices WHERE engine = ? AND machine = ?
                AND ifnull(?, devices) = devices ORDER BY made_at DESC""",
                (engine, _machine_key(machine), devices),
            ).fetchall()
        return [choice for row in rows if (choice := _read(row)) is not None]


def _read(row: tuple[str] | None) -> BackendChoice | None:
    if row is None:
        return None
    try:
        return msgspec.json.decode(row[0], type=BackendChoice)
    except msgspec.MsgspecError:
        return None


def _way_key(engine: str) -> str:
    return f"{engine} {WAY}"


def _machine_key(machine: MachineFacts) -> str:
    # Not to the byte: see same_machine.
    gib = round(machine.memory_bytes / 2**30)
    return f"{machine.cpu_name}; {machine.physical_cores} cores; {gib} GiB"
