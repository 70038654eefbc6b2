"""From what the page's controls say to a RunSpec."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import msgspec

from app.core.run import (
    DEFAULT_MAX_TOKENS,
    ChatMessage,
    LoadSettings,
    Mode,
    ModelFile,
    PlannedModel,
    RunSpec,
    Sampling,
    Think,
)
from app.services.settings import SamplingPolicy


@dataclass(frozen=True)
class Tuning:
    """Sampling and lengths as the person set them."""

    sampling: Sampling = field(default_factory=Sampling)
    max_tokens: int = DEFAULT_MAX_TOKENS
    n_ctx: int | None = None
    think: Think = "default"

    def sampling_for(self, model: ModelFile, policy: SamplingPolicy) -> Sampling:
        """Return the common values, or the makers' where they recommend any; the seed is
        everybody's."""
        recommended = model.makers_sampling(self.think) if policy == "vendor" else None
        if recommended is not None:
            return msgspec.structs.replace(recommended, seed=self.sampling.seed)
        return self.sampling


@dataclass(frozen=True)
class Request:
    """Everything that the controls say when Run is pressed."""

    prompt: str
    system: str
    mode: Mode
    rounds: int
    policy: SamplingPolicy
    tuning: Tuning


def make_spec(
    request: Request,
    models: Mapping[int, ModelFile],
    loads: Mapping[int, LoadSettings],
    history: Callable[[int], tuple[ChatMessage, ...]],
) -> RunSpec:
    """Return the plan for ``models`` by pane, to be loaded as ``loads`` say; ``history`` gives a
    pane's conversation so far."""
    tuning = request.tuning
    planned = tuple(
        PlannedModel(
            pane=pane,
            model=model,
            load=_load(loads.get(pane, LoadSettings()), tuning),
            sampling=tuning.sampling_for(model, request.policy),
            history=history(pane),
        )
        for pane, model in models.items()
    )
    return RunSpec(
        comparison_id=uuid.uuid4().hex,
        prompt=request.prompt,
        models=planned,
        system=request.system,
        mode=request.mode,
        rounds=request.rounds,
        max_tokens=tuning.max_tokens,
        think=tuning.think,
    )


def _load(own: LoadSettings, tuning: Tuning) -> LoadSettings:
    """Return a pane's settings; a context of its own goes before that of all panes."""
    if own.n_ctx is not None:
        return own
    return msgspec.structs.replace(own, n_ctx=tuning.n_ctx)
