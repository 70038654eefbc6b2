"""What a person gets who asks for the window where there is no screen."""

import os
import sys

from app.cli.console import tell
from app.cli.session import Session
from app.core.command_line import ProgramOptions
from app.services.translation import tr

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""Any of these says where windows go."""


def lacks_screen() -> bool:
    """Whether a window has nowhere to open: Qt would end the program without a word to people."""
    return sys.platform == "linux" and not any(map(os.environ.get, _SCREENS))


def refuse_window(options: ProgramOptions) -> int:
    """Say so, and what works without; return the exit status."""
    with Session.open(options):
        tell(
            tr(
                "화면을 찾을 수 없어 창을 열 수 없습니다. 터미널의 compare는 화면 없이도 됩니다: "
                'compare -m starter-s -m starter-m -p "안녕하세요?"'
            )
        )
    return 1
