"""From what a person types or picks to a model file: practice models, library, any GGUF."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from app.core.catalogue import Catalogue, CatalogueModel
from app.core.model_files import resolve_model, starter_models
from app.core.problem import LibraryError, NaranhiError, UsageError
from app.core.quantisation import rank, same
from app.core.run import ModelFile
from app.services.library_entry import LibraryEntry

Entries = Callable[[], Iterable[LibraryEntry]]


class ModelChoice:
    """Finds models by name; what the catalogue knows of their makers' wishes goes with them."""

    def __init__(
        self,
        resources: Path,
        catalogue: Callable[[], Catalogue],
        entries: Entries,
        language: Callable[[], str],
    ) -> None:
        self._resources = resources
        self._catalogue = catalogue
        self._entries = entries
        self._language = language

    def offered(self) -> list[ModelFile]:
        """Return what can be put into a pane: practice models, then the library's usable ones.

        Raises ModelFileError where the list of practice models cannot be read.
        """
        held = [self.of_entry(entry) for entry in self._entries() if entry.usable]
        return [*starter_models(self._resources), *sorted(held, key=lambda m: m.name.casefold())]

    def resolve(self, name: str) -> ModelFile:
        """Return the model that ``name`` means: a practice model, a catalogue or repo id with or
        without ``:QUANTISATION``, what a file of the library is called, or a path to a GGUF.

        Raises LibraryError (not_downloaded, model_cannot_run), UsageError model_unknown, and
        ModelFileError for a file that cannot be used.
        """
        try:
            return self._with_wishes(resolve_model(name, self._resources))
        except NaranhiError as error:
            if error.problem.kind not in {"model_unknown", "file_missing"}:
                raise
            found = self._in_library(name)
            if found is None:
                raise
            return found

    def of_entry(self, entry: LibraryEntry) -> ModelFile:
        """Return a library entry as a model for a pane."""
        model = self._catalogue().find(entry.model_id) if entry.model_id else None
        file = entry.model_file()
        if model is None:
            return file
        return msgspec.structs.replace(
            _wishes(file, model),
            id=f"{model.id}:{entry.quantisation}" if entry.quantisation else model.id,
            name=model.name.say(self._language()),
        )

    def _in_library(self, name: str) -> ModelFile | None:
        wanted, _, quantisation = name.partition(":")
        model = self._catalogue().find(wanted)
        held = [
            entry
            for entry in self._entries()
            if entry.model_id and entry.model_id.casefold() == wanted.casefold()
        ]
        fitting = [
            entry for entry in held if not quantisation or entry.is_quantisation(quantisation)
        ]
        usable = [entry for entry in fitting if entry.usable]
        if usable:
            return self.of_entry(min(usable, key=lambda entry: rank(entry.quantisation)))
        for entry in fitting:
            if entry.problem is not None:
                raise LibraryError(
                    entry.problem.kind, detail=entry.problem.detail, **entry.problem.params
                )
        if model is not None:
            kind = "model_cannot_run" if model.cannot_run else "not_downloaded"
            raise LibraryError(kind, model=model.id)
        if held:
            raise UsageError("model_unknown", name=name)
        named = [entry for entry in self._entries() if entry.usable and same(entry.handle, name)]
        return self.of_entry(named[0]) if named else None

    def _with_wishes(self, file: ModelFile) -> ModelFile:
        """Add what the catalogue knows where a path is that of a library file."""
        for entry in self._entries():
            if str(entry.path) == file.path and entry.model_id:
                model = self._catalogue().find(entry.model_id)
                return _wishes(file, model) if model else file
        return file


def _wishes(file: ModelFile, model: CatalogueModel) -> ModelFile:
    thinking = model.thinking
    stop: Sequence[str] = model.stop_tokens
    return msgspec.structs.replace(
        file,
        sampling=model.sampling or file.sampling,
        sampling_thinking=model.sampling_thinking,
        thinks_by_default=bool(thinking and thinking.by_default),
        stop=tuple(stop),
    )
