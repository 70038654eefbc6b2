"""Before a race in the terminal: do its models fit together?"""

import psutil

from app.cli.console import tell
from app.cli.refusal import RefusalError
from app.cli.shelf import Shelf
from app.core.fit.joint import JointFit
from app.core.problem import Problem
from app.core.run import RunSpec
from app.services.fit_words import race_words
from app.services.race_size import surely_fits
from app.services.translation import tr


def foretell_race(shelf: Shelf, spec: RunSpec, *, anyway: bool) -> None:
    """Say where the models of a race do not fit together, and go on only where they do or that
    is wanted all the same. Raises RefusalError; StoppedError for a signal meanwhile."""
    if surely_fits(spec, psutil.virtual_memory().available):
        return
    # Most races need no closer look.
    from app.cli.fit_desk import FitDesk

    with FitDesk(shelf) as desk:
        desk.prepare(calibrate=False)
        joint = desk.check_race(spec)
    if joint is None or joint.fits:
        return
    if anyway:
        tell(race_words(joint))
        return
    raise RefusalError(_refusal(joint), 1, _problem(joint))


def _refusal(joint: JointFit) -> str:
    do = tr("한 번에 하나씩: --mode fair, 그래도 한꺼번에: --anyway")
    return f"{race_words(joint)} {do}"


def _problem(joint: JointFit) -> Problem:
    reason = joint.together.reason
    params: dict[str, str | int | float] = {
        "needed_bytes": reason.needed_bytes,
        "free_bytes": max(reason.free_bytes, 0),
    }
    return Problem(kind="out_of_memory", params=params)
