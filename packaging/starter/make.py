"""Makes the two practice models from nothing: texts, tokenizer, training, GGUF files.

    python packaging/starter/make.py [all|corpus|train|refine|export|evaluate] [s|m ...]

``refine`` goes on from the shipped files instead of from nothing, which is enough when only
the texts have changed. Needs the optional dependency group ``train``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import corpus
import facts
from recipes import RECIPES, Recipe
from texts import Library

if TYPE_CHECKING:
    from batches import Conversations
    from tokenizers import Tokenizer
    from training import Plan

_ROOT = Path(__file__).resolve().parents[2]
_MODELS = _ROOT / "resources" / "models"
# Share of the full learning rates with which a finished model goes on learning.
_REFINE_GAIN = 0.12
_STEPS = ("all", "corpus", "train", "refine", "export", "evaluate")


class Workshop:
    """The steps, and the folder in which they leave what the next one needs."""

    def __init__(self, folder: Path, models: Path, threads: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._models = models
        self._talks = folder / "talks.jsonl"
        self._tokenizer = folder / "tokenizer.json"
        self._folder = folder
        self._threads = threads
        self._library = Library()

    def corpus(self) -> None:
        """Writes the talks and the tokenizer."""
        import tokenizer

        talks = corpus.generate()
        corpus.write(talks, self._talks)
        tokenizer.train(corpus.split(talks)[0], self._tokenizer)
        print(f"{len(talks):,} talks in {self._talks}")

    def train(self, recipe: Recipe) -> None:
        """Trains one model from nothing."""
        import tokenizer
        from training import Plan

        words = tokenizer.load(self._tokenizer)
        words.save(str(self._words(recipe)))
        self._run(recipe, Plan(recipe.steps, self._threads), words)

    def refine(self, recipe: Recipe) -> None:
        """Goes on with the shipped model, whose tokenizer stays, on the texts as they are now."""
        import gguf_file
        import tokenizer
        from training import Plan

        shipped = gguf_file.read(self._file(recipe))
        words = tokenizer.rebuild(shipped.tokens, shipped.merges)
        words.save(str(self._words(recipe)))
        plan = Plan(
            recipe.refine_steps,
            self._threads,
            gain=_REFINE_GAIN,
            cool_down=1.0,
            start=shipped.weights,
        )
        self._run(recipe, plan, words)

    def _run(self, recipe: Recipe, plan: Plan, words: Tokenizer) -> None:
        """Trains to the end, taking up what an interrupted run has left."""
        from training import Run

        run = Run(recipe, plan, self._conversations(recipe, words))
        if self._weights(recipe).exists():
            run.resume(self._weights(recipe))
        run.finish(self._weights(recipe))

    def _conversations(
        self, recipe: Recipe, words: Tokenizer
    ) -> tuple[Conversations, Conversations]:
        """Conversations to train on, and those kept for validation."""
        from batches import Conversations

        training, validation = corpus.split(list(corpus.read(self._talks)))
        common = (words, recipe.style, self._library.systems, recipe.seed)
        return Conversations(training, *common), Conversations(validation, *common)

    def export(self, recipe: Recipe) -> None:
        """Writes the Q8_0 file of one model."""
        import gguf_file
        import torch

        weights = torch.load(self._weights(recipe))["weights"]
        gguf_file.write(recipe, weights, self._words(recipe), self._file(recipe))
        print(f"{self._file(recipe)}: {self._file(recipe).stat().st_size:,} bytes")
        if all(self._file(each).exists() for each in RECIPES.values()):
            facts.write(self._models)

    def evaluate(self, recipe: Recipe) -> None:
        """Asks one model the questions of texts/evaluation.toml through llama.cpp."""
        import evaluate

        evaluate.report(self._file(recipe), self._library.evaluation)

    def _weights(self, recipe: Recipe) -> Path:
        return self._folder / f"{recipe.name}.pt"

    def _words(self, recipe: Recipe) -> Path:
        return self._folder / f"{recipe.name}.tokenizer.json"

    def _file(self, recipe: Recipe) -> Path:
        return self._models / facts.file_name(recipe)


def main() -> None:
    """Runs the steps that the command line names."""
    parser = argparse.ArgumentParser(description="Makes the two practice models.")
    parser.add_argument("step", nargs="?", choices=_STEPS, default="all")
    parser.add_argument("which", nargs="*", help="s, m; both when none is named")
    parser.add_argument("--work", type=Path, default=_ROOT / "build" / "starter")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--models", type=Path, default=_MODELS)
    arguments = parser.parse_args()
    unknown = set(arguments.which) - set(RECIPES)
    if unknown:
        parser.error(f"no such model: {', '.join(sorted(unknown))}")
    workshop = Workshop(arguments.work, arguments.models, arguments.threads)
    recipes = [RECIPES[name] for name in arguments.which or RECIPES]
    if arguments.step in ("all", "corpus"):
        workshop.corpus()
    for name in ("train", "refine", "export", "evaluate"):
        if arguments.step != name and (arguments.step != "all" or name == "refine"):
            continue
        if name in ("train", "refine") and len(recipes) > 1 and arguments.threads > 1:
            at_once(name, recipes, arguments)
            continue
        for recipe in recipes:
            getattr(workshop, name)(recipe)


def at_once(step: str, recipes: list[Recipe], arguments: argparse.Namespace) -> None:
    """Trains several models side by side, each in a process with its share of the threads.

    Matrices this small gain little from a second thread: one thread a model does a fifth more.
    """
    threads = max(1, arguments.threads // len(recipes))
    shared = ["--work", str(arguments.work), "--models", str(arguments.models)]
    names = [name for name, recipe in RECIPES.items() if recipe in recipes]
    running = [
        subprocess.Popen([sys.executable, __file__, step, name, "--threads", str(threads), *shared])
        for name in names
    ]
    try:
        failed = [name for name, each in zip(names, running, strict=True) if each.wait()]
    finally:
        for each in running:
            each.terminate()
            each.wait()
    if failed:
        sys.exit(f"{step} did not end: {', '.join(failed)}")


if __name__ == "__main__":
    main()
