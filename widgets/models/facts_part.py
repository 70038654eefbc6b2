"""What is known of a model: figures, the makers' sampling, known problems, sources."""

from collections.abc import Callable

from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from app.core.catalogue import CatalogueModel
from app.core.run import Sampling
from app.services.translation import tr
from widgets.models.amounts import parameters
from widgets.models.links import SourceLink
from widgets.models.look import Look
from widgets.models.part import Part
from widgets.models.row_words import source_name
from widgets.models.rows import ModelRow


class FactsPart(Part):
    """A table of names and values."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._row: ModelRow | None = None
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(look.em(1.2))
        self._form.setVerticalSpacing(look.em(0.3))
        self.column.addLayout(self._form)

    def show_row(self, row: ModelRow) -> None:
        """Show what is known of ``row``."""
        self._row = row
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(tr("모델 정보"))
        row = self._row
        if row is None:
            return
        facts = _file_facts(row) if row.model is None else _model_facts(row.model)
        shown = [(name, value) for name, value in facts if value]
        while self._form.rowCount() > len(shown):
            self._form.removeRow(self._form.rowCount() - 1)
        while self._form.rowCount() < len(shown):
            name = QLabel(self)
            name.setProperty("role", "muted")
            self._form.addRow(name, self.label())
        for i, words in enumerate(shown):
            for role, text in zip(
                (QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole), words, strict=True
            ):
                item = self._form.itemAt(i, role)
                label = None if item is None else item.widget()
                if isinstance(label, QLabel):
                    label.setText(text)


class ProblemsPart(Part):
    """Known problems, one a line; hidden where none is known."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._model: CatalogueModel | None = None
        self._list = self.label()
        self.column.addWidget(self._list)

    def show_model(self, model: CatalogueModel | None) -> None:
        """Show the known problems of ``model``."""
        self._model = model
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(tr("알려진 문제"))
        problems = () if self._model is None else self._model.problems
        self._list.setText("\n".join(f"– {self.look.say(problem)}" for problem in problems))
        self.setVisible(bool(problems))


class SourcesPart(Part):
    """Where the facts come from; hidden where nothing is named."""

    def __init__(self, look: Look, new_link: Callable[[], SourceLink], parent: QWidget) -> None:
        super().__init__(look, parent)
        self._new_link = new_link
        self._links: list[SourceLink] = []
        self._addresses: tuple[str, ...] = ()

    @property
    def links(self) -> list[SourceLink]:
        """The addresses that are shown."""
        return self._links[: len(self._addresses)]

    def show_sources(self, addresses: tuple[str, ...]) -> None:
        """Show a link for each address."""
        self._addresses = addresses
        while len(self._links) < len(addresses):
            link = self._new_link()
            self._links.append(link)
            self.column.addWidget(link)
        self.retranslate()

    def retranslate(self) -> None:
        self.heading.setText(tr("출처"))
        for i, link in enumerate(self._links):
            link.show_address(self._addresses[i] if i < len(self._addresses) else "")
        self.setVisible(bool(self._addresses))


def _model_facts(model: CatalogueModel) -> list[tuple[str, str]]:
    thinking = ""
    if model.thinking is not None:
        by_default = model.thinking.by_default
        thinking = tr("생각하고 답함") if by_default else tr("켜면 생각하고 답함")
    policies = {
        "allowed": "",
        "own": tr("모델에 든 지시문이 따로 있음"),
        "avoid": tr("시스템 프롬프트를 쓰지 말라고 권함"),
    }
    tokens = tr("{n} 토큰").format(n=f"{model.context:,}") if model.context else ""
    return [
        (tr("매개변수"), parameters(model.parameters_b, model.active_b)),
        (tr("구조"), model.architecture),
        (tr("컨텍스트"), tokens),
        (tr("나온 때"), model.released),
        (tr("원본"), model.repo),
        (tr("생각"), thinking),
        (tr("시스템 프롬프트"), policies[model.system_prompt]),
        (tr("제작사 권장 샘플링"), _sampling(model.sampling)),
        (tr("생각할 때 샘플링"), _sampling(model.sampling_thinking)),
    ]


def _file_facts(row: ModelRow) -> list[tuple[str, str]]:
    if not row.entries:
        return [(tr("저장소"), row.key)]
    entry = row.entries[0]
    context = entry.facts.context_length
    tokens = tr("{n} 토큰").format(n=f"{context:,}") if context else ""
    return [
        (tr("매개변수"), parameters(row.parameters_b)),
        (tr("구조"), entry.architecture),
        (tr("컨텍스트"), tokens),
        (tr("온 곳"), source_name(entry.source)),
        (tr("저장소"), entry.repo),
        (tr("자리"), str(entry.path)),
    ]


def _sampling(sampling: Sampling | None) -> str:
    """Return a sampling in the field's own terms; what does nothing is left out."""
    if sampling is None:
        return ""
    if sampling.temperature == 0:
        words = [tr("temperature 0 (항상 같은 답)")]
    else:
        words = [f"temperature {sampling.temperature:g}"]
        words += [f"top-p {sampling.top_p:g}"] if sampling.top_p < 1 else []
        words += [f"top-k {sampling.top_k}"] if sampling.top_k > 0 else []
        words += [f"min-p {sampling.min_p:g}"] if sampling.min_p > 0 else []
    words += [f"repeat {sampling.repeat_penalty:g}"] if sampling.repeat_penalty != 1 else []
    words += [f"presence {sampling.presence_penalty:g}"] if sampling.presence_penalty else []
    words += [f"frequency {sampling.frequency_penalty:g}"] if sampling.frequency_penalty else []
    return " · ".join(words)
