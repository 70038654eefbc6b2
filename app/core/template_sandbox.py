"""A jinja2 environment for chat templates from anywhere: nothing outside can be reached, and
every step is paid for from a :class:`Budget` before it is taken."""

import functools
from collections.abc import Callable, Iterator, Sequence
from types import BuiltinMethodType
from typing import Any, cast

from jinja2 import Template, nodes, pass_context
from jinja2.ext import Extension, loopcontrols
from jinja2.parser import Parser
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from app.core.template_budget import Budget, TemplateTooMuchError, text_of
from app.core.template_filters import (
    bounded_filters,
    bounded_tests,
    check_format,
    formatted,
    joined,
    replaced,
)

_READ, _EACH, _CONCAT, _SLICE = "·read", "·each", "·concat", "·slice"
"""Filters of ours, by names that no template can write."""
_HIDDEN = {"_loop_vars", "_block_vars"}
_CALL = 200
_ITERATION = 100
_COMPILED_NODE = 6000
"""Templates in use have up to 3,000 nodes; the budget ends at 10,000."""
_MAX_BITS = 4096
_STR_METHODS = """
    capitalize casefold count endswith find format index isalnum isalpha isdecimal isdigit islower
    isnumeric isspace istitle isupper join lower lstrip partition removeprefix removesuffix
    replace rfind rindex rpartition rsplit rstrip split splitlines startswith strip swapcase title
    upper
"""
_METHODS: tuple[tuple[type | tuple[type, ...], frozenset[str]], ...] = (
    (str, frozenset(_STR_METHODS.split())),
    (dict, frozenset({"copy", "get", "items", "keys", "values"})),
    ((list, tuple), frozenset({"copy", "count", "index"})),
    ((int, float, bytes), frozenset()),
)
"""What may be called on the values of a template; nothing else (``ljust``, ``to_bytes`` …)."""


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """Compiles and runs chat templates, with the settings that their writers expect."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self) -> None:
        self.budget = Budget()
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[_Generation, loopcontrols],
            finalize=self._finalizer(),
            optimized=False,
        )
        del self.globals["lipsum"]  # pyright: ignore[reportUnknownMemberType]
        self.filters = bounded_filters(lambda: self.budget) | {
            _READ: self._read,
            _EACH: self._each,
            _CONCAT: self._concat,
            _SLICE: self._slice,
        }
        self.tests = bounded_tests(lambda: self.budget)

    def template(self, source: str) -> Template:
        """Return ``source`` compiled; raises jinja2's errors and TemplateTooMuchError."""
        tree = _Paying(self).visit(self.parse(source))
        return Template.from_code(self, self.compile(tree), self.make_globals(None))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow what is known to be harmless on each kind of value."""
        for kinds, allowed in _METHODS:
            if isinstance(obj, kinds):
                return attr in allowed
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return ``str.format`` as the sandbox has it, paid for."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None or value.__name__ != "format":
            return wrapped

        @functools.wraps(wrapped)
        def paid(*args: Any, **kwargs: Any) -> str:
            check_format(value.__self__, [*args, *kwargs.values()], self.budget)
            return wrapped(*args, **kwargs)

        return paid

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something from a template, paid for."""
        self.budget.charge(_CALL)
        if isinstance(obj, BuiltinMethodType) and isinstance(obj.__self__, str):
            # jinja2's own hidden arguments are for functions that take a context.
            given = {name: kwargs[name] for name in kwargs if name not in _HIDDEN}
            return self._call_on_text(obj.__self__, obj, *args, **given)
        result = super().call(context, obj, *args, **kwargs)
        self.budget.copy(result)
        return result

    def _call_on_text(self, text: str, method: Any, *args: Any, **kwargs: Any) -> Any:
        self.budget.read(text, *args)
        match method.__name__, args:
            case "join", (items,):
                return joined(text, items, self.budget)
            case "replace", (old, new, *count):
                return replaced(text, old, new, count[0] if count else -1, self.budget)
            case _:
                result = method(*args, **kwargs)
                self.budget.copy(result)
                return result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate, paid for."""
        match operator, left, right:
            case "%", str(), _:
                return formatted(left, right, self.budget)
            case "*", int(), str() | list() | tuple():
                return self.call_binop(context, operator, right, left)
            case "*", str() | list() | tuple(), int():
                length = len(cast("Sequence[Any]", left))
                self.budget.charge(8 * length * max(right, 0))
            case "+", str() | list() | tuple(), _:
                self.budget.copy(left)
                self.budget.copy(right)
            case "*", int(), int():
                _check_bits(left.bit_length() + right.bit_length())
            case "**", int(), int():
                _check_bits(left.bit_length() * max(right, 0))
            case _:
                pass
        return super().call_binop(context, operator, left, right)

    def _finalizer(self) -> Callable[[Context, Any], str]:
        # With the context as argument nothing is printed at compile time.
        @pass_context
        def finalize(_: Context, value: Any) -> str:
            return text_of(value, self.budget)

        return finalize

    def _read(self, value: Any) -> Any:
        self.budget.read(value)
        return value

    def _each(self, iterable: Any, text_size: int) -> "_Each":
        items: list[Any] = []
        for item in iterable:
            self.budget.charge(_ITERATION // 4)
            items.append(item)
        return _Each(self.budget, items, _ITERATION + text_size)

    def _concat(self, *values: Any) -> str:
        return "".join([text_of(value, self.budget) for value in values])

    def _slice(self, value: Any, start: Any, stop: Any, step: Any) -> Any:
        result = value[start:stop:step]
        self.budget.copy(result)
        return result


class _Each:
    """A list whose every visit is paid for."""

    def __init__(self, budget: Budget, items: list[Any], cost: int) -> None:
        self._budget = budget
        self._items = items
        self._cost = cost

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        for item in self._items:
            self._budget.charge(self._cost)
            yield item


class _Generation(Extension):
    """``{% generation %}`` marks the assistant's words for training; here it does nothing."""

    tags = {"generation"}  # noqa: RUF012

    def parse(self, parser: Parser) -> list[nodes.Node]:
        """Return the body as it is."""
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class _Paying(NodeTransformer):
    """Puts a payment where jinja2 calls nothing of ours: loops, ``~``, comparisons, slices."""

    def __init__(self, environment: TemplateSandbox) -> None:
        self._environment = environment

    def generic_visit(self, node: nodes.Node, *args: Any, **kwargs: Any) -> nodes.Node:
        """Go through a node's children, then let the node itself pay."""
        self._environment.budget.charge(_COMPILED_NODE)
        super().generic_visit(node, *args, **kwargs)
        match node:
            case nodes.For(iter=iterable):
                # Every turn pays for itself and for the text that it prints.
                text = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
                node.iter = self._filter(_EACH, iterable, nodes.Const(text))
            case nodes.Concat(nodes=[first, *others]):
                return self._filter(_CONCAT, first, *others)
            case nodes.Compare(expr=expr, ops=operands):
                node.expr = self._filter(_READ, expr)
                for operand in operands:
                    operand.expr = self._filter(_READ, operand.expr)
            case nodes.Getitem(node=value, arg=nodes.Slice(start=start, stop=stop, step=step)):
                parts = [part or nodes.Const(None) for part in (start, stop, step)]
                return self._filter(_SLICE, value, *parts)
            case _:
                pass
        return node

    def _filter(self, name: str, value: nodes.Node, *args: nodes.Expr) -> nodes.Filter:
        made = nodes.Filter(value, name, list(args), [], None, None, lineno=value.lineno)
        made.set_environment(self._environment)
        return made


def _check_bits(n_bits: int) -> None:
    if n_bits > _MAX_BITS:
        raise TemplateTooMuchError(f"a number of {n_bits} bits")
