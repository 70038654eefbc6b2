"""A document also where a command failed: the exit status alone tells a program too little."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from app.cli.document import error_document, print_document
from app.cli.refusal import RefusalError
from app.core.problem import NaranhiError


@contextmanager
def documented(*, as_json: bool, **keys: Any) -> Generator[None]:
    """Where the block fails, print ``keys`` and the error as the document and raise on; wrong
    usage has no document."""
    try:
        yield
    except NaranhiError as error:
        if as_json:
            print_document({**keys, "error": error_document(error.problem)})
        raise
    except RefusalError as error:
        if as_json and error.problem is not None:
            told = error_document(error.problem) | {"message": error.sentence}
            print_document({**keys, "error": told})
        raise
