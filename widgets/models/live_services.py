"""The services that the page of models stands on, put together by whoever makes the window."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.catalogue import Catalogue
from app.services.background_queries import BackgroundQueries
from app.services.downloads import Downloads
from app.services.engine_probe import EngineProbe
from app.services.hub_token import HubToken
from app.services.library import Library
from app.services.licences import Licences
from app.services.model_choice import ModelChoice
from app.services.settings import Settings

if TYPE_CHECKING:
    from app.hub.access import HubAccess


@dataclass(frozen=True)
class ModelServices:
    """Closed by whoever made them, after the backend."""

    catalogue: Catalogue
    library: Library
    downloads: Downloads
    licences: Licences
    queries: BackgroundQueries
    probe: EngineProbe
    choice: ModelChoice
    settings: Settings
    resources: Path
    access: "Callable[[], HubAccess]"
    """The way to the Hub with the person's token; asked outside of the event loop."""
    offline: Callable[[], bool]
    loaded: Callable[[], bool]
    """Whether a model is in memory, so that the library must stay where it is."""
    token: HubToken = field(default_factory=HubToken)
    endpoint: str = "https://huggingface.co"
    """Where repos have their pages."""
