"""A row in words: its name, where it comes from, why it cannot run."""

from collections.abc import Callable

from app.core.catalogue import Text
from app.services.translation import tr
from app.services.wording import word
from app.store.library_store import FileSource
from widgets.models.rows import ModelRow

Say = Callable[[Text], str]


def row_title(row: ModelRow, say: Say) -> str:
    """Return the row's name."""
    if row.model is not None:
        return say(row.model.name)
    return row.entries[0].name if row.entries else row.key


def refusal(row: ModelRow, say: Say) -> str:
    """Return why it cannot run here, in one sentence; empty where it can."""
    if row.model is not None and row.model.cannot_run is not None:
        return say(row.model.cannot_run)
    return "" if row.problem is None else word(row.problem).what


def source_name(source: FileSource) -> str:
    """Return where a file comes from."""
    names = {
        "lmstudio": "LM Studio",
        "ollama": "Ollama",
        "jan": "Jan",
        "gpt4all": "GPT4All",
        "hub": "Hugging Face",
    }
    if source in names:
        return names[source]
    return tr("직접 넣은 파일") if source == "import" else tr("나란히에서 받음")
