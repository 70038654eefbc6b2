"""A conversation as the one text that a model continues."""

from app.core.run import ChatMessage, Think
from app.worker.engine import TemplateArgs

_THINKING_ON: TemplateArgs = {
    "enable_thinking": True,
    "thinking": True,
    "force_reasoning": True,
    "skip_reasoning": False,
    "reasoning_effort": "high",
}
_THINKING_OFF: TemplateArgs = {
    "enable_thinking": False,
    "thinking": False,
    "force_reasoning": False,
    "skip_reasoning": True,
    "reasoning_effort": "low",
}
"""The names by which families know the switch; one that a template does not ask for does no
harm."""
_SWITCHES: dict[Think, TemplateArgs] = {"default": {}, "on": _THINKING_ON, "off": _THINKING_OFF}
_PLAIN_NAMES = {"user": "User", "assistant": "Assistant"}
PLAIN_STOP = ("\nUser:",)
_OURS = ("messages", "add_generation_prompt", "self")


def thinking_args(think: Think, template_args: TemplateArgs) -> TemplateArgs:
    """Return the template's arguments: the switch, under what the model's entry says."""
    own = {name: value for name, value in template_args.items() if name not in _OURS}
    return {**_SWITCHES[think], **own}


def plain_prompt(messages: tuple[ChatMessage, ...]) -> str:
    """Return the conversation for a model without any chat template: names and lines.

    The load report says that there is none, so that nobody takes the answers for the model's
    chat manner.
    """
    return "\n".join([*map(_plain_turn, messages), "Assistant:"])


def _plain_turn(message: ChatMessage) -> str:
    name = _PLAIN_NAMES.get(message.role)
    return f"{name}: {message.content}" if name else message.content
