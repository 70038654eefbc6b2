"""A history of many runs, made quickly: as the program stores them, in one transaction."""

from pathlib import Path
from random import Random

import msgspec

from app.core.machine import MachineFacts
from app.core.metrics import figures_of
from app.core.run import ModelFile, PlannedModel, RunOutcome, RunSpec, Stamps
from app.store.blob import pack
from app.store.history_store import HistoryStore
from app.store.run_store import RunStore

N_RUNS = 100_000
RUNS_OF_ONE = 2
DAY_NS = 86_400_000_000_000
FIRST_NS = 1_700_000_000_000_000_000
_WORDS = """
한국 수도 서울 부산 환불 배송 주문 취소 회의 요약 민원 답변 메일 인사 존댓말 번역 영어
날씨 여름 겨울 가을 봄 산책 음식 김치 비빔밥 경복궁 한강 은행 대출 세금 신고 보험 계약 서류 병원
예약 진료 약국 학교 숙제 수학 과학 역사 인물 발명 컴퓨터 모델 속도 메모리 그래픽 카드 가격 할인
""".split()
_ENDS = ("입니다.", "이에요.", "은 어떤가요?", "를 알려 주세요.", "에 대해 설명해 줘", "는요?")
_MACHINES = ("AMD Ryzen 7 7700", "Intel Core i5-13400", "Apple M2")
_MODELS = ("exaone-4.0-1.2b", "kanana-1.5-2.1b", "midm-2.0-mini", "ax-4.0-light", "starter-s")


def fill(path: Path, n_runs: int = N_RUNS, *, index: bool = True) -> None:
    """Store ``n_runs`` runs at ``path``, the same ones every time."""
    random = Random(5)
    store = RunStore(path)
    with store.database.writing() as connection:
        for number in range(n_runs // RUNS_OF_ONE):
            began = FIRST_NS + number * DAY_NS // 100
            spec = RunSpec(
                comparison_id=f"{number:032x}",
                prompt=_text(random, 12),
                models=tuple(
                    PlannedModel(pane=pane, model=ModelFile(id=name, path=f"/{name}", name=name))
                    for pane, name in enumerate(random.sample(_MODELS, RUNS_OF_ONE))
                ),
            )
            machine = MachineFacts(
                os="Linux",
                cpu_name=random.choice(_MACHINES),
                physical_cores=8,
                logical_cores=16,
                memory_bytes=2**35,
                python="3.11",
            )
            connection.execute(
                """INSERT INTO comparisons (comparison_id, started_at, mode, prompt_start, program,
                machine, spec) VALUES (?, ?, 'fair', ?, '0.1.0', ?, ?)""",
                (
                    spec.comparison_id,
                    began,
                    spec.prompt[:200],
                    msgspec.json.encode(machine).decode(),
                    msgspec.json.encode(spec).decode(),
                ),
            )
            for planned in spec.models:
                ended = _outcome(random, began)
                figures = figures_of(ended)
                run_id = f"{number * RUNS_OF_ONE + planned.pane + 2**120:032x}"
                connection.execute(
                    """INSERT INTO runs (run_id, comparison_id, started_at, ended_at, state, label,
                    owner_pid, owner_started, pane, round, model_id, model_name, quantisation,
                    practice, file_size, header_sha256, file_sha256, n_prompt, n_output, ttft_ms,
                    decode_tps, chars_per_s) VALUES (?, ?, ?, ?, 'finished', 'isolated', 1, 1, ?, 1,
                    ?, ?, 'Q4_K_M', 0, 9, '', '', 20, ?, ?, ?, ?)""",
                    (
                        run_id,
                        spec.comparison_id,
                        began + planned.pane,
                        began + 9,
                        planned.pane,
                        planned.model.id,
                        planned.model.name,
                        ended.n_output,
                        figures.ttft_ms,
                        figures.decode_tps,
                        figures.chars_per_s,
                    ),
                )
                connection.execute("INSERT INTO outcomes VALUES (?, ?)", (run_id, pack(ended)))
    groups = HistoryStore(store.database)
    while index and groups.index_some(5_000):
        pass
    store.close()


def _text(random: Random, n_words: int) -> str:
    return " ".join(random.choice(_WORDS) for _ in range(n_words)) + random.choice(_ENDS)


def _outcome(random: Random, began: int) -> RunOutcome:
    n_tokens = 30
    tokens = tuple(began + 40_000_000 + i * 20_000_000 for i in range(n_tokens))
    text = _text(random, 40)
    return RunOutcome(
        state="finished",
        label="isolated",
        text=text,
        stop_reason="end_token",
        n_prompt=20,
        n_prompt_evaluated=20,
        n_output=n_tokens,
        stamps=Stamps(
            submitted=began,
            prompt_ready=began + 1_000_000,
            prefill_done=began + 30_000_000,
            answer_started=tokens[0],
            ended=tokens[-1],
            tokens=tokens,
            pieces=tuple((ns, len(text) // n_tokens + 1) for ns in tokens),
        ),
    )
