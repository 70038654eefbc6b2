"""Catalogue files that are wrong, hostile or half there: named, and the rest works."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.catalogue import Catalogue
from app.core.catalogue_files import FOLDER, MAX_FILE_BYTES, MAX_FILES, load_catalogue

TEAMS = """
[[team]]
id = "bakers"
name = { ko = "빵집", en = "Bakers" }
flagship = "bread-2b"
"""

MODEL = """
[[model]]
id = "bread-2b"
family = "bread"
team = "bakers"
name = { ko = "식빵 2B", en = "Bread 2B" }
repo = "bakers/Bread-2B"
parameters_b = 2
sampling = { temperature = 0.7, top_p = 0.9 }
sources = ["https://example.org/bread"]
licence = { name = "MIT", badge = "commercial", meaning = { ko = "네.", en = "Yes." } }
"""


def write(resources: Path, **files: str | bytes) -> Path:
    folder = resources / FOLDER
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.toml").write_bytes(data)
    return resources


def load(resources: Path, **files: str | bytes) -> Catalogue:
    return load_catalogue(write(resources, **{"teams": TEAMS, "bread": MODEL, **files}))


def ids(catalogue: Catalogue) -> list[str]:
    return [model.id for model in catalogue.models]


def only_fault(catalogue: Catalogue) -> str:
    assert len(catalogue.broken) == 1, catalogue.broken
    return f"{catalogue.broken[0].file}: {catalogue.broken[0].detail}"


def test_a_sound_catalogue(tmp_path: Path) -> None:
    catalogue = load(tmp_path)
    assert catalogue.broken == ()
    assert ids(catalogue) == ["bread-2b"]
    assert catalogue.models[0].parameters_b == 2.0
    team = catalogue.team("bakers")
    assert team is not None
    assert [model.id for model in catalogue.of_team(team.id)] == ["bread-2b"]


def test_what_the_makers_leave_unsaid_is_switched_off(tmp_path: Path) -> None:
    sampling = load(tmp_path).models[0].sampling
    assert sampling is not None
    assert (sampling.temperature, sampling.top_p) == (0.7, 0.9)
    assert (sampling.top_k, sampling.min_p, sampling.repeat_penalty) == (0, 0.0, 1.0)
    assert (sampling.presence_penalty, sampling.frequency_penalty) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("parameters_b = 2", 'parameters_b = "2"', "$.parameters_b"),
        ("parameters_b = 2", "parameters_b = nan", "$.parameters_b"),
        ("parameters_b = 2", "parameters_b = -1", "$.parameters_b"),
        ("parameters_b = 2\n", "", "parameters_b"),
        ("parameters_b = 2", "parameters_b = 2\nparametres = 3", "parametres"),
        ('en = "Bread 2B"', 'fr = "Pain"', "$.name"),
        ('badge = "commercial"', 'badge = "maybe"', "$.licence.badge"),
        ('repo = "bakers/Bread-2B"', 'repo = "../Bread"', "$.repo"),
        ('repo = "bakers/Bread-2B"', 'repo = "bakers/Bread-2B\\n"', "$.repo"),
        ('id = "bread-2b"', 'id = "Bread 2B"', "$.id"),
        ('id = "bread-2b"', 'id = ""', "$.id"),
        ("temperature = 0.7, ", "", "$.sampling"),
        ("temperature = 0.7", "temperature = inf", "$.sampling"),
        ("temperature = 0.7", f"temperature = 0.7, top_k = 1{'0' * 400}", "model 1 (bread-2b)"),
        ("parameters_b = 2", f"parameters_b = 1{'0' * 400}", "model 1 (bread-2b)"),
        ("parameters_b = 2", "parameters_b = 2\ncontext = 0", "$.context"),
        ("parameters_b = 2", "parameters_b = 2\nshape = { n_layer = -1 }", "$.shape"),
        ("top_p = 0.9", "top_q = 0.9", "top_q"),
        ('"https://example.org/bread"', '"file:///etc/passwd"', "$.sources"),
        ('team = "bakers"', 'team = "brewers"', "$.team"),
        ("parameters_b = 2", 'parameters_b = 2\nreleased = "last year"', "$.released"),
    ],
)
def test_a_wrong_field_is_named_and_the_rest_works(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in MODEL
    other = MODEL.replace("bread-2b", "cake-3b")
    mixed = MODEL.replace(old, new, 1) + other
    teams = TEAMS.replace("bread-2b", "cake-3b")
    catalogue = load(tmp_path, teams=teams, bread=mixed)
    assert ids(catalogue) == ["cake-3b"]
    assert only_fault(catalogue).startswith("bread.toml: model")
    assert told in only_fault(catalogue)


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ('sha256 = "abc"', "sha256"),
        ('revision = "main"', "revision"),
        ('file = "../../.profile"', "file"),
        ('file = "/etc/passwd"', "file"),
        ("size_bytes = 0", "size_bytes"),
        ("size_bytes = 99999999999999999999999999", "size_bytes"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, field: str, told: str) -> None:
    line = f'files = [{{ repo = "a/b", quantisation = "Q8_0", {field} }}]\n'
    catalogue = load(tmp_path, cake=MODEL.replace("bread-2b", "cake-3b") + line)
    assert ids(catalogue) == ["bread-2b"]
    assert told in only_fault(catalogue)


def test_an_id_is_given_once(tmp_path: Path) -> None:
    catalogue = load(tmp_path, zwieback=MODEL)
    assert ids(catalogue) == ["bread-2b"]
    assert only_fault(catalogue).startswith("zwieback.toml: model 1 (bread-2b): this id is taken")


@pytest.mark.parametrize("nearest", ["nobody", "bread-2b", "cake-3b"])
def test_nearest_must_run(tmp_path: Path, nearest: str) -> None:
    stuck = 'cannot_run = { ko = "못 돕니다.", en = "It cannot." }\n'
    cake = MODEL.replace("bread-2b", "cake-3b") + f'{stuck}nearest = "{nearest}"\n'
    catalogue = load(tmp_path, cake=cake)
    model = catalogue.find("cake-3b")
    assert model is not None
    if nearest == "bread-2b":
        assert (model.nearest, catalogue.broken) == ("bread-2b", ())
    else:
        assert model.nearest == ""
        assert "$.nearest" in only_fault(catalogue)


def test_a_flagship_must_be_known(tmp_path: Path) -> None:
    catalogue = load(tmp_path, teams=TEAMS.replace("bread-2b", "nobody"))
    assert catalogue.teams[0].flagship == ""
    assert "$.flagship" in only_fault(catalogue)


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\xff\xfe GGUF \x80" * 99,
        "[[model]",
        "x = " + "[" * 20_000,
        'model = "none"',
        "model = [1, 2]",
        "[model]\nid = 3",
        "surprise = true",
        "[[team]]\nid = 'intruder'\n",
        "n = " + "9" * 5_000,
        "d" + ".d" * 300_000 + " = 1",
        b" " * (MAX_FILE_BYTES + 1),
        "[[model]]\n" * 90_000,
        '[[model]]\nid = "\\u001b[2J"',
    ],
    ids=lambda content: str(content[:12]),
)
def test_hostile_files_are_named(tmp_path: Path, content: str | bytes) -> None:
    start = time.perf_counter()
    catalogue = load(tmp_path, evil=content)
    assert ids(catalogue) == ["bread-2b"]
    assert catalogue.broken
    assert {entry.file for entry in catalogue.broken} == {"evil.toml"}
    assert all(len(e.detail) <= 500 and e.detail.isprintable() for e in catalogue.broken)
    assert time.perf_counter() - start < 10


@pytest.mark.skipif(os.name == "nt", reason="a pipe with a name")
def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    write(tmp_path)
    os.mkfifo(tmp_path / FOLDER / "pipe.toml")
    (tmp_path / FOLDER / "folder.toml").mkdir()
    (tmp_path / FOLDER / "gone.toml").symlink_to(tmp_path / "nowhere")
    catalogue = load(tmp_path)
    assert ids(catalogue) == ["bread-2b"]
    assert {entry.file for entry in catalogue.broken} == {"pipe.toml", "folder.toml", "gone.toml"}


def test_no_catalogue_at_all(tmp_path: Path) -> None:
    catalogue = load_catalogue(tmp_path)
    assert catalogue.models == ()
    assert only_fault(catalogue).startswith("catalogue: ")


def test_too_many_files(tmp_path: Path) -> None:
    more = {f"x{number:03}": "" for number in range(MAX_FILES)}
    catalogue = load(tmp_path, **more)
    assert ids(catalogue) == ["bread-2b"]
    assert len(catalogue.broken) == 2


_BITS = st.sampled_from(["[", "]", "{", "}", '"', "=", ".", "\n", "'''", "#", "\\u0000", "가", "1"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    cuts=st.lists(st.tuples(st.integers(0, len(MODEL)), st.integers(0, 9), _BITS), max_size=4),
    junk=st.binary(max_size=8),
)
def test_no_damage_raises_or_spreads(
    tmp_path: Path, cuts: list[tuple[int, int, str]], junk: bytes
) -> None:
    damaged = MODEL.replace("bread-2b", "cake-3b")
    for at, length, bit in cuts:
        damaged = damaged[:at] + bit + damaged[at + length :]
    catalogue = load(tmp_path, zz=damaged.encode() + junk)
    assert "bread-2b" in ids(catalogue)
    assert all(entry.file == "zz.toml" for entry in catalogue.broken)
    assert len(catalogue.models) == 2 or catalogue.broken or "cake-3b" not in damaged
