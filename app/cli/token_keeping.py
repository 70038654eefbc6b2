"""What ``token`` does. The token itself is never shown."""

import getpass
import sys
from typing import Literal

from app.cli.console import is_terminal, tell
from app.cli.document import print_document
from app.cli.failure_document import documented
from app.services.hub_token import HubToken, TokenSource
from app.services.translation import tr
from app.services.wording import word

_MOST_CHARACTERS = 4096


def run_token(action: Literal["show", "set", "forget"], *, as_json: bool) -> int:
    """Tell, keep or forget the token; return the exit status."""
    keeper = HubToken()
    with documented(as_json=as_json):
        if action == "set":
            keeper.set(_read())
            tell(tr("토큰을 암호 보관함에 넣었습니다."))
        elif action == "forget":
            keeper.forget()
            tell(tr("저장한 토큰을 지웠습니다."))
        keeper.get()
        if action == "show":
            tell(_where(keeper.source))
            if keeper.problem is not None:
                tell(word(keeper.problem).what)
        if as_json:
            print_document({"source": keeper.source})
    return 0


def _read() -> str:
    """Read a token: unseen from a person's terminal, else a line of standard input."""
    if is_terminal(sys.stdin):
        return getpass.getpass(tr("토큰(보이지 않습니다): "), stream=sys.stderr)
    return sys.stdin.readline(_MOST_CHARACTERS)


def _where(source: TokenSource) -> str:
    match source:
        case "environment":
            return tr("HF_TOKEN 환경 변수의 토큰을 씁니다.")
        case "keyring":
            return tr("암호 보관함의 토큰을 씁니다.")
        case _:
            return tr("토큰이 없습니다. 동의가 필요한 모델만 토큰이 있어야 받을 수 있습니다.")
