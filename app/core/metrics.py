"""Figures derived from raw stamps; the only place where a speed is computed.

Every figure is ``None`` where it is undefined (fewer than two tokens, a stamp not reached):
never 0, never infinite.
"""

import unicodedata

import msgspec

from app.core.run import RunOutcome, Stamps

_NS_PER_MS = 1e6
_NS_PER_S = 1e9


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one run. Times in ms, rates per second."""

    ttft_ms: float | None = None
    """First token − submitted (tokenisation included)."""
    model_ttft_ms: float | None = None
    """First token − prompt tokenised."""
    first_answer_ms: float | None = None
    """First answer token − submitted (after thinking)."""
    prefill_tps: float | None = None
    """Prompt tokens evaluated a second."""
    decode_tps: float | None = None
    """Tokens a second after the first, thinking included."""
    tpot_ms: float | None = None
    """Mean time per output token after the first."""
    itl_p50_ms: float | None = None
    itl_p95_ms: float | None = None
    itl_p99_ms: float | None = None
    """Percentiles of the gaps between tokens."""
    chars_per_s: float | None = None
    """Visible answer characters a second, from the first answer token to the end."""
    total_ms: float | None = None
    """Ended − submitted."""
    n_chars: int = 0
    """Visible answer characters."""


def count_chars(text: str) -> int:
    """Return how many visible characters ``text`` has: NFC code points that are neither
    whitespace, control nor format characters nor combining marks. A Hangul syllable is one."""
    return sum(
        1 for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] not in "ZCM"
    )


def rate_after_first(n_tokens: int, first_ns: int, last_ns: int) -> float | None:
    """Return tokens a second after the first of ``n_tokens``; None under two tokens."""
    if n_tokens < 2 or last_ns <= first_ns:
        return None
    return (n_tokens - 1) * _NS_PER_S / (last_ns - first_ns)


def decode_rate(tokens: tuple[int, ...] | list[int]) -> float | None:
    """Return tokens a second after the first, from stamps in ns; None under two tokens."""
    return rate_after_first(len(tokens), tokens[0], tokens[-1]) if tokens else None


def percentile(values: list[float], fraction: float) -> float | None:
    """Return the percentile by linear interpolation (as numpy's default); None when empty."""
    if not values:
        return None
    ordered = sorted(values)
    position = (len(ordered) - 1) * fraction
    low = int(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)


def figures_of(outcome: RunOutcome) -> Figures:
    """Derive every figure of a run from its stamps."""
    n_chars = count_chars(outcome.text)
    stamps = outcome.stamps
    if stamps is None:
        return Figures(n_chars=n_chars)
    first = stamps.tokens[0] if stamps.tokens else None
    rate = decode_rate(stamps.tokens)
    gaps = [
        (after - before) / _NS_PER_MS
        for before, after in zip(stamps.tokens, stamps.tokens[1:], strict=False)
    ]
    return Figures(
        ttft_ms=_ms_between(stamps.submitted, first),
        model_ttft_ms=_ms_between(stamps.prompt_ready, first),
        first_answer_ms=_ms_between(stamps.submitted, stamps.answer_started),
        prefill_tps=_rate(outcome.n_prompt, stamps.prompt_ready, stamps.prefill_done),
        decode_tps=rate,
        tpot_ms=1e3 / rate if rate else None,
        itl_p50_ms=percentile(gaps, 0.50),
        itl_p95_ms=percentile(gaps, 0.95),
        itl_p99_ms=percentile(gaps, 0.99),
        chars_per_s=_answer_rate(n_chars, stamps),
        total_ms=_ms_between(stamps.submitted, stamps.ended),
        n_chars=n_chars,
    )


def _answer_rate(n_chars: int, stamps: Stamps) -> float | None:
    if len(stamps.tokens) < 2:
        return None
    return _rate(n_chars, stamps.answer_started, stamps.ended)


def _ms_between(start: int | None, end: int | None) -> float | None:
    return None if start is None or end is None else (end - start) / _NS_PER_MS


def _rate(count: int | None, start: int | None, end: int | None) -> float | None:
    if not count or start is None or end is None or end <= start:
        return None
    return count * _NS_PER_S / (end - start)
