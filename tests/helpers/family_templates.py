"""Chat templates written for the conformance tests, each in the manner of a Korean family."""

from tests.helpers import chat_templates

EXAONE35 = """\
{%- for message in messages %}
    {%- if loop.first and message.role != 'system' %}
        {{- '[|system|]You are a helpful assistant.[|endofturn|]\\n' }}
    {%- endif %}
    {{- '[|' ~ message.role ~ '|]' ~ message.content }}
    {{- '\\n' if message.role == 'user' else '[|endofturn|]\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '[|assistant|]' }}{% endif %}
"""

EXAONE45 = chat_templates.EXAONE4.replace(
    "set enable_thinking = false", "set enable_thinking = true"
)
"""As EXAONE 4.0's, but it thinks unless told otherwise."""

K_EXAONE = """\
{%- set thinks = enable_thinking is not defined or enable_thinking %}
{%- set ns = namespace(last_user=-1) %}
{%- for message in messages %}
    {%- if message.role == 'user' %}{% set ns.last_user = loop.index0 %}{% endif %}
{%- endfor %}
{%- for message in messages %}
    {%- set text = message.content %}
    {%- if message.role == 'assistant' and '</think>' in text and loop.index0 < ns.last_user %}
        {%- set text = text.split('</think>')[-1].lstrip('\\n') %}
    {%- endif %}
    {{- '<|' ~ message.role ~ '|>\\n' ~ text ~ '<|endofturn|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|assistant|>\\n<think>\\n' }}
    {%- if not thinks %}{{ '\\n</think>\\n\\n' }}{% endif %}
{%- endif %}
"""

MIDM = """\
{{- bos_token }}
{%- if messages[0]['role'] != 'system' %}
    {{- '<|start_header_id|>system<|end_header_id|>\\n\\n당신은 친절한 조수입니다.<|eot_id|>' }}
{%- endif %}
{%- for message in messages %}
    {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' }}
    {{- message['content'] | trim + '<|eot_id|>' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif %}
"""

_CHATML_TURNS = """\
{%- for message in messages %}
    {%- set text = message.content %}
    {%- if message.role == 'assistant' and '</think>' in text %}
        {%- set text = text.split('</think>')[-1].lstrip('\\n') %}
    {%- endif %}
    {{- '<|im_start|>' + message.role + '\\n' + text + '<|im_end|>\\n' }}
{%- endfor %}
"""

KANANA_3B = (
    _CHATML_TURNS
    + """\
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if not (enable_thinking | default(false)) %}{{ '<think>\\n\\n</think>\\n\\n' }}{% endif %}
{%- endif %}
"""
)
"""Does not think unless told to; then the model itself opens its thinking."""

KANANA_30B = (
    _CHATML_TURNS
    + """\
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n<think>\\n' }}
    {%- if not (enable_thinking | default(true)) %}{{ '\\n</think>\\n\\n' }}{% endif %}
{%- endif %}
"""
)
"""Thinks unless told otherwise, inside the prompt's own opening mark."""
