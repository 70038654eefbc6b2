"""Models in words, for a terminal."""

from app.cli.figures import UNDEFINED
from app.cli.model_rows import FileRow, FileState, ModelRow
from app.core.catalogue import Badge
from app.services.catalogue_words import badge_name
from app.services.translation import tr
from app.services.wording import show_bytes
from app.store.library_store import FileSource

_SOURCES: dict[str, str] = {
    "lmstudio": "LM Studio",
    "ollama": "Ollama",
    "jan": "Jan",
    "gpt4all": "GPT4All",
    "hub": "Hugging Face",
}


def state_name(state: FileState) -> str:
    """Return what a file's state is called."""
    words = {
        "ok": lambda: tr("있음"),
        "unverified": lambda: tr("있음 (검사 전)"),
        "broken": lambda: tr("깨짐"),
        "missing": lambda: tr("없어짐"),
        "remote": lambda: tr("받을 수 있음"),
        "partial": lambda: tr("받다 멈춤"),
        "downloading": lambda: tr("받는 중"),
    }
    return words[state]()


def badge_word(badge: Badge) -> str:
    """Return a badge where the heading asks about business already."""
    return tr("가능") if badge == "commercial" else badge_name(badge)


def here_word(row: ModelRow) -> str:
    """Return whether a model loads here, in a word."""
    if row.loads_here is None:
        return tr("모름")
    return tr("됨") if row.loads_here else tr("안 됨")


def held_words(row: ModelRow) -> str:
    """Return what of a model is on this PC: ``Q4_K_M, Q8_0 (깨짐)``; empty where nothing is."""
    held = [file for file in row.files if file.state != "remote"]
    return ", ".join(_held(file) for file in held)


def parameters(total: int | None, active: int | None = None) -> str:
    """Return a number of parameters: ``1.28B``, ``30B (A3B)``, ``1.9M``."""
    if total is None:
        return UNDEFINED
    return _short(total) if active is None else f"{_short(total)} (A{_short(active)})"


def size(n_bytes: int | None) -> str:
    """Return a size, or that nobody knows it."""
    return UNDEFINED if n_bytes is None else show_bytes(n_bytes)


def source_name(source: FileSource) -> str:
    """Return where a file of the library comes from."""
    if source in _SOURCES:
        return _SOURCES[source]
    return tr("가져온 파일") if source == "import" else tr("나란히에서 받음")


def _held(file: FileRow) -> str:
    name = file.quant or file.file
    if file.state in {"broken", "missing", "partial", "downloading"}:
        return f"{name} ({state_name(file.state)})"
    return name


def _short(count: int) -> str:
    if count >= 10**9:
        return f"{count / 1e9:.3g}B"
    return f"{count / 1e6:.3g}M"
