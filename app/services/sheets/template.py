"""An empty sheet to fill in, with every kind of check explained by an example."""

from app.core.sheets.sheet import CheckKind
from app.core.sheets.writing import write_csv, write_xlsx
from app.services.sheets.sources import CHECKS, check_help, check_words
from app.services.translation import tr


def template(*, xlsx: bool) -> bytes:
    """Return the template as a file's bytes. :func:`app.core.sheets.reading.read_sheet` takes
    its headings and names of checks in the interface's languages."""
    rows = [_headings(), *(_row(check) for check in CHECKS)]
    return write_xlsx(rows, tr("문제지")) if xlsx else write_csv(rows)


def _headings() -> list[str]:
    return [
        tr("질문"),
        tr("기대 답"),
        tr("검사 방법"),
        tr("분야"),
        tr("시스템"),
        tr("좋은 답"),
        tr("설명 (읽지 않는 칸)"),
    ]


def _row(check: CheckKind) -> list[str]:
    question, expected, category, good = _example(check)
    return [question, expected, check_words(check), category, "", good, check_help(check)]


def _example(check: CheckKind) -> tuple[str, str, str, str]:
    """Return question, expected answer, category and what a good answer holds."""
    return {
        "exact": (
            tr("우리 가게는 몇 층에 있나요? '2층'처럼 답하세요. (안내: 매장은 2층)"),
            tr("2층"),
            tr("안내"),
            "",
        ),
        "contains": (
            tr("반품할 때 무엇이 필요한가요? (안내: 영수증과 상자)"),
            tr("영수증|상자"),
            tr("환불"),
            tr("두 가지를 모두 말한다."),
        ),
        "one_of": (
            tr("늦게 온 택배에 화난 손님에게 두 문장으로 답하세요."),
            tr("죄송|사과"),
            tr("응대"),
            tr("먼저 사과하고 다음에 할 일을 말한다."),
        ),
        "number": (
            tr("4,500원짜리 3개와 배송비 3,000원은 모두 얼마인가요?"),
            "16500",
            tr("계산"),
            "",
        ),
        "regex": (
            tr("주문 번호만 적으세요: '주문 DM-20718이 안 왔어요.'"),
            "DM-\\d{5}",
            tr("추출"),
            "",
        ),
        "choice": (
            tr("하나를 고르세요. 가) 배송 나) 환불 다) 칭찬 – '언제 오나요?'"),
            tr("가"),
            tr("분류"),
            "",
        ),
        "none": (
            tr("봄맞이 할인 행사를 알리는 글을 세 문장으로 써 주세요."),
            "",
            tr("글쓰기"),
            tr("행사 내용이 분명하고 없는 혜택을 지어내지 않는다."),
        ),
    }[check]
