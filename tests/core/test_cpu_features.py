"""llama.cpp's line about itself."""

import pytest

from app.core.cpu_features import features_in_use


@pytest.mark.parametrize(
    ("line", "features"),
    [
        ("", ()),
        ("CPU : SSE3 = 1 | AVX = 1 | AVX512 = 0 | OPENMP = 1 | ", ("SSE3", "AVX", "OPENMP")),
        ("AVX = 1 | AVX2 = 1", ("AVX", "AVX2")),
        ("CUDA : ARCHS = 860 | USE_GRAPHS = 1 | CPU : SSE3 = 1 | AVX2 = 1", ("SSE3", "AVX2")),
        ("CPU : SSE3 = 1 | CUDA : ARCHS = 890 | F16 = 1 |", ("SSE3",)),
        ("Metal : EMBED_LIBRARY = 1 | CPU : NEON = 1 | DOTPROD = 1", ("NEON", "DOTPROD")),
    ],
)
def test_only_what_is_the_processors(line: str, features: tuple[str, ...]) -> None:
    assert features_in_use(line) == features
