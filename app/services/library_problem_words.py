"""What can go wrong with catalogue, library, licences and bundles, in words: title, what
happened, what to do."""

from collections.abc import Callable, Mapping

from app.core.problem import ProblemKind
from app.services.translation import tr

Words = tuple[str, str, str]

_MODEL_WORDS: Mapping[ProblemKind, Callable[[], Words]] = {
    "catalogue_broken": lambda: (
        tr("모델 목록을 읽지 못했습니다"),
        tr("모델 목록의 일부를 쓸 수 없습니다: {file}"),
        tr("나머지 모델은 그대로 쓸 수 있습니다. 프로그램을 다시 설치하면 고쳐집니다."),
    ),
    "model_cannot_run": lambda: (
        tr("여기서는 돌릴 수 없는 모델입니다"),
        tr("{model}: 이 프로그램으로는 돌릴 수 없습니다."),
        tr("모델 화면에 그 까닭과 대신 돌릴 수 있는 가까운 모델이 나와 있습니다."),
    ),
    "quantisation_unknown": lambda: (
        tr("그런 양자화 파일이 없습니다"),
        tr("{model}에는 {quantisation} 파일이 없습니다. 있는 것: {known}."),
        tr("있는 것 가운데 하나를 골라 주세요."),
    ),
    "licence_not_accepted": lambda: (
        tr("라이선스에 동의해야 합니다"),
        tr("{model}의 라이선스({licence})에 아직 동의하지 않았습니다."),
        tr("내용을 읽고 동의하면 받을 수 있습니다. 터미널에서는 --accept-licence를 붙여 주세요."),
    ),
    "licence_conflict": lambda: (
        tr("라이선스 표시가 원본과 다릅니다"),
        tr("{repo}에는 {copy}라고 적혀 있지만 원본의 라이선스는 {original}입니다."),
        tr("원본의 라이선스를 따라 주세요. 사본이 그것을 바꿀 수는 없습니다."),
    ),
    "tokenizer_differs": lambda: (
        tr("토크나이저 표시가 다릅니다"),
        tr("파일의 토크나이저는 '{found}'인데, 이 모델은 '{expected}'여야 합니다."),
        tr("글이 깨지거나 답이 이상할 수 있습니다. 같은 모델의 다른 GGUF 파일을 골라 주세요."),
    ),
    "not_downloaded": lambda: (
        tr("아직 받지 않은 모델입니다"),
        tr("{model}: 이 PC에 파일이 없습니다."),
        tr("모델 화면에서 받거나 터미널에서 pull 명령으로 받아 주세요."),
    ),
    "not_in_library": lambda: (
        tr("가진 모델 가운데 없습니다"),
        tr("이 PC에 받아 두거나 가져온 모델 가운데 '{name}'이(가) 없습니다."),
        tr("모델 화면이나 models 명령으로 이름을 확인해 주세요."),
    ),
    "already_downloading": lambda: (
        tr("이미 받고 있습니다"),
        tr("같은 파일을 받는 중입니다: {file}"),
        tr("받기가 끝나기를 기다리거나 먼저 취소해 주세요."),
    ),
    "file_broken": lambda: (
        tr("손상된 파일입니다"),
        tr("파일의 내용이 온전하지 않습니다: {path}"),
        tr("'고치기'를 누르면 모자란 것만 다시 받습니다."),
    ),
    "fetcher_crashed": lambda: (
        tr("내려받기가 갑자기 끝났습니다"),
        tr("내려받는 프로세스가 종료 코드 {exit_code}로 끝났습니다."),
        tr("다시 시작하면 받던 데서 이어 받습니다."),
    ),
}

_FOLDER_WORDS: Mapping[ProblemKind, Callable[[], Words]] = {
    "name_unsafe": lambda: (
        tr("쓸 수 없는 파일 이름입니다"),
        tr("폴더 밖을 가리키거나 파일 이름이 될 수 없는 이름입니다: {name}"),
        tr("이 PC를 지키려고 거절했습니다. 다른 저장소나 다른 파일을 골라 주세요."),
    ),
    "disk_too_small": lambda: (
        tr("디스크에 자리가 모자랍니다"),
        tr("{needed_bytes}가 필요한데 {free_bytes}만 남았습니다: {path}"),
        tr("쓰지 않는 파일을 지우거나 모델 폴더를 더 큰 디스크로 옮겨 주세요."),
    ),
    "file_too_large_for_disk": lambda: (
        tr("이 디스크에는 너무 큰 파일입니다"),
        tr("{file}은(는) {size_bytes}인데, {path}의 FAT32에는 4 GiB가 넘는 파일을 둘 수 없습니다."),
        tr("디스크를 exFAT로 다시 포맷하거나 더 작은 양자화 파일을 골라 주세요."),
    ),
    "library_missing": lambda: (
        tr("모델 폴더가 없습니다"),
        tr("모델 폴더가 보이지 않습니다: {path}"),
        tr("USB나 외장 디스크라면 다시 꽂아 주세요. 폴더를 옮겼다면 모델 화면에서 골라 주세요."),
    ),
    "library_unwritable": lambda: (
        tr("폴더에 쓸 수 없습니다"),
        tr("이 폴더의 파일을 만들거나 지울 수 없습니다: {path}"),
        tr(
            "쓰기 권한과 USB의 쓰기 잠금을 확인해 주세요. 이 파일을 쓰는 다른 프로그램이 있으면 "
            "닫아 주세요."
        ),
    ),
    "library_busy": lambda: (
        tr("지금은 옮길 수 없습니다"),
        tr("모델이 올라가 있거나 받는 중이어서 모델 폴더를 옮길 수 없습니다."),
        tr("모델을 내리고 내려받기를 멈춘 뒤에 다시 해 주세요."),
    ),
    "folder_not_empty": lambda: (
        tr("같은 이름의 파일이 있습니다"),
        tr("내용이 다른 파일이 그 자리에 이미 있습니다: {path}"),
        tr("빈 폴더를 고르거나 그 파일을 다른 데로 옮겨 주세요. 아무것도 덮어쓰지 않았습니다."),
    ),
    "folder_nested": lambda: (
        tr("고를 수 없는 폴더입니다"),
        tr("지금 폴더의 안쪽이나 바깥쪽 폴더로는 옮길 수 없습니다: {path}"),
        tr("지금 폴더와 겹치지 않는 폴더를 골라 주세요."),
    ),
    "bundle_broken": lambda: (
        tr("꾸러미가 올바르지 않습니다"),
        tr("모델 꾸러미로 읽을 수 없거나 내용이 맞지 않습니다: {path}"),
        tr("꾸러미를 다시 만들어 주세요. 이 PC에는 아무것도 가져오지 않았습니다."),
    ),
    "bundle_incomplete": lambda: (
        tr("꾸러미에 빠진 파일이 있습니다"),
        tr("{path}에 {missing} 파일이 없거나 끝까지 복사되지 않았습니다."),
        tr("꾸러미를 만든 PC에서 내보내기를 다시 해 주세요. 이미 있는 파일은 건너뜁니다."),
    ),
}

LIBRARY_WORDS: Mapping[ProblemKind, Callable[[], Words]] = {**_MODEL_WORDS, **_FOLDER_WORDS}
"""Words by kind, still with placeholders."""
