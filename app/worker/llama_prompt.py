"""From a conversation to the tokens that a model continues, with its own chat template."""

import array

from llama_cpp import llama_cpp

from app.core.chat_template import ChatTemplate, RenderedPrompt
from app.core.run import ChatMessage, Think
from app.core.special_guard import SpecialTexts, guard, split_guarded
from app.core.thinking import known_marks, opens_thinking
from app.worker.engine import PreparedPrompt, TemplateArgs
from app.worker.llama_vocabulary import Vocabulary
from app.worker.prompt_text import PLAIN_STOP, plain_prompt, thinking_args


class PromptMaker:
    """Renders with the GGUF's own template; llama.cpp's built-in ones are never used."""

    def __init__(self, model: llama_cpp.llama_model_p, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._template = self._marks = None
        self._mark_ids: tuple[int | None, ...] = (None, None, None)
        source = llama_cpp.llama_model_chat_template(model, None)
        if source:
            text = source.decode("utf-8", "replace")
            bos, eos = vocabulary.text(vocabulary.bos), vocabulary.text(vocabulary.eos)
            self._template = ChatTemplate(text, bos=bos, eos=eos)
            self._marks = known_marks(text)
        if self._marks is not None:
            self._mark_ids = tuple(map(vocabulary.mark_token, self._marks))
        # Typed thinking marks would open or close a thinking that the template then cuts out.
        self._specials = SpecialTexts([*vocabulary.specials(), *(self._marks or ())])

    @property
    def has_template(self) -> bool:
        """Whether the file has a chat template; without one a plain format is used."""
        return self._template is not None

    def prepare(
        self, messages: tuple[ChatMessage, ...], think: Think, template_args: TemplateArgs
    ) -> PreparedPrompt:
        """Render and tokenise; what looks like a control token but was typed stays text."""
        guarded = tuple(
            ChatMessage(role=message.role, content=guard(message.content, self._specials))
            for message in messages
        )
        rendered, system_merged = self._render(guarded, think, template_args)
        vocabulary = self._vocabulary
        tokens = array.array("i")
        for part in split_guarded(rendered):
            tokens.extend(vocabulary.tokenize(part))
        if vocabulary.wants_bos and (not tokens or tokens[0] != vocabulary.bos):
            tokens.insert(0, vocabulary.bos)
        open_id, close_id, answer_id = self._mark_ids
        return PreparedPrompt(
            tokens=tokens,
            starts_thinking=self._marks is not None and opens_thinking(rendered, self._marks),
            marks=self._marks,
            open_id=open_id,
            close_id=close_id,
            answer_id=answer_id,
            stop=() if self.has_template else PLAIN_STOP,
            system_merged=system_merged,
        )

    def _render(
        self, messages: tuple[ChatMessage, ...], think: Think, template_args: TemplateArgs
    ) -> RenderedPrompt:
        if self._template is None:
            return RenderedPrompt(plain_prompt(messages), system_merged=False)
        return self._template.render(messages, True, **thinking_args(think, template_args))
