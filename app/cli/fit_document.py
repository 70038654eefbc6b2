"""The document of ``fit``: keys may be added, those that are there stay."""

from typing import Any

import msgspec

from app.core.fit.backend import BackendChoice
from app.core.fit.korean import PROMPT_CHARS, READING_CHARS_PER_S
from app.core.fit.report import FitReport
from app.core.fit.speed import Band
from app.services.backend_words import evidence_words
from app.services.fit_words import advice_words, reason_words

Document = dict[str, Any]


def fit_document(report: FitReport) -> Document:
    """Return everything about one model on this PC."""
    target, fit = report.target, report.fit
    placement, memory, speed = fit.placement, fit.memory, fit.speed
    return {
        "model": target.name,
        "name": target.title,
        "quant": target.quantisation or None,
        "file": target.path or target.file or None,
        "repo": target.repo or None,
        "here": target.here,
        "size_bytes": target.size_bytes,
        "licence": {"name": target.licence or None, "badge": target.badge},
        "ctx": placement.n_ctx,
        "cache_type": placement.cache_type,
        "panes": report.n_panes,
        "gpu_layers": placement.n_gpu_layers,
        "n_layers": fit.n_layers,
        "devices": _devices(report),
        "choice": choice_document(report.choice) if report.choice else None,
        "engine_bytes": memory.engine_bytes,
        "pane_bytes": memory.total_bytes,
        "total_bytes": memory.total_bytes * report.n_panes,
        "memory_basis": memory.basis,
        "decode_tps": band_document(speed.decode_empty if speed else None),
        "prefill_tps": band_document(speed.prefill_empty if speed else None),
        "decode_full_tps": band_document(speed.decode_full if speed else None),
        "prefill_full_tps": band_document(speed.prefill_full if speed else None),
        "chars_per_s": band_document(fit.outlook.chars_per_s),
        "first_token_s": fit.outlook.first_token_s,
        "assumed": {
            "chars_per_token": report.chars_per_token,
            "reading_chars_per_s": READING_CHARS_PER_S,
            "prompt_chars": PROMPT_CHARS,
        },
        "disk": msgspec.to_builtins(report.disk),
        "verdict": fit.judgement.verdict,
        "reason": reason_words(fit.judgement, target),
        "reason_facts": msgspec.to_builtins(fit.judgement.reason),
        "advice": advice_words(report.advice) if report.advice else None,
        "advice_facts": msgspec.to_builtins(report.advice),
    }


def choice_document(choice: BackendChoice) -> Document:
    """Return what was measured of the candidates, and which was chosen."""
    return {"evidence": evidence_words(choice), **msgspec.to_builtins(choice)}


def band_document(band: Band | None) -> Document | None:
    """Return a figure with its band; null where nothing is known."""
    if band is None:
        return None
    return {
        "estimate": band.estimate,
        "low": band.low,
        "high": band.high,
        "basis": band.basis,
        "measured": band.measured,
    }


def _devices(report: FitReport) -> list[Document]:
    rooms = {room.name: room for room in report.rooms}
    found: list[Document] = []
    for part in report.fit.memory.devices:
        room = rooms.get(part.name)
        found.append(
            {
                "name": part.name,
                "n_layers": part.n_layers,
                "weights_bytes": part.weights_bytes,
                "kv_bytes": part.kv_bytes,
                "compute_bytes": part.compute_bytes,
                "projector_bytes": part.projector_bytes,
                "free_bytes": room.free_bytes if room else None,
                "free_alone_bytes": room.free_alone_bytes if room else None,
                "total_bytes": room.total_bytes if room else None,
            }
        )
    return found
