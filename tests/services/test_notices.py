"""The bus for what is told."""

from pytestqt.qtbot import QtBot

from app.core.problem import Problem
from app.services.notices import Notice, Notices


def test_a_newer_notice_of_a_key_takes_the_place_of_the_older(qtbot: QtBot) -> None:
    notices = Notices()
    posted: list[Notice] = []
    withdrawn: list[str] = []
    notices.posted.connect(posted.append)
    notices.withdrawn.connect(withdrawn.append)
    notices.post("store", "error", Problem(kind="disk_full", params={"path": "/p"}))
    notices.post("memory", "info", lambda: "하나")
    notices.post("store", "info", lambda: "저장됨")
    assert [n.key for n in posted] == ["store", "memory", "store"]
    assert [(n.key, n.words()) for n in notices.current] == [
        ("memory", "하나"),
        ("store", "저장됨"),
    ]
    notices.withdraw("store")
    notices.withdraw("store")
    assert withdrawn == ["store"]
    assert [n.key for n in notices.current] == ["memory"]
    assert "/p" in posted[0].words()
