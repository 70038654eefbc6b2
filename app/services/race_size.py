"""Whether a race is so small that nobody needs to look closer before it begins."""

from app.core.run import DEFAULT_N_CTX, RunSpec

SURE_BYTES = 3 * 2**30
"""More than cache, buffers and worker of a model take at the usual context."""


def surely_fits(spec: RunSpec, free_bytes: int) -> bool:
    """Tell whether nobody needs to look closer before ``spec`` is raced: one after another, or
    so small that whatever is not known of them does not matter."""
    if spec.mode != "race":
        return True
    usual = all((planned.load.n_ctx or 0) <= DEFAULT_N_CTX for planned in spec.models)
    automatic = all(planned.load.n_gpu_layers <= 0 for planned in spec.models)
    sizes = sum(planned.model.size_bytes + SURE_BYTES for planned in spec.models)
    return usual and automatic and sizes <= free_bytes
