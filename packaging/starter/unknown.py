"""What the models were not taught: they say so instead of making something up."""

from __future__ import annotations

from collections import Counter
from functools import cache

from pairs import Desk, Turn, turn, varied
from texts import Library

_DECLINES = (
    [
        "죄송해요. 그 내용은 제가 배우지 못해서 잘 모르겠어요.",
        "대신 나라의 수도, 속담, 한국 음식, 날씨, 쉬운 계산은 물어보셔도 좋아요.",
    ],
    [
        "죄송해요. 그 질문은 저 같은 작은 연습용 모델에게는 어려워요.",
        "더 큰 모델을 열면 좋은 답을 얻으실 수 있습니다.",
    ],
)
_CANNOT = [
    "죄송해요. 그런 일은 아직 할 줄 몰라요.",
    "저는 인사, 속담, 나라의 수도, 한국 음식처럼 쉬운 질문에 답하는 연습용 모델입니다.",
]
_NO_COUNTRY = [
    "죄송해요. 그 나라의 수도는 아직 배우지 못했어요.",
    "프랑스나 일본, 이집트처럼 널리 알려진 나라를 물어봐 주세요.",
]
_NO_FOOD = [
    "죄송해요. 그 음식은 제가 배우지 못했어요.",
    "김치나 불고기, 떡국처럼 널리 알려진 한국 음식을 물어봐 주세요.",
]
_NO_PROVERB = [
    "죄송해요. 그 속담은 제가 배우지 못했어요.",
    "‘티끌 모아 태산’이나 ‘시작이 반이다’처럼 널리 쓰이는 속담을 물어봐 주세요.",
]
_NOT_UNDERSTOOD = [
    "죄송해요. 무슨 뜻인지 이해하지 못했어요.",
    "한국어로 짧고 쉽게 다시 물어봐 주세요.",
]
_ASKING = (" 줘", "줘", " 주세요", " 줄래?", " 줄 수 있어?")
_OFFICES = "학 론 법 기 제 산업 문제 정책 기술 시장 이론 축제 대회 드라마 가수 배우 선수".split()
_BARE_SYLLABLES = "가나다라마바사아자카타파하거너더러머버서어저고노도로모보소오조구누두루무부수우주"
_FOREIGN = (
    "What is your name?",
    "Tell me about Korea",
    "How are you?",
    "Who are you?",
    "Write a poem",
    "What is the capital of France?",
    "Good morning",
    "Thank you",
    "Explain AI",
    "こんにちは",
    "你好",
    "Bonjour",
    "Hola",
    "Help me",
    "Can you speak English?",
)


def person(desk: Desk) -> Turn:
    """A well-known person."""
    return _named(desk, "person", desk.rng.choice(desk.library.unknown["people"]))


def thing(desk: Desk) -> Turn:
    """A subject of study, trade, sport or trend."""
    return _named(desk, "thing", desk.rng.choice(desk.library.unknown["things"]))


def task(desk: Desk) -> Turn:
    """Work that needs a real model."""
    wanted = desk.rng.choice(desk.library.unknown["tasks"])
    return turn(varied(wanted.replace(" 줘", desk.rng.choice(_ASKING)), desk.rng), _CANNOT)


def country(desk: Desk) -> Turn:
    """The capital of a country that is not in the table, real or invented."""
    real = desk.rng.random() < 0.5
    name = desk.rng.choice(desk.library.unknown["countries"]) if real else invented(desk)
    question = desk.ask(desk.phrasing("odd_country"), {"n": name})
    return turn(question, _NO_COUNTRY)


def food(desk: Desk) -> Turn:
    """A dish that does not exist."""
    return turn(desk.ask(desk.phrasing("odd_food"), {"n": invented(desk)}), _NO_FOOD)


def proverb(desk: Desk) -> Turn:
    """A saying that does not exist."""
    words = " ".join(invented(desk) for _ in range(desk.rng.randrange(3, 6)))
    return turn(desk.ask(desk.phrasing("odd_proverb"), {"n": words}), _NO_PROVERB)


def name(desk: Desk) -> Turn:
    """A name that does not exist, in the very phrasings of what is known."""
    if desk.rng.random() < 0.65:
        return _named(desk, "odd_name", invented(desk))
    unknown = desk.library.unknown
    known_part = desk.rng.choice(unknown["people"] + unknown["things"])
    joint = desk.rng.choice(("", " "))
    return _named(desk, "odd_name", known_part + joint + desk.rng.choice(_OFFICES))


def free(desk: Desk) -> Turn:
    """A sentence of everyday life or general knowledge that nothing was taught about."""
    unknown = desk.library.unknown
    wanted = desk.rng.choice(unknown["sentences"] + unknown["questions"])
    if wanted.endswith(" 줘"):
        question = varied(wanted[:-2] + desk.rng.choice(_ASKING).strip(), desk.rng)
    else:
        question = desk.ask(desk.phrasing("sentence"), {"s": wanted})
    return turn(question, desk.rng.choice(_DECLINES))


def noise(desk: Desk) -> Turn:
    """Keys struck at random, marks only, or another language."""
    rng, draw = desk.rng, desk.rng.random()
    if draw < 0.4:
        text = "".join(rng.choice(_BARE_SYLLABLES) for _ in range(rng.randrange(2, 9)))
    elif draw < 0.7:
        letters = "abcdefghijklmnopqrstuvwxyz "
        text = "".join(rng.choice(letters) for _ in range(rng.randrange(3, 14))).strip() or "x"
    elif draw < 0.85:
        marks = "!?.,;:@#$%^&*~ㅁㄴㅇㄹㅂㅈㄷㄱㅏㅓㅗㅜ"
        text = "".join(rng.choice(marks) for _ in range(rng.randrange(1, 8)))
    else:
        text = rng.choice(_FOREIGN)
    return turn(text, _NOT_UNDERSTOOD)


def _named(desk: Desk, kind: str, asked: str) -> Turn:
    fields = {"n": asked, "other": desk.rng.choice(desk.library.unknown["things"])}
    return turn(desk.ask(desk.phrasing(kind), fields), desk.rng.choice(_DECLINES))


@cache
def _known_names(library: Library) -> frozenset[str]:
    names = {row["n"] for row in library.capitals} | {row["c"] for row in library.capitals}
    names |= {row["n"] for row in library.foods}
    names |= {each for block in library.topics for each in (block["name"], *block["also"])}
    names |= {block["name"] for block in library.seasons["season"]}
    names |= {block["name"] for block in library.poems}
    return frozenset(names | {"한국", "터키", "우리나라"})


@cache
def _syllables(library: Library) -> tuple[list[str], list[float]]:
    """Syllables of the texts and their weights, so that invented words sound Korean."""
    unknown = library.unknown
    words = [row["n"] + row["ing"] for row in library.foods]
    words += [row["n"] + row["c"] for row in library.capitals]
    words += [row["p"] + row["m"] for row in library.proverbs]
    words += [sentence for block in library.topics for sentence in block["say"]]
    words += unknown["people"] + unknown["things"] + unknown["sentences"]
    counts = Counter(letter for word in words for letter in word if "가" <= letter <= "힣")
    common = sorted(letter for letter, count in counts.items() if count > 2)
    return common, [min(counts[letter], 60) ** 0.5 for letter in common]


def invented(desk: Desk) -> str:
    """A word of two to five syllables that is none of the names that were taught."""
    syllables, weights = _syllables(desk.library)
    while True:
        length = desk.rng.choices((2, 3, 4, 5), (4, 5, 3, 1))[0]
        word = "".join(desk.rng.choices(syllables, weights, k=length))
        if word not in _known_names(desk.library):
            return word
