"""A repo whose terms have to be accepted on the Hub first: at a terminal its page is opened, a
token is taken, and what was refused is tried again."""

import getpass
import sys
import webbrowser
from collections.abc import Callable
from typing import TypeVar

from app.cli.consent import ask
from app.cli.console import is_terminal, tell
from app.cli.problem_sentence import problem_sentence
from app.cli.shelf import Shelf
from app.core.problem import HubError
from app.services.translation import tr

T = TypeVar("T")


def through_gate(shelf: Shelf, work: Callable[[], T]) -> T:
    """Do ``work``; a person at a terminal is led through the gate, as often as they like.

    Raises what ``work`` does, ``repo_gated`` where nobody is there or the person gives up.
    """
    while True:
        try:
            return work()
        except HubError as error:
            address = str(error.problem.params.get("url", ""))
            if error.problem.kind != "repo_gated" or not is_terminal(sys.stdin):
                raise
            tell(problem_sentence(error.problem))
            if not ask(tr("이 페이지를 브라우저로 열까요?")):
                raise
            if address.startswith(("https://", "http://")):
                webbrowser.open(address)
            words = tr("동의한 뒤 그 계정의 토큰을 넣고 Enter (이미 넣어 두었으면 그냥 Enter): ")
            shelf.take_token(getpass.getpass(words, stream=sys.stderr).strip())
