"""From the words of ``compare`` to a RunSpec."""

import uuid
from dataclasses import dataclass, field, fields
from pathlib import Path

import msgspec

from app.cli.prompt_source import read_prompt
from app.core.gguf_stream import shown_path
from app.core.problem import ModelFileError, NaranhiError, Problem, UsageError
from app.core.run import (
    MAX_PANES,
    MIN_PANES,
    LoadSettings,
    Mode,
    ModelFile,
    PlannedModel,
    RunSpec,
    Sampling,
    Think,
)
from app.services.model_choice import ModelChoice


@dataclass(frozen=True)
class Tuning:
    """Sampling as asked for; ``None`` leaves the model's, or the common, value."""

    vendor: bool = False
    temperature: float | None = None
    top_k: int | None = None
    top_p: float | None = None
    min_p: float | None = None
    repeat_penalty: float | None = None
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    seed: int | None = None

    def sampling_for(self, model: ModelFile, think: Think) -> Sampling:
        """Return the values for ``model``: what was typed counts for all."""
        base = (model.makers_sampling(think) if self.vendor else None) or Sampling()
        asked = {
            field.name: value
            for field in fields(self)
            if field.name != "vendor" and (value := getattr(self, field.name)) is not None
        }
        return msgspec.structs.replace(base, **asked)


@dataclass(frozen=True)
class Request:
    """What was typed."""

    models: list[str]
    prompt: str | None
    prompt_file: Path | None
    system: str
    mode: Mode
    rounds: int
    max_tokens: int
    load: LoadSettings
    think: Think
    tuning: Tuning
    anyway: bool = False
    """Whether to race models that do not fit into memory together."""


@dataclass(frozen=True)
class Plan:
    """A spec to run, and by pane what is known to be wrong with a model before it runs.

    Such a model stays in the spec: its run fails in its own place and is stored as failed.
    """

    spec: RunSpec
    faults: dict[int, Problem] = field(default_factory=dict[int, Problem])


def make_plan(request: Request, choice: ModelChoice) -> Plan:
    """Find the models and the prompt; raises UsageError or RefusalError for what makes no
    sense as a whole."""
    names = request.models
    if len(names) < MIN_PANES:
        raise UsageError("too_few_models", count=len(names), limit=MIN_PANES)
    if len(names) > MAX_PANES:
        raise UsageError("too_many_models", count=len(names), limit=MAX_PANES)
    prompt = read_prompt(request.prompt, request.prompt_file)
    faults: dict[int, Problem] = {}
    planned: list[PlannedModel] = []
    for pane, name in enumerate(names):
        try:
            model = _sendable(choice.resolve(name))
        except NaranhiError as error:
            faults[pane] = error.problem
            shown = shown_path(Path(name))
            model = ModelFile(id=shown, path=shown, name=shown_path(Path(Path(name).name or name)))
        planned.append(
            PlannedModel(
                pane=pane,
                model=model,
                load=request.load,
                sampling=request.tuning.sampling_for(model, request.think),
            )
        )
    spec = RunSpec(
        comparison_id=uuid.uuid4().hex,
        prompt=prompt,
        models=tuple(planned),
        system=request.system,
        mode=request.mode,
        rounds=request.rounds,
        max_tokens=request.max_tokens,
        think=request.think,
    )
    return Plan(spec, faults)


def _sendable(model: ModelFile) -> ModelFile:
    """Refuse a path whose bytes are no text: it can neither be stored nor sent to a worker."""
    try:
        model.path.encode()
    except UnicodeEncodeError as error:
        path = shown_path(Path(model.path))
        raise ModelFileError("file_unreadable", path=path, detail=str(error)) from error
    return model
