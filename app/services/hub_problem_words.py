"""What the Hub and the network can do to a person, in words: title, what happened, what to do."""

from collections.abc import Callable, Mapping

from app.core.problem import ProblemKind
from app.services.translation import tr

_NETWORK_WORDS: Mapping[ProblemKind, Callable[[], tuple[str, str, str]]] = {
    "offline": lambda: (
        tr("오프라인 모드입니다"),
        tr("오프라인 모드에서는 인터넷에 연결하지 않습니다."),
        tr("모델을 받으려면 설정에서 오프라인 모드를 끄거나 HF_HUB_OFFLINE을 지워 주세요."),
    ),
    "hub_unreachable": lambda: (
        tr("인터넷에 연결되지 않습니다"),
        tr("{host}에 연결하지 못했거나 연결이 끊겼습니다."),
        tr("인터넷 연결을 확인해 주세요. 회사라면 프록시(HTTPS_PROXY)가 필요할 수 있습니다."),
    ),
    "hub_answer": lambda: (
        tr("서버가 오류로 답했습니다"),
        tr("{host}의 답을 쓸 수 없습니다(코드 {status})."),
        tr("잠시 뒤에 다시 해 보세요. 받던 파일은 이어서 받습니다."),
    ),
    "tls_failed": lambda: (
        tr("안전한 연결을 맺지 못했습니다"),
        tr("{host}의 인증서를 확인할 수 없거나 암호화된 연결을 쓸 수 없습니다."),
        tr(
            "PC의 날짜와 시각을 확인해 주세요. 회사 인증서를 쓴다면 그 파일을 SSL_CERT_FILE에 "
            "적어 주세요."
        ),
    ),
    "rate_limited": lambda: (
        tr("요청이 너무 많다고 합니다"),
        tr("{host}에서 {seconds}초 뒤에 다시 오라고 합니다."),
        tr("그때까지 기다려 주세요. Hugging Face 계정의 토큰을 쓰면 더 넉넉합니다."),
    ),
    "html_instead": lambda: (
        tr("파일 대신 웹 페이지가 왔습니다"),
        tr("{host}에서 모델 파일이 아니라 웹 페이지를 보냈습니다."),
        tr("카페나 호텔의 와이파이라면 브라우저를 열어 먼저 로그인해 주세요."),
    ),
    "redirect_loop": lambda: (
        tr("연결이 제자리를 맴돕니다"),
        tr("{host}에서 다른 주소로 보내기를 끝없이 되풀이합니다."),
        tr("HF_ENDPOINT나 프록시를 설정해 두었다면 그 주소를 확인해 주세요."),
    ),
    "stalled": lambda: (
        tr("받는 속도가 멈췄습니다"),
        tr("{host}에서 {seconds}초 동안 아무것도 오지 않았습니다."),
        tr("받던 파일은 저절로 다시 이어집니다. 되풀이되면 인터넷 연결을 확인해 주세요."),
    ),
}

_REPO_WORDS: Mapping[ProblemKind, Callable[[], tuple[str, str, str]]] = {
    "repo_missing": lambda: (
        tr("그런 저장소가 없습니다"),
        tr("Hugging Face에 '{repo}' 저장소가 없거나 비공개입니다."),
        tr("이름을 확인해 주세요. 비공개 저장소라면 볼 수 있는 계정의 토큰을 넣어 주세요."),
    ),
    "revision_missing": lambda: (
        tr("그런 판이 없습니다"),
        tr("'{repo}' 저장소에 '{revision}' 판이 없습니다."),
        tr("저장소가 바뀐 것 같습니다. 목록을 새로 고치고 다시 골라 주세요."),
    ),
    "remote_file_missing": lambda: (
        tr("저장소에 파일이 없습니다"),
        tr("'{repo}' 저장소에 {file} 파일이 없습니다."),
        tr("올린 사람이 파일을 지웠거나 이름을 바꾼 것 같습니다. 목록을 새로 고쳐 주세요."),
    ),
    "repo_gated": lambda: (
        tr("먼저 동의해야 하는 모델입니다"),
        tr("'{repo}'를 받으려면 Hugging Face에서 이용 조건에 동의해야 합니다."),
        tr("{url}에서 로그인하고 동의한 뒤, 그 계정의 토큰을 넣고 다시 해 주세요."),
    ),
    "token_refused": lambda: (
        tr("토큰이 통하지 않습니다"),
        tr("{host}에서 액세스 토큰을 받아 주지 않았습니다."),
        tr("토큰이 만료되었거나 권한이 모자랍니다. huggingface.co에서 새로 만들어 넣어 주세요."),
    ),
    "no_gguf": lambda: (
        tr("GGUF 파일이 없습니다"),
        tr("'{repo}' 저장소에는 이 프로그램으로 돌릴 수 있는 GGUF 파일이 없습니다."),
        tr("이름에 GGUF가 붙은 저장소를 찾아 주세요. 다른 사람이 바꾸어 올렸을 수 있습니다."),
    ),
    "keyring_missing": lambda: (
        tr("토큰을 둘 곳이 없습니다"),
        tr("이 PC의 암호 보관함(keyring)이 없거나 잠겨 있습니다."),
        tr("보관함의 잠금을 풀거나, HF_TOKEN 환경 변수에 토큰을 넣고 프로그램을 시작해 주세요."),
    ),
}

_FILE_WORDS: Mapping[ProblemKind, Callable[[], tuple[str, str, str]]] = {
    "remote_changed": lambda: (
        tr("받는 사이에 파일이 바뀌었습니다"),
        tr("서버의 {file} 파일이 새것으로 바뀌었습니다."),
        tr("받아 둔 앞부분은 쓸 수 없어 처음부터 다시 받습니다."),
    ),
    "no_range": lambda: (
        tr("이어받을 수 없는 서버입니다"),
        tr("서버에서 {file} 파일을 중간부터 보내 주지 않습니다."),
        tr("끊기면 처음부터 다시 받습니다. HF_ENDPOINT에 다른 미러를 적어 볼 수도 있습니다."),
    ),
    "wrong_length": lambda: (
        tr("파일의 크기가 다릅니다"),
        tr("{file} 파일은 {expected_bytes}여야 하는데 {actual_bytes}입니다."),
        tr("다시 받아 주세요. 그래도 같다면 올린 곳이나 미러의 파일이 잘못된 것입니다."),
    ),
    "wrong_hash": lambda: (
        tr("파일의 내용이 다릅니다"),
        tr("{file} 파일의 SHA-256이 알려진 것과 다릅니다. 이 파일은 쓰지 않습니다."),
        tr("다시 받아 주세요. 받은 파일이 아니라면 가져온 곳에서 다시 가져와 주세요."),
    ),
}

HUB_WORDS: Mapping[ProblemKind, Callable[[], tuple[str, str, str]]] = {
    **_NETWORK_WORDS,
    **_REPO_WORDS,
    **_FILE_WORDS,
}
"""Words by kind, still with placeholders."""
