"""A choice of backend in words: what was measured of each, and which one it is."""

from app.core.fit.backend import BackendChoice, Candidate, Trial
from app.services.translation import tr
from app.services.wording import show_bytes

_MIB = 2**20


def evidence_words(choice: BackendChoice) -> str:
    """Return such as ``CPU 76 tok/s, Vulkan0 1.2 tok/s: CPU``."""
    chosen = candidate_words(choice.chosen)
    if not choice.trials:
        return chosen
    return f"{', '.join(map(_trial_words, choice.trials))}: {chosen}"


def class_words(choice: BackendChoice) -> str:
    """Return which models a choice is for."""
    kind, _, rest = choice.shape_class.partition(" ")
    tensors, _, size = rest.partition(" ")
    n_mib = size.partition(" ")[0]
    if n_mib.isdecimal():
        size = show_bytes(int(n_mib) * _MIB)
    words = tr("MoE 모델, {type}, {size}쯤") if kind == "experts" else tr("{type}, {size}쯤")
    return words.format(type=tensors, size=size)


def candidate_words(candidate: Candidate) -> str:
    """Return where the layers lie: ``CPU``, ``CUDA0``, ``CUDA0 12/25 + CPU``."""
    if not candidate.devices:
        return "CPU"
    names = "+".join(candidate.devices)
    if not candidate.mixed:
        return names
    return f"{names} {candidate.n_gpu_layers}/{candidate.n_layers} + CPU"


def _trial_words(trial: Trial) -> str:
    where = candidate_words(trial.candidate)
    if trial.outcome == "failed":
        return tr("{where} 되지 않음").format(where=where)
    if trial.decode_tps is None:
        return tr("{where} 너무 느림").format(where=where)
    rate = f"{trial.decode_tps:.0f}" if trial.decode_tps >= 10 else f"{trial.decode_tps:.1f}"
    return f"{where} {rate} tok/s"
