"""The models that the program knows, as values: who made each, what it needs, what it allows.

Facts come from ``resources/catalogue`` (one file a family). What a Hub says about sizes, hashes
and revisions wins over them; the licence is always that of the original, never of a
re-quantised copy.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from app.core.run import Sampling

Badge = Literal["commercial", "conditional", "noncommercial", "unverified"]
RepoKind = Literal["official", "vendor-affiliated", "community"]
SystemPromptPolicy = Literal["allowed", "own", "avoid"]
"""``own``: the template brings one of its makers; ``avoid``: the makers ask for none."""


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the values below: an unknown or misspelt field is an error at load."""


class Text(Facts, frozen=True):
    """A sentence in both languages of the interface."""

    ko: str
    en: str

    def say(self, language: str) -> str:
        """Return the sentence in ``language`` (ko, else English)."""
        return self.ko if language == "ko" else self.en


class Licence(Facts, frozen=True):
    """The licence of the original. ``badge`` answers "may my shop use this?"; ``meaning`` is
    that answer in one sentence."""

    name: str
    badge: Badge
    meaning: Text
    source: str = ""
    """Where it can be read (URL); empty where nobody has seen it."""
    must_show: tuple[str, ...] = ()
    """What has to be shown word for word where the model is used."""
    hub_tags: tuple[str, ...] = ()
    """Licence tags of the Hub that agree with it; another one there is a conflict."""


class GgufRepo(Facts, frozen=True):
    """A repo of the Hub that holds GGUF files of a model."""

    repo: str
    kind: RepoKind = "community"


class CatalogueFile(Facts, frozen=True):
    """A GGUF of a model (the first part of a split one), as far as is known without the Hub."""

    repo: str
    quantisation: str
    file: str = ""
    """Path inside the repo; empty where only the Hub can tell."""
    size_bytes: int | None = None
    sha256: str = ""
    revision: str = ""


class Thinking(Facts, frozen=True):
    """Marks around a model's thinking, and whether it thinks unless told otherwise."""

    opens: str = "<think>"
    closes: str = "</think>"
    by_default: bool = False
    switch: str = ""
    """The template's argument that turns it on and off; empty where there is none."""


class Shape(Facts, frozen=True):
    """Sizes that memory and speed follow from; None where nobody has read them."""

    n_layer: int | None = None
    n_embd: int | None = None
    n_head: int | None = None
    n_head_kv: int | None = None
    head_dim: int | None = None
    n_ff: int | None = None
    n_vocab: int | None = None
    sliding_window: int | None = None


class CatalogueModel(Facts, frozen=True, kw_only=True):
    """One model of the catalogue. ``id`` is what people type."""

    id: str
    family: str
    team: str
    """Id of a :class:`Team`."""
    name: Text
    repo: str
    """The original on the Hub."""
    licence: Licence
    released: str = ""
    """Year and month, ``2025-07``."""
    parameters_b: float
    """All parameters, 10⁹."""
    active_b: float | None = None
    """Parameters at work for a token, where not all are (10⁹)."""
    architecture: str = ""
    """``general.architecture`` of its GGUFs."""
    tokenizer_pre: str = ""
    """``tokenizer.ggml.pre`` that its GGUFs must name; empty where nothing depends on it."""
    context: int | None = None
    shape: Shape = Shape()
    repos: tuple[GgufRepo, ...] = ()
    files: tuple[CatalogueFile, ...] = ()
    gated: bool | None = None
    sampling: Sampling | None = None
    """The makers' values for answers."""
    sampling_thinking: Sampling | None = None
    thinking: Thinking | None = None
    system_prompt: SystemPromptPolicy = "allowed"
    stop_tokens: tuple[str, ...] = ()
    problems: tuple[Text, ...] = ()
    cannot_run: Text | None = None
    """Why it cannot run here, whatever this PC is; None where it can be tried."""
    needs: Text | None = None
    """What would run it."""
    nearest: str = ""
    """Id of the model nearest to it that runs here."""
    sources: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """Address of the original: where its licence can be read if nobody says a better place."""
        return f"https://huggingface.co/{self.repo}"


class Team(Facts, frozen=True):
    """Who makes models. The five national teams have a place even where nothing of theirs
    runs."""

    id: str
    name: Text
    national: bool = False
    flagship: str = ""
    """Id of its largest or newest model."""


class BrokenEntry(Facts, frozen=True):
    """A catalogue file, or a model in it, that could not be used; the rest works."""

    file: str
    detail: str


class Catalogue(Facts, frozen=True):
    """Everything that was read."""

    models: tuple[CatalogueModel, ...] = ()
    teams: tuple[Team, ...] = ()
    broken: tuple[BrokenEntry, ...] = ()

    def find(self, model_id: str) -> CatalogueModel | None:
        """Return the model with this id, whatever its case."""
        wanted = model_id.casefold()
        return next((model for model in self.models if model.id.casefold() == wanted), None)

    def of_repo(self, repo: str, copies_of: Iterable[str] = ()) -> CatalogueModel | None:
        """Return the model that a repo of the Hub holds, whatever its case; ``copies_of`` are
        the originals that the repo says it holds in fewer bits."""
        for name in (repo, *copies_of):
            wanted = name.casefold()
            for model in self.models:
                repos = {model.repo, *(r.repo for r in model.repos), *(f.repo for f in model.files)}
                if wanted in {known.casefold() for known in repos}:
                    return model
        return None

    def team(self, team_id: str) -> Team | None:
        """Return the team with this id."""
        return next((team for team in self.teams if team.id == team_id), None)

    def of_team(self, team_id: str) -> Iterator[CatalogueModel]:
        """Go through a team's models."""
        return (model for model in self.models if model.team == team_id)
