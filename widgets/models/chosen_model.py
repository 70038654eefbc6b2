"""The chosen row and its details: what of library, queue, Hub and work is shown of it."""

from PySide6.QtCore import QObject

from app.core.catalogue import CatalogueModel, Team
from widgets.models.actions import ModelActions
from widgets.models.backend import ModelsBackend
from widgets.models.details import Details
from widgets.models.file_lines import Action, FileLine, file_lines
from widgets.models.hub_lists import HubLists
from widgets.models.list_model import ModelListModel
from widgets.models.rows import ModelRow


class ChosenModel(QObject):
    """Keeps the details in step; a child of them."""

    def __init__(
        self,
        backend: ModelsBackend,
        rows: ModelListModel,
        details: Details,
        actions: ModelActions,
        hub: HubLists,
    ) -> None:
        super().__init__(details)
        self._backend, self._rows, self._details = backend, rows, details
        self._actions = actions
        self._team: Team | None = None
        self.hub = hub
        hub.changed.connect(self.show_files)
        actions.workChanged.connect(self.show_files)
        details.files.wished.connect(self._do)
        details.files.askRequest.connect(hub.ask_again)

    def show(self, key: str) -> None:
        """Show the row with this key; an empty page where there is none."""
        row = self._rows.find(key)
        self._details.show_row(row, self._instead_of(row))
        self.show_judgement()
        self.hub.want(_repos(row))
        self.show_files()

    def show_judgement(self) -> None:
        """Show how the row's model runs on this PC, as far as is known now, and so which models
        do."""
        row = self._details.row
        self._details.show_judgement(None if row is None else self._rows.judgement(row))
        if row is not None:
            self._details.refusal.show_row(row, self._instead_of(row))
        self.show_team(self._team)

    def show_files(self) -> None:
        """Show the row's files as they are now."""
        key = "" if self._details.row is None else self._details.row.key
        row = self._rows.find(key)
        if row is None:
            return
        repos = _repos(row)
        lines = [self._actions.with_work(line) for line in file_lines(row, self.hub.known(repos))]
        conflict = "" if row.model is None else self.hub.conflict(row.model)
        self._details.show_files(
            lines, self.hub.note(repos), conflict, can_ask=self.hub.failed(repos)
        )

    def show_team(self, team: Team | None) -> None:
        """Show a team's flagship and what of it runs here; None shows no team."""
        self._team = team
        flagship = None if team is None else self._backend.catalogue().find(team.flagship)
        nearest = flagship
        if flagship is not None and not self._runs(flagship):
            nearest = self._nearest(flagship)
        self._details.team.show_team(team, flagship, nearest)

    def _instead_of(self, row: ModelRow | None) -> CatalogueModel | None:
        """Return what to take instead of a model that does not run here."""
        if row is None or row.model is None or row.runs:
            return None
        return self._nearest(row.model)

    def _nearest(self, model: CatalogueModel) -> CatalogueModel | None:
        """Return what the catalogue calls nearest; where that is too large for this PC, the
        largest of its team that is not."""
        catalogue = self._backend.catalogue()
        told = catalogue.find(model.nearest) if model.nearest else None
        if told is None or self._runs(told):
            return told
        others = [other for other in catalogue.of_team(told.team) if self._runs(other)]
        return max(others, key=lambda other: other.parameters_b, default=told)

    def _runs(self, model: CatalogueModel) -> bool:
        """Tell whether nothing is known that keeps a model from running on this PC."""
        row = self._rows.find(model.id)
        if row is None or not row.runs:
            return False
        judgement = self._rows.judgement(row)
        return judgement is None or judgement.verdict != "no"

    def _do(self, line: FileLine, action: Action) -> None:
        row = self._details.row
        if row is not None:
            self._actions.do(row, line, action)


def _repos(row: ModelRow | None) -> list[str]:
    if row is None or row.model is None or row.model.cannot_run is not None:
        return []
    return [repo.repo for repo in row.model.repos]
