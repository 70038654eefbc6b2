"""Rows, the filter, and the files of one row: what needs no window."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.core.catalogue import Catalogue
from app.core.problem import Problem
from tests.widgets.models.fake_backend import (
    GIB,
    download,
    entry,
    listed,
    many,
)
from tests.widgets.models.fake_models import MODELS, TEAMS
from widgets.models import amounts
from widgets.models.disk_model import disk_lines
from widgets.models.file_lines import file_lines
from widgets.models.filtering import LARGER, Filter, choose, suits
from widgets.models.links import is_web_address
from widgets.models.rows import OTHER_PROGRAMS, OWN_FILES, ModelRow, build_rows

CATALOGUE = Catalogue(models=MODELS, teams=TEAMS)
OLLAMA = entry("", name="llama3.2", source="ollama", owned=False, path=Path("/o/blobs/sha256-a"))
IMPORTED = entry("", name="내 모델", source="import", owned=False, path=Path("/home/me/m.gguf"))


def rows(*entries: object, downloads: tuple[object, ...] = ()) -> list[ModelRow]:
    return build_rows(CATALOGUE, entries, downloads, lambda _model: None)  # pyright: ignore[reportArgumentType]


def row(key: str, *entries: object, downloads: tuple[object, ...] = ()) -> ModelRow:
    return next(r for r in rows(*entries, downloads=downloads) if r.key == key)


def keys(found: list[ModelRow]) -> list[str]:
    return [r.key for r in found]


def test_national_teams_come_first_and_foreign_files_last() -> None:
    found = rows(IMPORTED, OLLAMA, entry("somebody/Repo-GGUF"))
    sections = list(dict.fromkeys(r.section for r in found))
    assert sections == ["naver", "upstage", "skt", "lg", "nc", "kt", OWN_FILES, OTHER_PROGRAMS]
    assert found[-1].foreign
    assert not found[-2].foreign


def test_files_and_downloads_go_to_their_model() -> None:
    held = (entry("seed-0.5b"), entry("SEED-0.5B", "Q8_0"), entry("x/Y", "Q4_0"))
    found = rows(*held, downloads=(download("seed-1.5b"), download("new/Repo")))
    by_key = {r.key: r for r in found}
    assert by_key["seed-0.5b"].state == "here"
    assert by_key["seed-1.5b"].state == "downloading"
    assert by_key["ax-light"].state == "absent"
    assert by_key["x/Y"].quantisations == ["Q4_0"]
    assert by_key["new/Repo"].section == OWN_FILES
    assert len(found) == len(MODELS) + 2


def test_a_refused_architecture_is_known_before_any_download() -> None:
    problem = Problem(kind="unknown_architecture", params={"architecture": "x"})
    found = build_rows(CATALOGUE, [], [], lambda m: problem if m.id == "midm" else None)
    assert {r.key for r in found if not r.runs} == {"seed-think", "ax-k1", "vaetki", "midm"}


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        (Filter(words="exaone 1.2"), ["exaone-1.2b"]),
        (Filter(words="LG연구"), []),
        (Filter(words="lg ai"), ["exaone-1.2b", "exaone-32b"]),
        (Filter(words="배키"), ["vaetki"]),
        (Filter(words="seed think"), ["seed-think"]),
        (Filter(team="kt"), ["midm"]),
        (Filter(team=OTHER_PROGRAMS), [str(OLLAMA.path)]),
        (Filter(badge="commercial"), ["ax-light", "ax-k1", "midm"]),
        (Filter(badge="unverified", runs=True, state="absent"), ["solar"]),
        (Filter(size_b=2.0, team="naver"), ["seed-0.5b", "seed-1.5b"]),
        (Filter(size_b=LARGER, team="lg"), ["exaone-32b"]),
        (Filter(state="here"), [str(OLLAMA.path)]),
    ],
)
def test_the_filter(wanted: Filter, shown: list[str]) -> None:
    assert keys(choose(rows(OLLAMA), wanted)) == shown


def test_an_empty_filter_shows_everything() -> None:
    assert Filter().empty
    assert keys(choose(rows(OLLAMA), Filter())) == keys(rows(OLLAMA))


@pytest.mark.parametrize(
    ("gib", "limit"), [(4, 2.0), (7.6, 4.0), (15.5, 9.0), (31, 16.0), (125, LARGER)]
)
def test_a_size_suits_the_memory(gib: float, limit: float) -> None:
    assert suits(round(gib * GIB)) == limit


def test_files_of_a_model_have_the_actions_of_their_state() -> None:
    held = entry("exaone-1.2b", "Q4_K_M")
    lines = file_lines(row("exaone-1.2b", held, downloads=(download("exaone-1.2b", "Q8_0"),)))
    by_name = {line.quantisation: line for line in lines}
    assert by_name["Q4_K_M"].actions() == ("compare", "verify", "delete")
    assert by_name["BF16"].actions() == ("fetch",)
    going = next(line for line in lines if line.download is not None)
    assert going.actions() == ("pause", "cancel")


@pytest.mark.parametrize("state", ["paused", "failed"])
def test_what_stands_can_go_on(state: str) -> None:
    (line,) = file_lines(row("new/Repo", downloads=(download("new/Repo", state=state),)))
    assert line.actions() == ("resume", "cancel")


def test_broken_missing_and_foreign_files() -> None:
    broken = entry("midm", state="broken", repo="kt/midm-GGUF")
    missing = entry("midm", "Q8_0", state="missing", repo="kt/midm-GGUF")
    lines = {line.quantisation: line for line in file_lines(row("midm", broken, missing))}
    assert lines["Q4_K_M"].actions() == ("mend", "verify", "delete")
    assert lines["Q8_0"].actions() == ("mend", "delete")
    (gone,) = file_lines(
        row(str(IMPORTED.path), msgspec.structs.replace(IMPORTED, state="missing"))
    )
    assert gone.actions() == ("forget",)
    (foreign,) = file_lines(row(str(OLLAMA.path), OLLAMA))
    assert foreign.actions() == ("compare",)


def test_what_the_hub_lists_wins_over_the_catalogue() -> None:
    repo = MODELS[0].repos[0].repo
    lines = file_lines(row("seed-0.5b"), [listed(repo, "Q2_K", "Q4_K_M")])
    assert [line.quantisation for line in lines] == ["Q2_K", "Q4_K_M"]
    assert [line.size_bytes for line in lines] == [GIB, 2 * GIB]


def test_parts_at_work_are_no_leftovers() -> None:
    backend = many(0, 0)
    backend.held = [entry("midm"), OLLAMA]
    usage = backend.disk()
    lines = disk_lines(usage, backend.held, lambda e: e.name, [])
    assert [bool(line.leftover) for line in lines] == [False, True, False]
    busy = [usage.leftovers[0].path.with_suffix("")]
    assert not any(li.leftover for li in disk_lines(usage, backend.held, lambda e: e.name, busy))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, "42 % · 12.3 MiB/s · 2분 남음"),
        ({"total_bytes": None, "seconds_left": None, "bytes_per_s": 2000.0}, "881 MiB · 2 KiB/s"),
        ({"seconds_left": 7300.0}, "42 % · 12.3 MiB/s · 2시간 2분 남음"),
        ({"state": "queued", "done_bytes": 0}, "차례 기다림 · 0 %"),
        ({"state": "waiting", "retry_in_s": 12.0}, "42 % · 12초 뒤 다시 연결"),
        ({"state": "verifying", "done_bytes": 2 * GIB}, "검사 중 · 100 %"),
        ({"state": "flushing", "done_bytes": 2 * GIB}, "디스크에 다 쓰는 중"),
        ({"state": "downloading", "done_bytes": 2 * GIB - 9}, "99 % · 12.3 MiB/s · 2분 남음"),
        (
            {"state": "failed", "problem": Problem(kind="disk_full", params={"path": "/"})},
            "받지 못함: 디스크가 가득 찼습니다",
        ),
    ],
)
def test_downloads_in_words(facts: dict[str, Any], words: str) -> None:
    assert amounts.progress_words(replace(download("m"), **facts)) == words


def test_parameters_in_words() -> None:
    assert amounts.parameters(1.28) == "1.28B"
    assert amounts.parameters(236, 23) == "236B (A23B)"
    assert amounts.parameters(None) == ""


@pytest.mark.parametrize("address", ["", "file:///etc/passwd", "javascript:alert(1)", "(not read)"])
def test_only_web_pages_are_opened(address: str) -> None:
    assert not is_web_address(address)
