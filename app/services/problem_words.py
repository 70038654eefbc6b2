"""Every problem in words: title, what happened, what to do.

Written for someone who has a shop to run: no jargon where a plain word exists, no blame, always
a way on. Placeholders are the problem's parameters.
"""

from collections.abc import Callable, Mapping

from app.core.problem import ProblemKind
from app.services.hub_problem_words import HUB_WORDS
from app.services.library_problem_words import LIBRARY_WORDS
from app.services.report_problem_words import REPORT_WORDS
from app.services.translation import tr

Words = tuple[str, str, str]

_FILE_WORDS: Mapping[ProblemKind, Callable[[], Words]] = {
    "file_missing": lambda: (
        tr("파일이 없습니다"),
        tr("모델 파일을 찾을 수 없습니다: {path}"),
        tr("파일을 옮겼거나 이름을 바꾸었다면 다시 골라 주세요."),
    ),
    "is_folder": lambda: (
        tr("파일이 아니라 폴더입니다"),
        tr("모델 파일 대신 폴더를 골랐습니다: {path}"),
        tr("폴더 안에 있는 .gguf 파일을 골라 주세요."),
    ),
    "file_unreadable": lambda: (
        tr("파일을 읽을 수 없습니다"),
        tr("파일은 있지만 읽히지 않습니다: {path}"),
        tr("읽기 권한이 있는지, 디스크가 제대로 연결되어 있는지 확인해 주세요."),
    ),
    "file_empty": lambda: (
        tr("빈 파일입니다"),
        tr("파일에 아무것도 들어 있지 않습니다: {path}"),
        tr("내려받기가 제대로 끝나지 않은 것 같습니다. 다시 받아 주세요."),
    ),
    "not_gguf": lambda: (
        tr("GGUF 모델 파일이 아닙니다"),
        tr("이 파일은 GGUF 형식이 아닙니다: {path}"),
        tr("이름이 .gguf로 끝나는 모델 파일을 골라 주세요."),
    ),
    "file_cut_off": lambda: (
        tr("파일이 중간에 잘렸습니다"),
        tr("{expected_bytes}여야 하는 파일이 {actual_bytes}밖에 되지 않습니다: {path}"),
        tr("내려받기가 중간에 끊긴 것 같습니다. 다시 받아 주세요."),
    ),
    "gguf_broken": lambda: (
        tr("모델 파일이 손상되었습니다"),
        tr("파일의 머리 부분이 GGUF 규격에 맞지 않습니다: {path}"),
        tr("파일을 다시 받아 주세요. 그래도 같다면 만든 곳에 알려 주세요."),
    ),
    "split_part_missing": lambda: (
        tr("나뉜 모델의 일부가 없습니다"),
        tr("여러 파일로 나뉜 모델인데 {missing} 파일이 없습니다."),
        tr("나뉜 파일을 모두 한 폴더에 두고 첫 번째 파일을 골라 주세요."),
    ),
    "unknown_architecture": lambda: (
        tr("아직 돌릴 수 없는 모델입니다"),
        tr("이 프로그램에 든 llama.cpp는 '{architecture}' 구조를 알지 못합니다."),
        tr("프로그램의 새 판을 기다리거나 다른 모델을 골라 주세요."),
    ),
    "unknown_tokenizer": lambda: (
        tr("아직 돌릴 수 없는 모델입니다"),
        tr("이 프로그램에 든 llama.cpp는 '{tokenizer}' 토크나이저를 알지 못합니다."),
        tr("프로그램의 새 판을 기다리거나 같은 모델의 다른 GGUF 파일을 골라 주세요."),
    ),
}

_ENGINE_WORDS: Mapping[ProblemKind, Callable[[], Words]] = {
    "load_failed": lambda: (
        tr("모델을 불러오지 못했습니다"),
        tr("llama.cpp가 이 모델을 불러오다 실패했습니다."),
        tr("로그의 마지막 줄을 확인하고, 파일을 다시 받거나 다른 모델을 골라 주세요."),
    ),
    "out_of_memory": lambda: (
        tr("메모리가 모자랍니다"),
        tr("이 모델을 올릴 메모리가 부족합니다. 필요: {needed_bytes}, 남음: {free_bytes}."),
        tr("다른 프로그램을 닫거나, 컨텍스트 길이를 줄이거나, 더 작은 모델을 골라 주세요."),
    ),
    "device_missing": lambda: (
        tr("고른 장치가 없습니다"),
        tr("'{device}' 장치를 찾을 수 없습니다. 지금 쓸 수 있는 장치: {known}."),
        tr("불러오기 설정에서 다른 장치를 고르거나 '자동'으로 두세요."),
    ),
    "not_offloaded": lambda: (
        tr("GPU에 올라가지 않았습니다"),
        tr("{devices}에 올리려 했지만 한 층도 올라가지 않았습니다."),
        tr("드라이버를 확인하고 다시 불러오거나, 불러오기 설정에서 CPU를 고르세요."),
    ),
    "flash_attention_needed": lambda: (
        tr("함께 쓸 수 없는 설정입니다"),
        tr("KV 캐시를 {cache_type}로 줄이려면 플래시 어텐션이 켜져 있어야 합니다."),
        tr("불러오기 설정에서 플래시 어텐션을 '자동'으로 두거나 KV 캐시를 f16으로 두세요."),
    ),
    "no_chat_template": lambda: (
        tr("대화용 모델이 아닙니다"),
        tr("이 파일에는 대화 양식(chat template)이 들어 있지 않습니다."),
        tr("이름에 Instruct나 Chat이 붙은 대화용 모델을 골라 주세요."),
    ),
    "template_failed": lambda: (
        tr("대화 양식을 쓸 수 없습니다"),
        tr("모델에 든 대화 양식(chat template)에 오류가 있습니다."),
        tr("같은 모델의 다른 GGUF 파일을 써 보세요. 시스템 프롬프트를 비우면 될 때도 있습니다."),
    ),
    "prompt_too_long": lambda: (
        tr("질문이 너무 깁니다"),
        tr("질문은 {n_prompt} 토큰인데 컨텍스트는 {n_ctx} 토큰입니다."),
        tr("질문을 줄이거나 컨텍스트 길이를 늘려 주세요. 이 모델은 {n_ctx_train} 토큰까지 됩니다."),
    ),
    "decode_failed": lambda: (
        tr("답을 만들다 실패했습니다"),
        tr("llama.cpp가 계산을 마치지 못했습니다(코드 {code})."),
        tr("다시 실행해 보세요. 되풀이되면 컨텍스트 길이를 줄여 보세요."),
    ),
    "prompt_not_evaluated": lambda: (
        tr("믿을 수 없는 측정입니다"),
        tr("질문 {n_prompt} 토큰 가운데 {n_prompt_evaluated} 토큰만 계산되어 결과를 버렸습니다."),
        tr("다시 실행해 주세요."),
    ),
    "engine_missing": lambda: (
        tr("계산 엔진이 없습니다"),
        tr("llama-cpp-python이 설치되어 있지 않거나 이 PC에서 열리지 않습니다."),
        tr("'python3 packaging/start.py'로 설치를 다시 해 주세요."),
    ),
}

_WORKER_WORDS: Mapping[ProblemKind, Callable[[], Words]] = {
    "worker_not_started": lambda: (
        tr("모델 프로세스를 시작하지 못했습니다"),
        tr("모델을 돌릴 프로세스가 시작되지 않았습니다."),
        tr("백신이 막고 있지 않은지 확인하고, 안 되면 프로그램을 다시 설치해 주세요."),
    ),
    "worker_crashed": lambda: (
        tr("모델 프로세스가 갑자기 끝났습니다"),
        tr("이 모델의 프로세스가 종료 코드 {exit_code}로 끝났습니다. 다른 모델은 그대로입니다."),
        tr("'다시 불러오기'를 눌러 주세요. 되풀이되면 메모리가 모자란 것일 수 있습니다."),
    ),
    "worker_hung": lambda: (
        tr("모델이 응답하지 않습니다"),
        tr("{seconds}초 동안 기다려도 응답이 없어 이 모델의 프로세스를 끝냈습니다."),
        tr("'다시 불러오기'를 눌러 주세요."),
    ),
    "worker_spoke_nonsense": lambda: (
        tr("모델 프로세스의 말을 알아들을 수 없습니다"),
        tr("모델 프로세스가 약속과 다른 내용을 보내와 끝냈습니다."),
        tr("'다시 불러오기'를 눌러 주세요. 프로그램을 막 갱신했다면 다시 시작해 주세요."),
    ),
}

_SHEET_WORDS: Mapping[ProblemKind, Callable[[], Words]] = {
    "sheet_too_large": lambda: (
        tr("문제지가 너무 큽니다"),
        tr("{path}: {n_bytes}인데 {limit}바이트까지만 읽습니다."),
        tr("문제지를 나누거나 그림처럼 필요 없는 것을 빼고 다시 저장해 주세요."),
    ),
    "sheet_unreadable": lambda: (
        tr("문제지를 읽을 수 없습니다"),
        tr("표로 읽히지 않거나 글자의 부호화가 섞여 있습니다: {path}"),
        tr("엑셀에서 'CSV UTF-8' 또는 xlsx로 다시 저장해 주세요."),
    ),
    "sheet_without_question": lambda: (
        tr("질문이 없는 문제지입니다"),
        tr("첫 줄에 '질문'이라는 제목이 있는 칸이 없거나, 그 아래가 비어 있습니다: {path}"),
        tr("빈 문제지 양식을 저장해 거기에 채워 주세요."),
    ),
}

_STORE_WORDS: Mapping[ProblemKind, Callable[[], Words]] = {
    "disk_full": lambda: (
        tr("디스크가 가득 찼습니다"),
        tr("기록을 저장할 자리가 없습니다: {path}"),
        tr("자리를 비우면 저절로 저장됩니다. 그때까지 결과는 화면에 남아 있습니다."),
    ),
    "store_unwritable": lambda: (
        tr("기록을 저장할 수 없습니다"),
        tr("기록 파일에 쓸 수 없습니다: {path}"),
        tr("폴더의 쓰기 권한을 확인해 주세요. 결과는 화면에 남아 있습니다."),
    ),
    "store_newer": lambda: (
        tr("더 새로운 판의 기록입니다"),
        tr("기록 파일이 더 새로운 판({found})의 것입니다. 이 프로그램은 {known}판까지 압니다."),
        tr("기록은 건드리지 않았습니다. 프로그램을 새 판으로 바꾸면 다시 보입니다."),
    ),
    "store_broken": lambda: (
        tr("기록 파일이 손상되었습니다"),
        tr("손상된 기록을 읽을 수 없어 옆으로 옮겨 두고 새로 시작합니다: {path}"),
        tr("예전 기록은 같은 폴더의 'broken'이 붙은 파일에 그대로 있습니다."),
    ),
}

_HISTORY_WORDS: Mapping[ProblemKind, Callable[[], Words]] = {
    "history_file_broken": lambda: (
        tr("내보낸 기록이 아닙니다"),
        tr("나란히가 내보낸 기록 파일이 아니거나 손상되었습니다: {path}"),
        tr("다른 PC에서 다시 내보내 주세요. 이 PC의 기록은 그대로입니다."),
    ),
    "run_unknown": lambda: (
        tr("그런 기록이 없습니다"),
        tr("'{name}'로 시작하는 기록이 없거나 여럿입니다."),
        tr("runs로 목록을 보고 이름을 더 길게 적어 주세요."),
    ),
}

_REQUEST_WORDS: Mapping[ProblemKind, Callable[[], Words]] = {
    "prompt_empty": lambda: (
        tr("질문이 비어 있습니다"),
        tr("보낼 글이 없습니다."),
        tr("질문을 써 주세요."),
    ),
    "prompt_too_large": lambda: (
        tr("글이 너무 큽니다"),
        tr("글이 {n_bytes}인데 {limit}바이트까지만 받습니다."),
        tr("글을 나누거나 줄여 주세요."),
    ),
    "model_unknown": lambda: (
        tr("모르는 모델입니다"),
        tr("이름이 '{name}'인 모델을 찾을 수 없습니다."),
        tr(
            "이름을 확인하거나 GGUF 파일의 경로를 적어 주세요. 연습용은 starter-s, starter-m입니다."
        ),
    ),
    "too_few_models": lambda: (
        tr("모델이 모자랍니다"),
        tr("나란히 보려면 모델이 둘 이상 있어야 합니다."),
        tr("모델을 더 골라 주세요. 같은 모델을 두 번 골라도 됩니다."),
    ),
    "too_many_models": lambda: (
        tr("모델이 너무 많습니다"),
        tr("모델 {count}개를 골랐는데 한 번에 {limit}개까지 비교합니다."),
        tr("모델을 줄여 주세요."),
    ),
    "measuring_now": lambda: (
        tr("지금 재고 있습니다"),
        tr("측정 중에 다른 계산을 하면 잰 값을 믿을 수 없습니다."),
        tr("측정이 끝나기를 기다리거나 측정 화면에서 잠깐 쉬게 하세요."),
    ),
    "other_machine": lambda: (
        tr("다른 PC에서 시작했습니다"),
        tr("두 PC에서 나눠 재면 서로 견줄 수 없는 값이 섞입니다."),
        tr("이 PC에서는 새로 시작해 주세요. 그 PC의 기록은 그대로 남습니다."),
    ),
    "already_running": lambda: (
        tr("이미 실행 중입니다"),
        tr("앞선 비교가 아직 끝나지 않았습니다."),
        tr("끝나기를 기다리거나 먼저 멈춰 주세요."),
    ),
}

PROBLEM_WORDS: Mapping[ProblemKind, Callable[[], Words]] = {
    **_FILE_WORDS,
    **_ENGINE_WORDS,
    **_WORKER_WORDS,
    **_SHEET_WORDS,
    **_STORE_WORDS,
    **_HISTORY_WORDS,
    **_REQUEST_WORDS,
    **REPORT_WORDS,
    **HUB_WORDS,
    **LIBRARY_WORDS,
}
"""Words by kind, title, what happened and what to do, still with placeholders."""
