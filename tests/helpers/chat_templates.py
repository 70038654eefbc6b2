"""Chat templates written for the tests, each in the manner of a family of models."""

CHATML = """\
{%- for message in messages %}
    {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
{%- endif %}
"""

QWEN3 = """\
{%- if messages[0].role == 'system' %}
    {{- '<|im_start|>system\\n' + messages[0].content + '<|im_end|>\\n' }}
{%- endif %}
{%- set ns = namespace(last_user=-1) %}
{%- for message in messages %}
    {%- if message.role == 'user' %}{% set ns.last_user = loop.index0 %}{% endif %}
{%- endfor %}
{%- for message in messages %}
    {%- if message.role == 'system' %}{% continue %}{% endif %}
    {%- set text = message.content %}
    {%- if message.role == 'assistant' and '</think>' in text and loop.index0 < ns.last_user %}
        {%- set text = text.split('</think>')[-1].lstrip('\\n') %}
    {%- endif %}
    {{- '<|im_start|>' + message.role + '\\n' + text + '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
    {%- if enable_thinking is defined and enable_thinking is false %}
        {{- '<think>\\n\\n</think>\\n\\n' }}
    {%- endif %}
{%- endif %}
"""

EXAONE4 = """\
{%- if not enable_thinking is defined %}{% set enable_thinking = false %}{% endif %}
{%- set marks = {'system': '[|system|]', 'user': '[|user|]', 'assistant': '[|assistant|]'} %}
{%- for message in messages %}
    {%- if message.role not in marks %}
        {{- raise_exception('Unknown role: ' ~ message.role) }}
    {%- endif %}
    {{- marks[message.role] ~ '\\n' ~ message.content }}
    {%- if message.role == 'assistant' or message.role == 'system' or loop.last %}
        {{- '[|endofturn|]' }}
    {%- endif %}
    {{- '\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '[|assistant|]\\n' }}
    {%- if enable_thinking %}{{ '<think>\\n' }}
    {%- else %}{{ '<think>\\n\\n</think>\\n\\n' }}{% endif %}
{%- endif %}
"""

EXAONE_DEEP = """\
{%- for message in messages %}
    {%- if loop.first and message.role != 'system' %}{{ '[|system|][|endofturn|]\\n' }}{% endif %}
    {%- set text = message.content.split('</thought>')[-1].lstrip() %}
    {{- '[|' ~ message.role ~ '|]' ~ text }}
    {{- '\\n' if message.role == 'user' else '[|endofturn|]\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '[|assistant|]<thought>\\n' }}{% endif %}
"""

AX4 = """\
{%- if tools is iterable and tools | length > 0 %}
    {{- '<|im_start|><|system|>' ~ (tools | tojson) ~ '<|im_end|>' }}
{%- endif %}
{%- for message in messages %}
    {{- '<|im_start|><|' + message['role'] + '|>' + message['content'] + '<|im_end|>' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<|im_start|><|assistant|>' }}{% endif %}
"""

HCX_SEED = """\
{{- '<|im_start|>tool_list\\n' }}
{%- if tools %}{{ tools | tojson(indent=2) }}{% endif %}
{{- '<|im_end|>\\n' }}
{%- for message in messages %}
    {{- '<|im_start|>' + message['role'] + '\\n' + message['content'] | trim + '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}
"""

LLAMA3 = """\
{{- bos_token }}
{%- if date_string is not defined %}
    {%- set date_string = strftime_now('%d %b %Y') if strftime_now is defined else '1 Jan 2026' %}
{%- endif %}
{%- if messages[0]['role'] == 'system' %}
    {%- set system = messages[0]['content'] | trim %}
    {%- set messages = messages[1:] %}
{%- else %}
    {%- set system = '' %}
{%- endif %}
{{- '<|start_header_id|>system<|end_header_id|>\\n\\nToday: ' ~ date_string ~ '\\n\\n' ~ system }}
{{- '<|eot_id|>' }}
{%- for message in messages %}
    {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\\n\\n' }}
    {%- generation %}{{ message['content'] | trim }}{% endgeneration %}
    {{- '<|eot_id|>' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
{%- endif %}
"""

NO_SYSTEM = """\
{{- bos_token }}
{%- for message in messages %}
    {%- if message.role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}
    {%- if (message.role == 'user') != (loop.index0 % 2 == 0) %}
        {{- raise_exception('Roles must alternate user/assistant') }}
    {%- endif %}
    {{- '<turn>' + message.role + '\\n' + message.content | trim + '<end>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<turn>assistant\\n' }}{% endif %}
"""

SOLAR_OPEN = """\
{%- set today = strftime_now('%Y-%m-%d') %}
{{- '<|begin|>system<|content|>Provider text. Today: ' ~ today ~ '<|end|>' }}
{%- for message in messages %}
    {{- '<|begin|>' ~ message.role ~ '<|content|>' ~ message.content ~ '<|end|>' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|begin|>assistant' }}
    {%- if reasoning_effort | default('high') in ['low', 'minimal'] %}
        {{- '<|think|><|end|><|begin|>assistant' }}
    {%- endif %}
{%- endif %}
"""
