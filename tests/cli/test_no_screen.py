"""The window where there is no screen: a sentence, and not Qt's abort."""

import sys
from pathlib import Path

import pytest

from tests.cli.terminal import only_line, run


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize(("lang", "word"), [("ko", "화면"), ("en", "screen")])
def test_without_a_screen_the_terminal_is_offered(data: Path, lang: str, word: str) -> None:
    ran = run(data=data, lang=lang, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert ran.status == 1
    assert word in only_line(ran)
    assert "compare -m starter-s" in only_line(ran)
