from typing import get_args

from app.core.catalogue import Badge
from app.services.catalogue_words import badge_meaning, badge_name


def test_every_badge_has_its_words() -> None:
    badges: tuple[Badge, ...] = get_args(Badge)
    assert [badge_name(badge) for badge in badges] == [
        "상업적 이용 가능",
        "조건부",
        "불가",
        "확인 필요",
    ]
    assert len({badge_meaning(badge) for badge in badges}) == len(badges)
