"""Names from outside become names that every disk holds, and no two become one."""

import re
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from app.core.problem import LibraryError
from app.core.safe_names import (
    MAX_NAME_BYTES,
    first_part_of,
    group_parts,
    is_companion,
    is_gguf_first_part,
    part_names,
    place_key,
    quantisation_of_name,
    safe_path,
    safe_target,
)

DEVICES = {"con", "prn", "aux", "nul"} | {f"{d}{n}" for d in ("com", "lpt") for n in "0123456789"}
NAMES = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from('aA\u1100\u1161\u11a8가é.~_ <>:"\\|?*\0\r\n\u202e\u200dſıK-'),
    ),
    max_size=30,
)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
REPOS = st.tuples(NAMES, NAMES).map("/".join)


def target_or_none(repo: str, path: str, siblings: tuple[str, ...] = ()) -> str | None:
    try:
        return safe_target(repo, path, siblings)
    except LibraryError as error:
        problem = error.problem
    assert problem.kind == "name_unsafe"
    assert all(c.isprintable() for c in str(problem.params["name"]))
    return None


def check_name(name: str) -> None:
    assert 0 < len(name.encode()) <= MAX_NAME_BYTES
    assert not set(name) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(c) in {"Cc", "Cf", "Cs"} for c in name)
    assert not name.startswith(" ")
    assert not name.endswith((" ", ".", ".part", ".part.json"))
    assert name.partition(".")[0].strip(" ").lower() not in DEVICES
    assert unicodedata.normalize("NFC", name) == name


@given(repo=REPOS, path=PATHS)
@example(repo="o/n", path="nul.gguf")
@example(repo="o/n", path="COM1.tar.gguf")
@example(repo="o/n", path="x.gguf.PART")
@example(repo="o/n", path="가" * 200 + "-00001-of-00002.gguf")
def test_any_name_becomes_a_safe_one_or_is_refused(repo: str, path: str) -> None:
    target = target_or_none(repo, path)
    if target is not None:
        for name in target.split("/"):
            check_name(name)
        # It stays what it is, however often it goes through here.
        assert safe_path(target) == target


@given(one=st.tuples(REPOS, PATHS), other=st.tuples(REPOS, PATHS))
@example(one=("a__b/c", "x.gguf"), other=("a/b__c", "x.gguf"))
@example(one=("a_/b", "x.gguf"), other=("a/_b", "x.gguf"))
@example(one=("o/n", "ab:c.gguf"), other=("o/n", "ab_c.gguf"))
@example(one=("o/n", "a.gguf"), other=("o/n", "a./x.gguf"))
@example(one=("o/n", "e\u0301.gguf"), other=("o/n", "\xe9.gguf"))
@example(one=("o/n", "x" * 300 + ".gguf"), other=("o/n", "x" * 301 + ".gguf"))
def test_no_two_names_become_one(one: tuple[str, str], other: tuple[str, str]) -> None:
    assume(one != other)
    first, second = target_or_none(*one), target_or_none(*other)
    assert first is None or first != second


def test_a_name_cannot_pose_as_a_changed_one() -> None:
    changed = safe_target("o/n", "ab:c.gguf")
    assert safe_target("o/n", changed.partition("/")[2]) != changed


@given(name=NAMES, path=PATHS)
def test_names_that_differ_by_case_are_kept_apart(name: str, path: str) -> None:
    siblings = {path, path.upper(), path.lower(), path.swapcase(), f"{name}/{path}"}
    targets = [target_or_none("o/n", p, tuple(siblings)) for p in siblings]
    keys = [place_key(target) for target in targets if target is not None]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../x.gguf",
        "a/../../x.gguf",
        "a/..",
        ".",
        "./x.gguf",
        "a//x.gguf",
        "a/",
        "..\\x.gguf",
        "a\\..\\..\\x.gguf",
        "\\\\server\\x.gguf",
        "C:x.gguf",
        "c:\\x.gguf",
        "a\0.gguf",
        " .. /x.gguf",
        "a/" * 20 + "x.gguf",
        "x" * 5000,
    ],
)
def test_what_leads_out_is_refused(path: str) -> None:
    with pytest.raises(LibraryError) as caught:
        safe_target("o/n", path)
    assert caught.value.problem.kind == "name_unsafe"
    with pytest.raises(LibraryError):
        safe_path(path)


@pytest.mark.parametrize("repo", ["", "/", "a/b/c", "../x", "a/..", "C:/x", "a\\..\\b/c"])
def test_repos_that_are_none_are_refused(repo: str) -> None:
    with pytest.raises(LibraryError):
        safe_target(repo, "x.gguf")


def test_usual_names_stay_readable() -> None:
    path = "EXAONE-4.0-1.2B-Q4_K_M.gguf"
    assert safe_target("LGAI-EXAONE/EXAONE-4.0-1.2B-GGUF", path) == (
        "LGAI-EXAONE__EXAONE-4.0-1.2B-GGUF/EXAONE-4.0-1.2B-Q4_K_M.gguf"
    )
    assert safe_target("나/모델", "한글 모델 (새것).gguf") == "나__모델/한글 모델 (새것).gguf"


def test_parts_of_a_split_model_keep_one_stem() -> None:
    for stem in ("a?b", "x" * 300, "nul", "e\u0301"):
        paths = [f"{stem}-0000{n}-of-00003.gguf" for n in (1, 2, 3)]
        targets = [safe_target("o/n", path, paths) for path in paths]
        assert part_names(targets[0]) == tuple(targets)


def test_split_names_that_differ_by_case_keep_one_stem_each() -> None:
    paths = [f"{stem}-0000{n}-of-00002.gguf" for stem in ("Model", "model") for n in (1, 2)]
    targets = [safe_target("o/n", path, paths) for path in paths]
    assert part_names(targets[0]) == tuple(targets[:2])
    assert part_names(targets[2]) == tuple(targets[2:])
    assert len({place_key(target) for target in targets}) == 4


@pytest.mark.parametrize(
    ("file", "quantisation"),
    [
        ("EXAONE-3.5-2.4B-Instruct-BF16.gguf", "BF16"),
        ("EXAONE-3.5-32B-Instruct-BF16-00001-of-00002.gguf", "BF16"),
        ("A.X-3.1-Light.Q4_K_M.gguf", "Q4_K_M"),
        ("hyperclovax-seed-text-instruct-1.5b-q4_k_m.gguf", "Q4_K_M"),
        ("EXAONE-Deep-2.4B-IQ4_XS.gguf", "IQ4_XS"),
        ("x-Q8_0.gguf", "Q8_0"),
        ("x-Q4_0_4_4.gguf", "Q4_0"),
        ("x.fp16.gguf", "F16"),
        ("x-MXFP4.gguf", "MXFP4"),
        ("x.i1-Q4_K_S.gguf", "Q4_K_S"),
        ("x-UD-Q4_K_XL.gguf", "UD-Q4_K_XL"),
        ("Q6_K/x-00001-of-00002.gguf", "Q6_K"),
        ("x-TQ1_0.gguf", "TQ1_0"),
        ("QwQ-32B.gguf", ""),
        ("VAETKI-VL-7B-A1B-mmproj-f16.gguf", "F16"),
    ],
)
def test_quantisation_by_name(file: str, quantisation: str) -> None:
    assert quantisation_of_name(file) == quantisation


@given(file=NAMES)
def test_names_of_any_kind_never_raise(file: str) -> None:
    quantisation_of_name(file)
    assert first_part_of(first_part_of(file)) == first_part_of(file)
    assert part_names(file)[0] == file
    groups = group_parts([file, f"{file}.gguf", f"{file}-00001-of-99999.gguf"])
    assert all(first == parts[0] for first, parts in groups)


def test_models_of_a_repo() -> None:
    files = [
        "README.md",
        "x-Q4_K_M.gguf",
        "BF16/x-BF16-00002-of-00002.gguf",
        "BF16/x-BF16-00001-of-00002.gguf",
        "cut-00001-of-00003.gguf",
        "cut-00003-of-00003.gguf",
        "mmproj-x-F32.gguf",
        "mmproj-x-F16.gguf",
        "x.gguf.txt",
    ]
    assert group_parts(files) == [
        ("x-Q4_K_M.gguf", ("x-Q4_K_M.gguf", "mmproj-x-F16.gguf")),
        (
            "BF16/x-BF16-00001-of-00002.gguf",
            (
                "BF16/x-BF16-00001-of-00002.gguf",
                "BF16/x-BF16-00002-of-00002.gguf",
                "mmproj-x-F16.gguf",
            ),
        ),
    ]
    assert is_companion("a/mmproj-x.gguf")
    assert not is_gguf_first_part("a/mmproj-x.gguf")
    assert first_part_of("a/x-00002-of-00003.gguf") == "a/x-00001-of-00003.gguf"
    assert re.fullmatch(r"x-\d{5}-of-00000\.gguf", first_part_of("x-00001-of-00000.gguf"))
