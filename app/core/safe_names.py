"""Names of files that every file system takes, and what a GGUF's name says.

A name from a Hub, a bundle or another person's folder is hostile until it has been through
here. FAT, exFAT and Windows hold the fewest names, so theirs is the rule everywhere: a library
can then be moved to a stick and back without renaming anything.

No two names become one. Whatever had to be changed in a name (characters, length, Unicode form)
is marked by a hash of what it was before. Names that differ only by case are the same file on
FAT: a caller that knows the other names of the folder passes them as ``siblings``, and each of
such names gets its hash as well; a caller that knows only two places compares their
:func:`place_key`.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from app.core.problem import LibraryError

MAX_NAME_BYTES = 200
"""Of one name in UTF-8: most systems hold 255, and ``.part.json`` has to go behind it."""
MAX_DEPTH = 12
_MAX_PARTS = 1000
_MAX_PATH_CHARS = 4096
_SHOWN_CHARS = 200
_HASH_CHARS = 8
_MARK = re.compile(r"~[0-9a-f]{8}\Z")
_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:[ .].*)?", re.I | re.S
)
_DRIVE = re.compile(r"[A-Za-z]:")
_OURS = (".part", ".part.json", ".moving")
"""Ends of names that the program itself gives."""
_TAIL = re.compile(r"(?:-(?P<number>[0-9]{5})-of-(?P<count>[0-9]{5}))?\.gguf\Z", re.I)
_QUANTISATION = re.compile(
    r"""(?<![A-Za-z0-9])
    (?P<dynamic>UD-)?
    (?P<type>I?Q[1-8]_(?:XXS|XS|NL|[KSM01])(?:_(?:XXS|XS|XL|NL|S|M|L))?
        |TQ[12]_0|MXFP4(?:_MOE)?|NVFP4|BF16|FP?16|FP?32|Q8_0)
    (?![A-Za-z0-9])""",
    re.I | re.X,
)
_PLAIN = {"FP16": "F16", "FP32": "F32"}
_COMPANION_ORDER = ("F16", "BF16", "Q8_0", "F32")


def safe_target(repo: str, path: str, siblings: Iterable[str] = ()) -> str:
    """Return where ``path`` of ``repo`` lies below the library's folder, with ``/``:
    ``owner__name/file.gguf``.

    ``siblings`` are the other paths of the repo. Raises LibraryError ``name_unsafe``.
    """
    names = _names_of(repo)
    if len(names) > 2:
        raise _unsafe(repo)
    folder = "__".join(_safe_name(name, (), outside=True) for name in names)
    # "a__b" + "c" and "a" + "b__c" must not meet.
    ambiguous = any("__" in name or name.startswith("_") or name.endswith("_") for name in names)
    if ambiguous or len(folder.encode()) > MAX_NAME_BYTES:
        folder = _marked(folder, "", repo)
    return f"{folder}/{_safe(path, siblings, outside=True)}"


def safe_path(path: str, siblings: Iterable[str] = ()) -> str:
    """Return a relative path (with ``/``) that every file system holds; one that already is
    comes back as it is.

    Raises LibraryError ``name_unsafe`` for a path that leads out of its folder: ``..``, a drive
    letter, an absolute one, an empty name.
    """
    return _safe(path, siblings, outside=False)


def place_key(target: str) -> str:
    """Return what two paths share exactly where they are one file on a file system that knows
    neither case nor Unicode forms."""
    # Upper case first: FAT folds by its upper-case table, which takes "ı" and "ſ" along.
    folded = unicodedata.normalize("NFC", target).upper().casefold()
    return unicodedata.normalize("NFC", folded)


def is_companion(file: str) -> bool:
    """Tell whether a GGUF is an image or sound projector that goes with a model (mmproj)."""
    name = _base(file).casefold()
    return name.endswith(".gguf") and "mmproj" in name


def is_gguf_first_part(file: str) -> bool:
    """Tell whether the name is that of a model's GGUF, the first one where it is split."""
    tail = _TAIL.search(file)
    if tail is None or is_companion(file):
        return False
    return tail["number"] is None or (
        tail["number"] == "00001" and 1 <= int(tail["count"]) <= _MAX_PARTS
    )


def quantisation_of_name(file: str) -> str:
    """Return the quantisation that a file's name tells (``Q4_K_M``), or its folder's where the
    name tells none; "" where neither does."""
    for name in reversed(file.split("/")):
        found = [*_QUANTISATION.finditer(name)]
        if found:
            kind = found[-1]["type"].upper()
            plain = _PLAIN.get(kind, kind)
            return f"UD-{plain}" if found[-1]["dynamic"] else plain
    return ""


def group_parts(files: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the models among a repo's files: the first part, and all files that go with it in
    the order in which they are needed: its parts, then its companion (mmproj).

    A split model of which a part is missing is left out: it cannot be loaded.
    """
    known = dict.fromkeys(files)
    companions = sorted(filter(is_companion, known), key=_companion_rank)
    groups: list[tuple[str, tuple[str, ...]]] = []
    for file in known:
        if not is_gguf_first_part(file):
            continue
        parts = part_names(file)
        if any(part not in known for part in parts):
            continue
        beside = next((c for c in companions if _goes_with(c, file)), None)
        groups.append((file, (*parts, *([beside] if beside else []))))
    return groups


def part_names(first: str) -> tuple[str, ...]:
    """Return the names of all parts of a split model by its first; of any other file the name
    itself."""
    tail = _TAIL.search(first)
    if tail is None or tail["number"] is None or not is_gguf_first_part(first):
        return (first,)
    stem, ending, count = first[: tail.start()], first[-len(".gguf") :], tail["count"]
    return tuple(f"{stem}-{n:05}-of-{count}{ending}" for n in range(1, int(count) + 1))


def first_part_of(file: str) -> str:
    """Return the name of the first part of the split model that ``file`` belongs to; the name
    itself where it is no part."""
    tail = _TAIL.search(file)
    if tail is None or tail["number"] is None or not 1 <= int(tail["count"]) <= _MAX_PARTS:
        return file
    ending = file[-len(".gguf") :]
    return f"{file[: tail.start()]}-00001-of-{tail['count']}{ending}"


def _goes_with(companion: str, file: str) -> bool:
    """A companion serves its own folder and those below it."""
    folder = companion[: -len(_base(companion))]
    return file.startswith(folder)


def _companion_rank(file: str) -> tuple[int, int, str]:
    quantisation = quantisation_of_name(file)
    known = quantisation in _COMPANION_ORDER
    rank = _COMPANION_ORDER.index(quantisation) if known else len(_COMPANION_ORDER)
    return -file.count("/"), rank, file


def _base(file: str) -> str:
    return file.rsplit("/", 1)[-1]


def _names_of(path: str) -> list[str]:
    # Windows takes "\" for "/": what leads out there leads out here.
    as_windows = path.replace("\\", "/").split("/")
    names = path.split("/")
    refused = (
        not path
        or len(path) > _MAX_PATH_CHARS
        or len(names) > MAX_DEPTH
        or "\0" in path
        or path[0] in "/\\"
        or _DRIVE.match(path) is not None
        or any(name.strip(" ") in {"", ".", ".."} for name in as_windows)
    )
    if refused:
        raise _unsafe(path)
    return names


def _safe(path: str, siblings: Iterable[str], *, outside: bool) -> str:
    others = [sibling.split("/") for sibling in siblings if sibling != path]
    return "/".join(
        _safe_name(name, [o[depth] for o in others if len(o) > depth], outside=outside)
        for depth, name in enumerate(_names_of(path))
    )


def _safe_name(name: str, siblings: Sequence[str], *, outside: bool) -> str:
    """``outside``: the name is not ours, so that a mark in it is none that we gave."""
    tail = _TAIL.search(name)
    stem, ending = (name[: tail.start()], tail[0]) if tail is not None else (name, "")
    clean = "".join(map(_safe_character, unicodedata.normalize("NFC", stem))).lstrip(" ")
    if not ending:
        clean = clean.rstrip(" .")  # Windows drops what stands there
    if _DEVICE.fullmatch(clean + ending) is not None:
        clean = "_" + clean
    if clean.lower().endswith(_OURS):
        clean += "_"
    same = bool(clean) and clean == stem and len((clean + ending).encode()) <= MAX_NAME_BYTES
    posing = outside and _MARK.search(clean) is not None
    if same and not posing and not any(_differs_by_case(name, other) for other in siblings):
        return name
    # All parts of a split model must keep one stem, so the number counts for nothing here.
    return _marked(clean, ending, _without_number(name))


def _safe_character(character: str) -> str:
    # Cf turns text backwards, Cs is half a character, Zl and Zp break lines.
    category = unicodedata.category(character)
    bad = character in _FORBIDDEN or category in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return "_" if bad else character


def _differs_by_case(name: str, sibling: str) -> bool:
    one, other = _without_number(name), _without_number(sibling)
    return one != other and place_key(one) == place_key(other)


def _without_number(name: str) -> str:
    tail = _TAIL.search(name)
    if tail is None or tail["number"] is None:
        return name
    return f"{name[: tail.start()]}-of-{tail['count']}"


def _marked(clean: str, ending: str, original: str) -> str:
    """Return the name with a hash of what it was, cut to fit."""
    data = original.encode("utf-8", "surrogatepass")
    mark = "~" + hashlib.sha256(data).hexdigest()[:_HASH_CHARS]
    room = MAX_NAME_BYTES - len((mark + ending).encode())
    cut = clean.encode()[:room].decode("utf-8", "ignore")
    return f"{cut or '_'}{mark}{ending}"


def _unsafe(name: str) -> LibraryError:
    shown = "".join(c if c.isprintable() else "�" for c in name[:_SHOWN_CHARS])
    return LibraryError("name_unsafe", name=shown)
