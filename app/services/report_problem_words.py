"""Words for what stands in the way of a report."""

from collections.abc import Callable, Mapping

from app.core.problem import ProblemKind
from app.services.translation import tr

REPORT_WORDS: Mapping[ProblemKind, Callable[[], tuple[str, str, str]]] = {
    "report_nothing": lambda: (
        tr("보고할 것이 없습니다"),
        tr("아직 돌리거나 잰 것이 없어 보고서를 만들 수 없습니다."),
        tr("비교를 한 번 돌리거나 측정해 주세요(compare, bench)."),
    ),
    "report_unknown": lambda: (
        tr("그런 기록이 없습니다"),
        tr("'{name}'로 시작하는 기록이 {count}개 있습니다."),
        tr("목록을 보고 하나만 가리키게 적어 주세요(runs, bench --list)."),
    ),
    "report_unwritable": lambda: (
        tr("보고서를 쓰지 못했습니다"),
        tr("파일에 쓸 수 없습니다: {path}"),
        tr("폴더가 있는지, 쓸 수 있는지, 자리가 남았는지 확인해 주세요."),
    ),
    "report_not_drawn": lambda: (
        tr("보고서를 그리지 못했습니다"),
        tr("PDF나 그림을 그리는 프로그램이 끝까지 그리지 못하고 멈췄습니다."),
        tr("HTML로 저장해 브라우저에서 인쇄할 수 있습니다."),
    ),
}
