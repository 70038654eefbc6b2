"""The whole catalogue at once says the same as each model alone."""

from pathlib import Path

import pytest

from app.core.catalogue_files import load_catalogue
from app.core.fit.korean import MADE_FOR_KOREAN, MULTILINGUAL, OTHERS, chars_per_token
from app.core.fit.planning import plan
from app.core.fit.table import FitTable, TableRow
from app.core.run import LoadSettings
from app.services.fit_alternatives import catalogue_subject, chosen_quantisation, quantisations_of
from tests.helpers.fit_facts import pc, room

HERE = pc(room(12), room(7, name="CUDA0", total=8))


@pytest.fixture(scope="module")
def rows() -> list[TableRow]:
    """The shipped catalogue in every quantisation that is offered."""
    catalogue = load_catalogue(Path(__file__).parents[2] / "resources")
    found: list[TableRow] = []
    for model in catalogue.models:
        for quantisation, size in quantisations_of(model).items():
            subject = catalogue_subject(model, quantisation, size_bytes=size)
            assert subject is not None, (model.id, quantisation)
            found.append(
                TableRow(
                    model_id=model.id,
                    quantisation=quantisation,
                    subject=subject,
                    family=model.family,
                    nearest=model.nearest,
                )
            )
    assert len({row.model_id for row in found}) == len(catalogue.models)
    return found


@pytest.mark.parametrize(
    ("load", "n_panes"),
    [
        (LoadSettings(n_ctx=4096), 1),
        (LoadSettings(n_ctx=131_072, cache_type="q8_0"), 1),
        (LoadSettings(n_ctx=2048, devices=()), 3),
    ],
)
def test_a_row_is_what_its_model_is_alone(
    rows: list[TableRow], load: LoadSettings, n_panes: int
) -> None:
    table = FitTable(rows, HERE)
    fits = table.fits(load, n_panes)
    for row, fit in zip(rows, fits, strict=True):
        alone = plan(row.subject, load, HERE, n_panes)
        assert fit.placement == alone.placement, row.name
        assert fit.memory == alone.memory
        assert fit.outlook == alone.outlook
    assert table.fits(load, n_panes) is fits


def test_advice_names_a_model_of_the_table(rows: list[TableRow]) -> None:
    table = FitTable(rows, HERE)
    load = LoadSettings(n_ctx=4096)
    names = {row.model_id for row in rows} | {row.name for row in rows}
    refused = [row for row in rows if row.subject.refused]
    assert refused
    for row in refused:
        advice = table.advice(row, load)
        assert advice is not None
        assert advice.model in names
        if row.nearest:
            assert advice.model == row.nearest or advice.verdict in {"comfortable", "fits"}


def test_most_of_what_can_run_here_has_a_verdict_better_than_no(rows: list[TableRow]) -> None:
    fits = FitTable(rows, pc(room(400, total=512))).fits(LoadSettings())
    for row, fit in zip(rows, fits, strict=True):
        small = row.subject.shape.n_params < 100e9
        assert row.subject.refused or not small or fit.judgement.verdict != "no", row.name


def test_what_a_token_is_taken_for() -> None:
    assert chars_per_token("exaone4", "exaone4") == MADE_FOR_KOREAN
    assert chars_per_token("", "llama", "kanana") == MULTILINGUAL
    assert chars_per_token("llama-bpe", "llama", "midm") == MULTILINGUAL
    assert chars_per_token("", "llama", "") == OTHERS


def test_the_usual_quantisation() -> None:
    assert chosen_quantisation(["Q8_0", "Q4_K_M", "F16"]) == "Q4_K_M"
    assert chosen_quantisation(["Q8_0", "Q4_K_M"], "q8_0") == "Q8_0"
    assert chosen_quantisation(["Q8_0"], "q3_k_m") == "Q3_K_M"
    assert chosen_quantisation([]) == "Q4_K_M"
