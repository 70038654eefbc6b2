import time
from datetime import UTC, datetime
from typing import Any

import pytest

from app.core.chat_template import MAX_OUTPUT, MAX_SOURCE, ChatTemplate
from app.core.problem import EngineError
from app.core.run import ChatMessage, Role
from tests.helpers import chat_templates

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def turns(*pairs: tuple[Role, str]) -> list[ChatMessage]:
    return [ChatMessage(role=role, content=content) for role, content in pairs]


ASK = turns(("user", "한국의 수도는?"))
SYSTEM = turns(("system", "짧게 답해."), ("user", "한국의 수도는?"))
LONG = turns(("user", "안녕?"), ("assistant", "안녕하세요."), ("user", "한국의 수도는?"))


def render(source: str, messages: list[ChatMessage] = ASK, bos: str = "<s>", **extra: Any) -> str:
    template = ChatTemplate(source, bos, "</s>", now=lambda: NOW)
    return template.render(messages, **extra).text


def failure(source: str, messages: list[ChatMessage] = ASK) -> str:
    """The detail of the error; rendering must also end soon."""
    start = time.process_time()
    with pytest.raises(EngineError) as error:
        ChatTemplate(source).render(messages)
    assert time.process_time() - start < 15
    assert error.value.problem.kind == "template_failed"
    return error.value.problem.detail


class TestFamilies:
    def test_exaone4(self):
        assert render(chat_templates.EXAONE4, SYSTEM) == (
            "[|system|]\n짧게 답해.[|endofturn|]\n[|user|]\n한국의 수도는?[|endofturn|]\n"
            "[|assistant|]\n<think>\n\n</think>\n\n"
        )
        assert render(chat_templates.EXAONE4, enable_thinking=True).endswith(
            "[|assistant|]\n<think>\n"
        )

    def test_exaone_deep(self):
        thought = turns(("user", "a"), ("assistant", "<thought>x</thought>\n\nb"), ("user", "c"))
        assert render(chat_templates.EXAONE_DEEP, thought) == (
            "[|system|][|endofturn|]\n[|user|]a\n[|assistant|]b[|endofturn|]\n[|user|]c\n"
            "[|assistant|]<thought>\n"
        )

    def test_qwen3(self):
        assert render(chat_templates.QWEN3, SYSTEM, enable_thinking=False) == (
            "<|im_start|>system\n짧게 답해.<|im_end|>\n<|im_start|>user\n한국의 수도는?<|im_end|>\n"
            "<|im_start|>assistant\n<think>\n\n</think>\n\n"
        )
        assert render(chat_templates.QWEN3, enable_thinking=True).endswith("assistant\n")
        assert "음" not in render(
            chat_templates.QWEN3,
            turns(("user", "a"), ("assistant", "<think>음</think>\n\nb"), ("user", "c")),
        )

    def test_ax4(self):
        assert render(chat_templates.AX4, LONG) == (
            "<|im_start|><|user|>안녕?<|im_end|><|im_start|><|assistant|>안녕하세요.<|im_end|>"
            "<|im_start|><|user|>한국의 수도는?<|im_end|><|im_start|><|assistant|>"
        )

    def test_hyperclova_x_seed(self):
        assert render(chat_templates.HCX_SEED) == (
            "<|im_start|>tool_list\n<|im_end|>\n<|im_start|>user\n한국의 수도는?<|im_end|>\n"
            "<|im_start|>assistant\n"
        )
        tools = [{"name": "날씨"}]
        text = render(chat_templates.HCX_SEED, tools=tools)
        assert 'tool_list\n[\n  {\n    "name": "날씨"\n  }\n]<|im_end|>' in text

    def test_llama3(self):
        assert render(chat_templates.LLAMA3, SYSTEM, bos="<|begin_of_text|>") == (
            "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n"
            "Today: 23 Nov 2026\n\n짧게 답해.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n"
            "한국의 수도는?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
        )
        assert "Today: 1 May" in render(chat_templates.LLAMA3, date_string="1 May")

    def test_solar_open(self):
        assert render(chat_templates.SOLAR_OPEN).endswith("<|begin|>assistant")
        assert "Today: 2026-11-23" in render(chat_templates.SOLAR_OPEN)
        low = render(chat_templates.SOLAR_OPEN, reasoning_effort="low")
        assert low.endswith("<|think|><|end|><|begin|>assistant")

    def test_no_generation_prompt(self):
        text = render(chat_templates.CHATML, add_generation_prompt=False)
        assert text == "<|im_start|>user\n한국의 수도는?<|im_end|>\n"


class TestSystem:
    def test_a_refused_system_turn_goes_into_the_first_user_turn(self):
        rendered = ChatTemplate(chat_templates.NO_SYSTEM).render(SYSTEM)
        assert rendered.system_merged
        assert rendered.text == "<turn>user\n짧게 답해.\n\n한국의 수도는?<end>\n<turn>assistant\n"

    def test_a_system_turn_left_out_goes_there_too(self):
        source = "{% for m in messages if m.role == 'user' %}{{ m.content }}|{% endfor %}"
        rendered = ChatTemplate(source).render(SYSTEM)
        assert rendered.system_merged
        assert rendered.text == "짧게 답해.\n\n한국의 수도는?|"

    def test_a_system_turn_that_is_taken_stays(self):
        assert not ChatTemplate(chat_templates.CHATML).render(SYSTEM).system_merged
        assert not ChatTemplate(chat_templates.NO_SYSTEM).render(ASK).system_merged

    def test_a_template_that_never_shows_it_is_left_alone(self):
        rendered = ChatTemplate("{{ messages | length }}").render(SYSTEM)
        assert rendered.text == "2"
        assert not rendered.system_merged

    def test_another_refusal_is_an_error(self):
        twice = turns(("user", "a"), ("user", "b"))
        assert "must alternate" in failure(chat_templates.NO_SYSTEM, twice)
        assert "System role" in failure(chat_templates.NO_SYSTEM, [*SYSTEM, *ASK])
        assert "System role" in failure(chat_templates.NO_SYSTEM, SYSTEM[:1])


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ {'가': '<&>', 'b': [1, none]} | tojson }}", '{"가": "<&>", "b": [1, null]}'),
        ("{{ ['b', 'A'] | sort | join('-') }}", "A-b"),
        ("{% for i in range(9) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}", "012"),
        ("{% for x in 'abc' %}{{ loop.last }}{{ loop.length }}{% endfor %}", "False3False3True3"),
        ("{% for k, v in {'a': 1}.items() %}{{ k ~ v }}{% endfor %}", "a1"),
        ("{% for k, v in {'b': 1, 'a': 2} | dictsort %}{{ k }}{% endfor %}", "ab"),
        ("{{ (messages | selectattr('role', 'equalto', 'user') | list)[0].content[:2] }}", "한국"),
        ("{{ messages | map(attribute='role') | join(',') | upper }}", "USER"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(1) ~ m(x=2) }}", "<1><2>"),
        ("{% set ns = namespace(a=1) %}{% set ns.a = ns.a + 1 %}{{ ns.a }}", "2"),
        ("{{ 'a,b'.split(',')[-1] }}{{ ' x '.strip() }}{{ 'x'.startswith('x') }}", "bxTrue"),
        (
            "{{ '%s/%d' % ('a', 2) }}{{ '{}-{:>3}'.format('a', 1) }}{{ '%s' | format(1) }}",
            "a/2a-  11",
        ),
        ("{{ 'a\nb' | indent(2) }}", "a\n  b"),
        ("{{ 'aXa'.replace('a', 'b', 1) }}{{ 'aa' | replace('a', 'b') }}", "bXabb"),
        ("{{ ', '.join(['a', 'b']) }}{{ '' | default('d', true) }}", "a, bd"),
        ("{{ none }}{{ true }}{{ missing }}{{ 1.5 | int }}{{ 2.567 | round(1) }}", "NoneTrue12.6"),
        ("{{ [1, 2] + [3] }}{{ 'ab' * 2 }}{{ 2 ** 10 }}{{ 7 % 4 }}", "[1, 2, 3]abab10243"),
        ("{{ '<b>' | safe }}{{ '<' | e }}", "<b>&lt;"),
        ("{% if 'a' in 'abc' and messages[-1] is mapping %}yes{% endif %}", "yes"),
        ("{% generation %}{{ bos_token }}{% endgeneration %}{{ eos_token }}", "<s></s>"),
        ("{% if tools is none and documents is none %}none{% endif %}", "none"),
        ("   {% if true %}\n  x\n   {% endif %}\n", "  x\n"),
        ("{{ strftime_now('%Y년') }}", "2026년"),
        ("{{ [3, 1] | unique | list | length }}{{ [3, 1] | max }}{{ 'b' | first }}", "23b"),
        ("{% for x in [1] recursive %}{{ x }}{% endfor %}", "1"),
        ("{{ messages[::-1] | length }}{{ {'a': 1} | string }}", "1{'a': 1}"),
    ],
)
def test_what_templates_use(source: str, text: str):
    assert render(source) == text


@pytest.mark.parametrize(
    "source",
    [
        "{% for m in messages %}",
        "{{ messages[ }}",
        "{% include 'x' %}",
        "{% extends '/etc/passwd' %}",
        "{{ nothing_of_this_name() }}",
        "{{ messages.x.y }}",
        "{{ 'a' | no_such_filter }}",
        "{{ 1 / 0 }}",
        "{{ 'a' + 1 }}",
        "{{ lipsum() }}",
        "{{ raise_exception('no') }}",
        "{{ messages.append(1) }}",
        "{{ '(' * 1 }}" + "{{ " + "(" * 3000 + " }}",
        "{{ " + "[" * 150 + "]" * 150 + " }}",
        "x" * (MAX_SOURCE + 1),
    ],
)
def test_wrong_templates(source: str):
    assert failure(source)


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ ''['__class__'] }}",
        "{{ '' | attr('__class__') }}",
        "{{ messages.__init__.__globals__ }}",
        "{{ raise_exception.__globals__ }}",
        "{{ strftime_now.__func__.__globals__ }}",
        "{{ strftime_now.__self__._sandbox }}",
        "{{ '{0.__class__.__init__.__globals__}'.format(raise_exception) }}",
        "{{ '{a.__class__.__mro__}'.format_map({'a': 1}) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ joiner.__init__.__globals__ }}",
        "{{ (messages | map('string')).gi_frame }}",
        "{{ [1] | map(attribute='__class__') | list }}",
        "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    ],
)
def test_nothing_outside_is_reached(source: str):
    try:
        text = render(source)
    except EngineError:
        return
    assert text in {"", "[]", "[Undefined]"}


GROW = (
    "{%% set ns = namespace(x=%s) %%}{%% for i in range(60) %%}{%% set ns.x = %s %%}{%% endfor %%}"
)
NEST = (
    "{% set ns = namespace(x=['a']) %}{% for i in range(40) %}{% set ns.x = [ns.x, ns.x] %}"
    "{% endfor %}"
)
GROW_BLOCK = (
    "{% set ns = namespace(x='a') %}{% for i in range(60) %}"
    "{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}{% endfor %}"
)
BIG = "{% set a = 'x' * 1000000 %}"


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}" + "x" * 10_000 + "{% endfor %}",
        "{% for a in range(10 ** 9) %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% block b %}{{ self.b() }}{% endblock %}",
        "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        "{{ 'a' * 10 ** 9 }}",
        "{{ 10 ** 9 * 'a' }}",
        "{{ [0] * 10 ** 9 }}",
        "{{ 9 ** (9 ** 9) }}",
        GROW % ("9", "ns.x * ns.x"),
        GROW % ("'a'", "ns.x ~ ns.x"),
        GROW % ("'a'", "ns.x + ns.x"),
        GROW % ("[1]", "ns.x + ns.x"),
        GROW % ("'a'", "ns.x | replace('a', 'aa')"),
        GROW % ("'a'", "ns.x.replace('a', 'aa')"),
        GROW % ("'a'", "[ns.x, ns.x] | join"),
        GROW % ("'a'", "''.join([ns.x, ns.x])"),
        GROW % ("'a'", "'%s%s' % (ns.x, ns.x)"),
        GROW % ("'a'", "'{0}{0}'.format(ns.x)"),
        GROW % ("'a'", "'%s%s' | format(ns.x, ns.x)"),
        GROW % ("'a'", "[ns.x, ns.x] | tojson"),
        GROW % ("'a'", "[ns.x, ns.x] | string"),
        GROW % ("'a'", "(ns.x | e) ~ ns.x"),
        GROW_BLOCK,
        "{% macro m(x) %}{{ x }}{{ x }}{% endmacro %}" + GROW % ("'a'", "m(ns.x)"),
        NEST + "{{ ns.x }}",
        NEST + "{{ ns }}",
        NEST + "{{ ns.x | tojson }}",
        NEST + "{{ ns.x | string | length }}",
        NEST + "{{ 'a' ~ ns.x }}",
        NEST + "{{ '%s' % ns.x }}",
        NEST + "{{ '{}'.format(ns.x) }}",
        NEST + "{{ ns.x == ns.x | list }}",
        NEST + "{{ [ns.x] | sort }}",
        NEST + "{{ ns.x is eq([ns.x]) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%*d' % (999999999, 1) }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ '{:{}}'.format(1, '999999999') }}",
        "{{ 'a'.ljust(10 ** 9) }}",
        "{{ 'a' | center(10 ** 9) }}",
        "{{ 'a\nb' | indent(10 ** 9) }}",
        "{{ [1] | tojson(indent=10 ** 9) }}",
        "{{ 1.5 | round(10 ** 9) }}",
        "{{ (5).to_bytes(10 ** 9, 'big') }}",
        "{{ strftime_now('%999999999d') }}",
        "{{ ['x' * 1000000] * 90000 | sort }}",
        BIG + "{{ ([a] * 9000) | sort | length }}",
        BIG + "{{ ([a] * 9000) | map('replace', 'x', 'y') | list | length }}",
        BIG + "{% for i in range(9999) %}{% if a[1:] == a %}{% endif %}{% endfor %}",
    ],
)
def test_hostile_templates_end_soon_and_small(source: str):
    assert failure(source)


def test_output_is_bounded():
    source = "{% set a = 'x' * 1000000 %}" + "{{ a }}" * (MAX_OUTPUT // 1_000_000 + 1)
    assert "TooMuch" in failure(source)


@pytest.mark.parametrize("piece", ["{{ [a,a,a,a,a] }}", "{{ a ~ a }}"])
def test_hostile_compilation_ends_soon(piece: str):
    assert "TooMuch" in failure(piece * (MAX_SOURCE // len(piece)))


def test_a_megabyte_of_text_and_many_turns():
    big = turns(("user", "가" * 1_000_000))
    assert len(render(chat_templates.QWEN3, big)) > 1_000_000
    pair: list[tuple[Role, str]] = [("user", "가나다" * 300), ("assistant", "라마바" * 300)]
    many = turns(*pair * 400, pair[0])
    assert render(chat_templates.EXAONE4, many).count("[|user|]") == 401


def test_each_render_has_its_own_budget():
    template = ChatTemplate("{% for i in range(90000) %}{% endfor %}ok")
    assert [template.render(ASK).text for _ in range(8)] == ["ok"] * 8
