"""Every model of the real catalogue is judged, or has a sentence that says why it is not."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from app.core.catalogue_files import load_catalogue
from app.core.engine_knowledge import EngineKnowledge
from app.core.problem import HubError
from app.core.run import LoadSettings
from app.services.fit_shapes import Shapes
from app.services.fit_sources import Sources
from app.services.fit_survey import survey
from app.services.model_choice import ModelChoice
from tests.helpers.fit_facts import pc, room
from widgets.pc.live_verdicts import LiveVerdicts


def test_no_model_is_left_without_a_verdict_or_a_reason(
    qapp: QApplication, resources: Path, tmp_path: Path
) -> None:
    catalogue = load_catalogue(resources)
    sources = Sources(
        catalogue=catalogue,
        choice=ModelChoice(resources, lambda: catalogue, tuple, lambda: "ko"),
        entries=tuple,
        folder=tmp_path,
        knowledge=lambda *_: EngineKnowledge(),
        access=_offline,
        shapes=Shapes(),
    )
    verdicts = LiveVerdicts(LoadSettings, qapp)
    verdicts.show(survey(sources, ()), pc(room(24, total=32)))
    left = [
        model.id
        for model in catalogue.models
        if model.cannot_run is None and verdicts.of_model(model.id) is None
    ]
    assert not left
    # Nobody has listed its files.
    assert verdicts.of_model("exaone-deep-7.8b") is not None
    assert verdicts.of_model("no-such-model") is None


def _offline() -> Any:
    raise HubError("offline")
