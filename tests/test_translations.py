"""Every sentence that a person can see goes through tr() and has a finished English one."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.services.translation import read_catalogue

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The translators' own tool, so that it and this test cannot disagree."""
    path = ROOT / "packaging" / "update_translations.py"
    spec = importlib.util.spec_from_file_location("update_translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


def scan_text(tool: ModuleType, folder: Path, source: str) -> Any:
    (folder / "app").mkdir()
    (folder / "app" / "page.py").write_text(source, encoding="utf-8")
    return tool.scan_source(folder)


def test_every_korean_sentence_goes_through_tr(tool: ModuleType) -> None:
    faults = tool.scan_source(ROOT).faults
    assert not faults, "\n".join(map(str, faults))


def test_every_sentence_has_its_english(tool: ModuleType) -> None:
    sentences = tool.scan_source(ROOT).sentences
    faults = list(tool.catalogue_faults(sentences, tool.read_catalogue()))
    assert not faults, "\n".join(map(str, faults))


def test_the_program_reads_what_the_tool_wrote(tool: ModuleType) -> None:
    written = {source: text for source, text in tool.read_catalogue().items() if text}
    assert read_catalogue(ROOT / "resources" / "i18n" / "en.ts") == written


def test_scan_finds_what_is_wrong(tool: ModuleType, tmp_path: Path) -> None:
    scan = scan_text(
        tool,
        tmp_path,
        '"""설명은 보이지 않는다."""\n'
        'early = tr("너무 일찍")\n'
        "def show(n=tr('기본값')):\n"
        '    """이것도."""\n'
        '    label(tr("{n}회").format(n=n))\n'
        '    label("그냥 글")\n'
        '    label(f"섞인 {n}")\n'
        '    label(tr("조각" + n))\n'
        '    later = lambda: tr("나중")\n',
    )
    assert [s.text for s in scan.sentences] == ["너무 일찍", "기본값", "{n}회", "나중"]
    assert [fault.line for fault in scan.faults] == [2, 3, 6, 7, 8]


@pytest.mark.parametrize(
    ("korean", "english", "wrong"),
    [
        ("{n}회", "{n} rounds", False),
        ("{n:.1f}초", "{n:.2f} s", False),
        ("나란히", "Naranhi (나란히)", False),
        ("{n}회", "rounds", True),
        ("{n}회", "{m} rounds", True),
        ("모델", "모델", True),
        ("모델", "  ", True),
    ],
)
def test_a_translation_is_judged(tool: ModuleType, korean: str, english: str, wrong: bool) -> None:
    assert bool(tool.translation_fault(korean, english)) is wrong


def test_catalogue_survives_writing_and_reading(tool: ModuleType, tmp_path: Path) -> None:
    pairs = {'줄\n바꿈 <b>&amp;</b> "따옴표"': "two\nlines <i>&</i>", "아직": ""}
    sentences = [tool.Sentence(text, "app/page.py", 3) for text in pairs]
    path = tmp_path / "en.ts"
    tool.write_catalogue(sentences, pairs, path)
    assert tool.read_catalogue(path) == pairs
    assert read_catalogue(path) == {k: v for k, v in pairs.items() if v}
