"""The four licence badges in words: the answer to "may my shop use this?".

A model's own sentence about its licence lies in the catalogue, in both languages; these are the
badge's name and what it means in general.
"""

from collections.abc import Callable, Mapping

from app.core.catalogue import Badge
from app.services.translation import tr

_NAMES: Mapping[Badge, Callable[[], str]] = {
    "commercial": lambda: tr("상업적 이용 가능"),
    "conditional": lambda: tr("조건부"),
    "noncommercial": lambda: tr("불가"),
    "unverified": lambda: tr("확인 필요"),
}

_MEANINGS: Mapping[Badge, Callable[[], str]] = {
    "commercial": lambda: tr("가게나 회사에서 써도 되는 모델입니다."),
    "conditional": lambda: tr("조건을 지키면 가게나 회사에서 쓸 수 있는 모델입니다."),
    "noncommercial": lambda: tr("연구나 시험에만 쓸 수 있고, 돈을 버는 일에는 쓸 수 없습니다."),
    "unverified": lambda: tr("써도 되는지 아직 모릅니다. 원본의 라이선스를 먼저 확인해 주세요."),
}


def badge_name(badge: Badge) -> str:
    """Return the badge as it stands beside a model."""
    return _NAMES[badge]()


def badge_meaning(badge: Badge) -> str:
    """Return what the badge means for a shop, in one line."""
    return _MEANINGS[badge]()
