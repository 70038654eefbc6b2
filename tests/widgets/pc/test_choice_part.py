"""On which device a kind of models was measured to be the fastest: shown, and measured again."""

from dataclasses import replace

from app.core.fit.backend import BackendChoice, Candidate, Trial, shape_class
from app.core.problem import Problem
from app.services.wording import word
from tests.widgets.pc.fake_pc import GPU, FakePc
from tests.widgets.pc.pc_stage import PcStage


def test_what_was_measured_of_devices_is_shown_and_can_be_measured_again(stage: PcStage) -> None:
    backend = FakePc(held=[("solar", "Q8_0")])
    subject = next(o.row.subject for o in backend.offers() if o.key == ("solar", "Q8_0"))
    cpu, card = Candidate(n_layers=49), Candidate(devices=("CUDA0",), n_layers=49, n_gpu_layers=49)
    backend.choices = (
        BackendChoice(
            shape_class=shape_class(subject.shape),
            chosen=cpu,
            trials=(
                Trial(candidate=cpu, outcome="measured", decode_tps=7.6, prefill_tps=50.0),
                Trial(candidate=card, outcome="too_slow", decode_tps=1.2),
            ),
            made_at_ns=1_763_000_000_000_000_000,
        ),
    )
    backend.facts = replace(backend.facts, devices=(GPU,))
    page = stage.open(backend)
    assert "가지" in page.facts.gpu.lines.text()
    assert "CUDA0 1.2 tok/s: CPU" in page.facts.gpu.toolTip()
    part = page.details.choice
    page.choose(("midm", "Q4_K_M"))
    assert not part.isVisible()
    page.choose(("solar", "Q8_0"))
    assert part.isVisible()
    assert part.evidence.text() == "CPU 7.6 tok/s, CUDA0 1.2 tok/s: CPU"
    assert "2025-11-1" in part.note.text()
    backend.unforgettable = Problem(kind="store_unwritable")
    part.button.click()
    assert part.button.isVisible()
    assert part.note.text() == word(backend.unforgettable).what
    backend.unforgettable = None
    part.button.click()
    stage.wait_shown()
    assert "다음에 불러올 때 다시" in part.note.text()
    assert not part.button.isVisible()
    assert "가지" not in page.facts.gpu.lines.text()
    page.choose(("midm", "Q4_K_M"))
    assert not part.isVisible()
