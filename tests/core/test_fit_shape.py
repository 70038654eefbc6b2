"""What a model is like for memory, from its header and from the catalogue."""

from pathlib import Path

import pytest

from app.core.catalogue import CatalogueModel, Licence, Text
from app.core.catalogue import Shape as CatalogueShape
from app.core.catalogue_files import load_catalogue
from app.core.fit.cache import cache_type_works
from app.core.fit.memory import Placement, estimate_memory
from app.core.fit.shape import ModelShape, shape_of, shape_of_catalogue
from app.core.gguf_header import read_header, split_parts
from tests.core.test_gguf_header import make_parts
from tests.fit.grid import SHAPES, Cell
from tests.helpers.families import FAMILIES
from tests.helpers.gguf_layers import SLIDING_LAYERS, Shape
from tests.helpers.gguf_maker import QWEN2, Recipe, make_gguf, make_hollow

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
GIB = 2**30


def shape_of_cell(folder: Path, family: str, *, tied: bool = False) -> ModelShape:
    return shape_of(read_header(Cell(family, "Q8_0", tied).make(folder)))


def model(parameters_b: float, active_b: float | None = None, **facts: object) -> CatalogueModel:
    text = Text(ko="모델", en="a model")
    return CatalogueModel(
        id="a-model",
        family="a",
        team="a",
        name=text,
        repo="a/model",
        licence=Licence(name="MIT", badge="commercial", meaning=text),
        parameters_b=parameters_b,
        active_b=active_b,
        **facts,  # pyright: ignore[reportArgumentType]
    )


def test_every_byte_of_the_file_has_its_place(tmp_path: Path):
    for family in ("llama", "qwen3", "glm4moe-solar", "deepseek2-kanana2"):
        for tied in (False, True):
            path = Cell(family, "Q4_K", tied).make(tmp_path)
            header = read_header(path)
            shape = shape_of(header)
            own_output = 0 if tied else shape.output_bytes
            norm = shape.output_bytes - shape.embedding_bytes if tied else 0
            in_layers = sum(layer.weights_bytes for layer in shape.layers)
            assert shape.embedding_bytes + own_output + norm + in_layers == header.data_bytes
            assert shape.weights_bytes == header.data_bytes
            assert shape.n_params == header.n_params
            assert shape.tied_output == tied
            assert shape.exact


def test_a_plain_model(tmp_path: Path):
    shape = shape_of_cell(tmp_path, "llama")
    assert (shape.n_embd, shape.n_head, shape.n_ff, shape.n_ctx_train) == (512, 8, 2048, 32768)
    assert shape.quantisation == "Q8_0"
    assert shape.n_vocab == 8192
    layer = shape.layers[0]
    assert (layer.kind, layer.n_k, layer.n_v, layer.window) == ("full", 128, 128, 0)
    assert layer.expert_bytes == 0
    assert sum(layer.bytes_by_type.values()) == layer.weights_bytes
    assert set(layer.bytes_by_type) == {"Q8_0", "F32"}


def test_heads_need_not_share_the_width(tmp_path: Path):
    assert shape_of_cell(tmp_path, "qwen3").layers[0].n_k == 256


def test_windows_and_layers_that_are_never_run(tmp_path: Path):
    shape = shape_of_cell(tmp_path, "exaone4-sliding")
    kinds = [layer.kind for layer in shape.layers]
    assert kinds[:8] == ["window", "window", "window", "full"] * 2
    assert {layer.window for layer in shape.layers if layer.kind == "window"} == {1024}
    assert len(shape.layers) == SLIDING_LAYERS + 1
    assert [layer.runs for layer in shape.layers].count(False) == 1
    assert shape.layers[-1].weights_bytes == 0
    # Of EXAONE 4.0 only the one with 64 layers slides.
    assert {layer.kind for layer in shape_of_cell(tmp_path, "exaone4").layers} == {"full"}


def test_a_pattern_in_the_file_wins(tmp_path: Path):
    overrides = {"exaone-moe.attention.sliding_window_pattern": [False, True, False, False, True]}
    cell = SHAPES["exaone-moe"]
    family = next(one for one in FAMILIES if one.id == "exaone-moe").family()
    path = make_hollow(tmp_path / "m.gguf", Recipe(family=family, shape=cell, overrides=overrides))
    kinds = [layer.kind for layer in shape_of(read_header(path)).layers if layer.runs]
    assert kinds == ["full", "window", "full", "full"]


def test_experts(tmp_path: Path):
    shape = shape_of_cell(tmp_path, "glm4moe-solar")
    assert (shape.n_expert, shape.n_expert_used) == (16, 4)
    dense, *others = shape.layers
    assert dense.expert_bytes == 0
    assert dense.n_ff == 2048
    for layer in others:
        # 16 experts and one that is shared by all.
        assert 0.8 < layer.expert_bytes / layer.weights_bytes < 1
        assert layer.n_ff == 512
        assert layer.has_experts


def test_a_compressed_cache_keeps_a_token_once(tmp_path: Path):
    layer = shape_of_cell(tmp_path, "deepseek2-kanana2").layers[0]
    assert (layer.kind, layer.n_k, layer.n_v) == ("mla", 128 + 32, 0)


def test_states_do_not_grow_with_the_context(tmp_path: Path):
    overrides = {
        "mamba.ssm.inner_size": 128,
        "mamba.ssm.state_size": 16,
        "mamba.ssm.conv_kernel": 4,
    }
    path = make_hollow(tmp_path / "m.gguf", Recipe(architecture="mamba", overrides=overrides))
    shape = shape_of(read_header(path))
    assert {layer.kind for layer in shape.layers} == {"recurrent"}
    short, long = (
        estimate_memory(shape, Placement(n_ctx=n_ctx)).devices[0].kv_bytes for n_ctx in (512, 32768)
    )
    assert short == long == 2 * (3 * 128 + 16 * 128) * 4


def test_parts_of_a_split_model_are_one_model(tmp_path: Path):
    parts = make_parts(tmp_path, 3)
    first = read_header(parts[0])
    alone = shape_of(first)
    assert not alone.exact
    assert estimate_memory(alone, Placement()).basis == "catalogue"
    others = [read_header(part) for part in split_parts(parts[0], first)[1:]]
    shape = shape_of(first, others)
    assert shape.exact
    assert shape.weights_bytes == 3 * alone.weights_bytes


def test_a_quantised_cache_needs_heads_of_whole_blocks(tmp_path: Path):
    narrow = Shape(width=320, n_heads=4, n_kv_heads=2)
    shape = shape_of(read_header(make_gguf(tmp_path / "m.gguf", Recipe(shape=narrow))))
    assert shape.layers[0].n_k == 160
    assert cache_type_works(shape, "f16")
    assert not cache_type_works(shape, "q8_0")
    assert not cache_type_works(shape, "q4_0")
    whole = Shape(width=256, n_heads=4, n_kv_heads=2)
    recipe = Recipe(family=QWEN2, shape=whole)
    assert cache_type_works(shape_of(read_header(make_gguf(tmp_path / "n.gguf", recipe))), "q4_0")


def test_every_model_of_the_catalogue_gets_an_estimate():
    models = load_catalogue(RESOURCES).models
    assert len(models) >= 40
    for entry in models:
        for quantisation in {file.quantisation for file in entry.files} | {"Q4_K_M", "Q8_0"}:
            shape = shape_of_catalogue(entry, quantisation)
            assert shape is not None, entry.id
            assert not shape.exact
            estimate = estimate_memory(shape, Placement())
            assert estimate.basis == "catalogue"
            bits = 8 * shape.weights_bytes / (entry.parameters_b * 1e9)
            assert 1.5 < bits < 17, (entry.id, quantisation, bits)
            assert estimate.devices[0].weights_bytes <= shape.weights_bytes + shape.output_bytes


def test_the_catalogue_s_sizes_are_met_nearly():
    """Where the length of a file is known, that is what it weighs; where it were not, the guess
    would be near it."""
    near = 0
    for entry in load_catalogue(RESOURCES).models:
        for file in entry.files:
            if file.size_bytes is None:
                continue
            known = shape_of_catalogue(entry, file.quantisation, file.size_bytes)
            assert known is not None
            assert known.weights_bytes == file.size_bytes
            guessed = shape_of_catalogue(entry, file.quantisation)
            assert guessed is not None
            assert abs(guessed.weights_bytes / file.size_bytes - 1) < 0.25, entry.id
            near += abs(guessed.weights_bytes / file.size_bytes - 1) < 0.08
    assert near >= 10


def test_what_the_catalogue_knows_is_taken():
    facts = CatalogueShape(
        n_layer=10, n_embd=1000, n_head=10, n_head_kv=5, head_dim=100, sliding_window=99
    )
    shape = shape_of_catalogue(model(1.0, shape=facts, context=5000), "Q8_0")
    assert shape is not None
    assert (len(shape.layers), shape.n_embd, shape.n_ctx_train) == (10, 1000, 5000)
    assert [layer.window for layer in shape.layers[:4]] == [99, 99, 99, 0]
    assert shape.layers[0].n_k == 500


@pytest.mark.parametrize(("parameters_b", "active_b"), [(100.0, 10.0), (30.0, 3.0), (7.0, 1.2)])
def test_experts_of_the_catalogue_leave_as_much_at_work_as_it_says(
    parameters_b: float, active_b: float
):
    shape = shape_of_catalogue(model(parameters_b, active_b), "Q8_0")
    assert shape is not None
    expert = sum(layer.expert_bytes for layer in shape.layers)
    idle = expert * (1 - shape.n_expert_used / shape.n_expert)
    at_work = (shape.weights_bytes - idle) / shape.weights_bytes * parameters_b
    assert at_work == pytest.approx(active_b, rel=0.3)


def test_a_quantisation_nobody_has_heard_of():
    assert shape_of_catalogue(model(1.0), "Q99_X") is None
    known = shape_of_catalogue(model(1.0), "Q99_X", GIB)
    assert known is not None
    assert known.weights_bytes == GIB
    variant = shape_of_catalogue(model(1.0), "UD-Q4_K_XL")
    assert variant is None or 4 < 8 * variant.weights_bytes / 1e9 < 6
