"""The filters and tests that chat templates use, paid for before they run.

What is not here (``center``, ``urlize``, ``lipsum`` …) no chat template needs.
"""

import functools
import json
import re
import string
from collections.abc import Callable, Iterable, Mapping
from typing import Any, cast

from jinja2.filters import (
    FILTERS,  # pyright: ignore[reportUnknownVariableType]
    do_indent,
    do_int,
    do_round,
    make_attrgetter,
)
from jinja2.sandbox import SandboxedEnvironment
from jinja2.tests import TESTS  # pyright: ignore[reportUnknownVariableType]
from jinja2.utils import pass_environment

from app.core.template_budget import Budget, TemplateTooMuchError, text_of

Pay = Callable[[], Budget]
"""Gives the budget of the rendering that goes on."""
Function = Callable[..., Any]

_FILTERS = cast("Mapping[str, Function]", FILTERS)
_TESTS = cast("Mapping[str, Function]", TESTS)
_MAX_WIDTH = 100
_WIDE_FORMAT = re.compile(r"%[^a-zA-Z%]*(\*|\d{4,})")
_WIDE_SPEC = re.compile(r"[{}]|\d{4,}")

_AS_THEY_ARE = """
    count d default first items last length list map reject rejectattr reverse select selectattr
"""
_ORDERING = "dictsort max min sort unique"
_COMPARING = """
    != < <= == > >= divisibleby eq equalto even ge gt greaterthan in le lessthan lower lt ne odd
    upper
"""
_KINDS = """
    boolean callable defined false filter float integer iterable mapping none number sameas
    sequence string test true undefined
"""


def bounded_tests(pay: Pay) -> dict[str, Function]:
    """Return the tests (``is …``); one that compares pays for what it compares."""

    def comparing(test: Function) -> Function:
        def paid(*args: Any) -> Any:
            pay().read(*args)
            return test(*args)

        return paid

    kinds = {name: _TESTS[name] for name in _KINDS.split()}
    return kinds | {name: comparing(_TESTS[name]) for name in _COMPARING.split()}


def bounded_filters(pay: Pay) -> dict[str, Function]:
    """Return the filters."""
    own = _Filters(pay)
    on_text: dict[str, Function] = {
        "capitalize": str.capitalize,
        "e": own.escape,
        "escape": own.escape,
        "format": own.format,
        "indent": own.indent,
        "lower": str.lower,
        "replace": own.replace,
        "safe": str,
        "string": str,
        "title": str.title,
        "trim": str.strip,
        "upper": str.upper,
    }
    on_anything: dict[str, Function] = {
        "abs": abs,
        "float": _FILTERS["float"],
        "int": own.int,
        "join": own.join,
        "round": own.round,
        "tojson": own.tojson,
    }
    return (
        on_anything
        | {name: own.on_text(change) for name, change in on_text.items()}
        | {name: own.copying(_FILTERS[name]) for name in _AS_THEY_ARE.split()}
        | {name: own.ordering(name) for name in _ORDERING.split()}
    )


class _Filters:
    """The filters that differ from jinja2's own, all paying from one budget."""

    def __init__(self, pay: Pay) -> None:
        self._pay = pay

    def on_text(self, change: Function) -> Function:
        """Return a filter that turns its value into text first."""

        def paid(value: Any, *args: Any, **kwargs: Any) -> str:
            result = change(text_of(value, self._pay()), *args, **kwargs)
            self._pay().copy(result)
            return result

        return paid

    def copying(self, original: Function) -> Function:
        """Return a filter that at most makes a list of what there is."""

        @functools.wraps(original)
        def paid(*args: Any, **kwargs: Any) -> Any:
            result = original(*args, **kwargs)
            self._pay().copy(result)
            return result

        return paid

    def ordering(self, name: str) -> Function:
        """Return a filter that compares items: it writes every text in small letters first,
        and looks at each many times."""
        original = _FILTERS[name]

        @pass_environment
        def paid(environment: SandboxedEnvironment, value: Any, *args: Any, **kwargs: Any) -> Any:
            if name != "dictsort":
                value = list(value)
                args = (value, *args)
            for _ in range(len(value).bit_length() + 1):
                self._pay().make(value)
            result = original(value if name == "dictsort" else environment, *args, **kwargs)
            return list(result) if name == "unique" else result

        return paid

    @property
    def join(self) -> Function:
        """Texts with another text between them."""

        @pass_environment
        def paid(
            environment: SandboxedEnvironment, value: Any, d: Any = "", attribute: Any = None
        ) -> str:
            if attribute is not None:
                value = map(make_attrgetter(environment, attribute), value)
            return joined(text_of(d, self._pay()), value, self._pay())

        return paid

    def tojson(
        self,
        value: Any,
        ensure_ascii: bool = False,
        indent: Any = None,
        separators: Any = None,
        sort_keys: bool = False,
    ) -> str:
        """JSON as chat templates expect it: Hangul as it is, nothing escaped for HTML."""
        self._pay().make(value)
        _check_width(indent or 0)
        text = json.dumps(
            value,
            ensure_ascii=ensure_ascii,
            indent=indent,
            separators=separators,
            sort_keys=sort_keys,
        )
        self._pay().copy(text)
        return text

    def escape(self, text: str) -> str:
        """``&``, ``<``, ``>`` and quotes for HTML."""
        return str(_FILTERS["escape"](text))

    def indent(self, text: str, width: Any = 4, first: bool = False, blank: bool = False) -> str:
        """Indent all lines but the first."""
        _check_width(len(width) if isinstance(width, str) else width)
        self._pay().charge((text.count("\n") + 1) * _MAX_WIDTH)
        return do_indent(text, width, first, blank)

    def replace(self, text: str, old: Any, new: Any, count: int | None = None) -> str:
        """Replace one text by another."""
        return replaced(text, old, new, count, self._pay())

    def format(self, text: str, *args: Any, **kwargs: Any) -> str:
        """``text % args``."""
        return formatted(text, kwargs or args, self._pay())

    def round(self, value: float, precision: int = 0, method: Any = "common") -> float:
        """Round a number."""
        _check_width(abs(precision))
        return do_round(value, precision, method)

    def int(self, value: Any, default: int = 0, base: int = 10) -> int:
        """Return a whole number; ``default`` for what is none, or a very long one."""
        if isinstance(value, str) and len(value) > _MAX_WIDTH:
            return default
        return do_int(value, default, base)


def replaced(text: str, old: Any, new: Any, count: int | None, budget: Budget) -> str:
    """Return ``text.replace(old, new)``, paid for by the length of the result."""
    old, new = text_of(old, budget), text_of(new, budget)
    times = text.count(old) if count is None or count < 0 else min(count, text.count(old))
    budget.charge(len(text) + times * len(new))
    return text.replace(old, new, times)


def joined(between: str, items: Iterable[Any], budget: Budget) -> str:
    """Return the items as texts with ``between`` between them."""
    texts = [text_of(item, budget) for item in items]
    budget.charge(len(between) * len(texts))
    return between.join(texts)


def formatted(text: str, values: Any, budget: Budget) -> str:
    """Return ``text % values``; raises TemplateTooMuchError for very wide fields."""
    if _WIDE_FORMAT.search(text):
        raise TemplateTooMuchError("a very wide format")
    for _ in range(text.count("%")):
        budget.make(values)
    result = text % values
    budget.copy(result)
    return result


def check_format(text: str, values: list[Any], budget: Budget) -> None:
    """Pay for ``text.format(…)``; raises TemplateTooMuchError for very wide fields."""
    for _, field, spec, _ in string.Formatter().parse(text):
        if spec and _WIDE_SPEC.search(spec):
            raise TemplateTooMuchError("a very wide format")
        if field is not None:
            budget.make(values)


def _check_width(width: int) -> None:
    if width > _MAX_WIDTH:
        raise TemplateTooMuchError(f"a width of {width}")
