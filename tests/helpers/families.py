"""The families of Korean models that llama.cpp knows: what each must do in the worker."""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.core.run import Think
from tests.helpers import chat_templates, family_templates
from tests.helpers.gguf_layers import SLIDING_LAYERS, Shape
from tests.helpers.gguf_maker import TINY, Family, make_scripted
from tests.helpers.gguf_vocabulary import CONTROL, USER_DEFINED

QUESTION = "한국의 수도는?"
DATE = "DATE"
"""Stands in the expected prompts for the day on which a test runs."""
ANSWER = ("서울", "입니다", ".")
THOUGHT = ("음", ", 수도", "라면")
MODES: tuple[Think, ...] = ("default", "on", "off")
_THINK = ("<think>", "</think>")


@dataclass(frozen=True, kw_only=True)
class Conforming:
    """One row of the conformance table.

    Args:
        models: who is of this family, for people.
        specials: control tokens; the first begins a text, ``ends[0]`` is the end token that
            the file names.
        ends: control tokens that end the turn by llama.cpp's knowledge of them.
        stops: control tokens that end it because the model's entry says so.
        passes: control tokens that the output may hold without ending.
        marks: around the thinking, and before the answer where there is such a mark.
        after: pieces that the model says between thinking and answer.
        thinks: modes in which it thinks; ``opens``: the prompt itself opens it then.
        prompt: what :data:`QUESTION` becomes, up to the part that the mode decides.
        tail: that part, by mode.
        cuts: the template cuts thinking out of earlier answers.
    """

    id: str
    models: str
    architecture: str
    pre: str
    template: str
    specials: tuple[str, ...]
    ends: tuple[str, ...]
    stops: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    after: tuple[str, ...] = ("\n\n",)
    thinks: tuple[Think, ...] = ()
    opens: bool = True
    prompt: str
    tail: dict[Think, str]
    cuts: bool = False
    shape: Shape = TINY

    def family(self, marks_as: int | None = USER_DEFINED) -> Family:
        """Return what its files have in common; the marks are tokens of this type, or no
        tokens at all."""
        specials = dict.fromkeys((*self.specials, *self.ends, *self.stops, *self.passes), CONTROL)
        for mark in self.marks:
            specials.pop(mark, None)
            if marks_as is not None:
                specials[mark] = marks_as
        return Family(
            architecture=self.architecture,
            tokenizer_pre=self.pre,
            template=self.template,
            specials=specials,
            bos=self.specials[0],
            eos=self.ends[0],
        )

    def thinking_pieces(self, *, cut: bool = False) -> list[str]:
        """Return what it says when it thinks; ``cut`` writes every mark as two tokens."""
        opening, closing, *answering = self.marks
        said = [*(() if self.opens else (opening,)), *THOUGHT, closing, *self.after, *answering]
        if cut:
            said = [part for piece in said for part in self._cut(piece)]
        return [*said, *ANSWER]

    def make(
        self, path: Path, pieces: Iterable[str] = ANSWER, marks_as: int | None = USER_DEFINED
    ) -> Path:
        """Write a model of this family that says ``pieces`` and ends."""
        return make_scripted(path, pieces, self.family(marks_as), self.shape, name=self.id)

    def expected(self, mode: Think) -> str:
        """Return what :data:`QUESTION` must become."""
        return self.prompt + self.tail[mode]

    def _cut(self, piece: str) -> list[str]:
        return [piece[:4], piece[4:]] if piece in self.marks else [piece]


def _same(text: str) -> dict[Think, str]:
    return dict.fromkeys(MODES, text)


def _switched(on: str, off: str, default: str) -> dict[Think, str]:
    return {"on": on, "off": off, "default": default}


_CHATML = ("<|endoftext|>", "<|im_start|>")
_LLAMA3 = ("<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>")
_LLAMA3_USER = f"<|start_header_id|>user<|end_header_id|>\n\n{QUESTION}<|eot_id|>"
_LLAMA3_TAIL = "<|start_header_id|>assistant<|end_header_id|>\n\n"
_CHATML_TURN = f"<|im_start|>user\n{QUESTION}<|im_end|>\n<|im_start|>assistant\n"
_EXAONE = ("[BOS]", "[|system|]", "[|user|]", "[|assistant|]")
_EXAONE4_TURN = f"[|user|]\n{QUESTION}[|endofturn|]\n[|assistant|]\n"
_OPEN, _EMPTY = "<think>\n", "<think>\n\n</think>\n\n"

_EXAONE4 = Conforming(
    id="exaone4",
    models="EXAONE 4.0 1.2B",
    architecture="exaone4",
    pre="exaone4",
    template=chat_templates.EXAONE4,
    specials=_EXAONE,
    ends=("[|endofturn|]",),
    marks=_THINK,
    thinks=("on",),
    prompt=_EXAONE4_TURN,
    tail=_switched(on=_OPEN, off=_EMPTY, default=_EMPTY),
)

FAMILIES: tuple[Conforming, ...] = (
    Conforming(
        id="llama-seed",
        models="HyperCLOVA X SEED 0.5B, 1.5B",
        architecture="llama",
        pre="default",
        template=chat_templates.HCX_SEED,
        specials=_CHATML,
        ends=("<|im_end|>", "<|endoftext|>"),
        stops=("<|endofturn|>", "<|stop|>"),
        prompt=f"<|im_start|>tool_list\n<|im_end|>\n{_CHATML_TURN}",
        tail=_same(""),
    ),
    Conforming(
        id="llama",
        models="Kanana 1.5, Llama-VARCO, Bllossom",
        architecture="llama",
        pre="llama-bpe",
        template=chat_templates.LLAMA3,
        specials=_LLAMA3,
        ends=("<|eot_id|>", "<|end_of_text|>", "<|eom_id|>"),
        prompt=f"<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nToday: {DATE}\n\n"
        f"<|eot_id|>{_LLAMA3_USER}",
        tail=_same(_LLAMA3_TAIL),
    ),
    Conforming(
        id="llama-midm",
        models="Mi:dm 2.0 Mini, Base",
        architecture="llama",
        pre="midm-2.0",
        template=family_templates.MIDM,
        specials=_LLAMA3,
        ends=("<|eot_id|>", "<|end_of_text|>"),
        prompt="<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n"
        f"당신은 친절한 조수입니다.<|eot_id|>{_LLAMA3_USER}",
        tail=_same(_LLAMA3_TAIL),
    ),
    Conforming(
        id="qwen2-ax4",
        models="A.X 4.0, Light",
        architecture="qwen2",
        pre="a.x-4.0",
        template=chat_templates.AX4,
        specials=(*_CHATML, "<|system|>", "<|user|>", "<|assistant|>"),
        ends=("<|im_end|>", "<|endoftext|>"),
        prompt=f"<|im_start|><|user|>{QUESTION}<|im_end|><|im_start|><|assistant|>",
        tail=_same(""),
    ),
    Conforming(
        id="qwen3",
        models="Kanana 2 3B",
        architecture="qwen3",
        pre="qwen2",
        template=family_templates.KANANA_3B,
        specials=_CHATML,
        ends=("<|im_end|>", "<|endoftext|>"),
        marks=_THINK,
        thinks=("on",),
        opens=False,
        prompt=_CHATML_TURN,
        tail=_switched(on="", off=_EMPTY, default=_EMPTY),
        cuts=True,
    ),
    Conforming(
        id="exaone",
        models="EXAONE 3.5",
        architecture="exaone",
        pre="exaone",
        template=family_templates.EXAONE35,
        specials=_EXAONE,
        ends=("[|endofturn|]",),
        prompt=f"[|system|]You are a helpful assistant.[|endofturn|]\n[|user|]{QUESTION}\n",
        tail=_same("[|assistant|]"),
    ),
    Conforming(
        id="exaone-deep",
        models="EXAONE Deep",
        architecture="exaone",
        pre="exaone",
        template=chat_templates.EXAONE_DEEP,
        specials=_EXAONE,
        ends=("[|endofturn|]",),
        marks=("<thought>", "</thought>"),
        thinks=MODES,
        prompt=f"[|system|][|endofturn|]\n[|user|]{QUESTION}\n[|assistant|]",
        tail=_same("<thought>\n"),
        cuts=True,
    ),
    _EXAONE4,
    dataclasses.replace(
        _EXAONE4,
        id="exaone4-sliding",
        models="EXAONE 4.5 33B; 4.0 32B by its shape",
        template=family_templates.EXAONE45,
        thinks=("default", "on"),
        tail=_switched(on=_OPEN, off=_EMPTY, default=_OPEN),
        shape=Shape(n_layers=SLIDING_LAYERS + 1, n_next=1, n_ff=64),
    ),
    Conforming(
        id="exaone-moe",
        models="K-EXAONE 236B",
        architecture="exaone-moe",
        pre="exaone-moe",
        template=family_templates.K_EXAONE,
        specials=("[BOS]", "<|system|>", "<|user|>", "<|assistant|>"),
        ends=("<|endofturn|>",),
        marks=_THINK,
        thinks=("default", "on"),
        prompt=f"<|user|>\n{QUESTION}<|endofturn|>\n<|assistant|>\n",
        tail=_switched(on=_OPEN, off=_EMPTY, default=_OPEN),
        cuts=True,
        shape=Shape(n_layers=5, n_next=1),
    ),
    Conforming(
        id="glm4moe-solar",
        models="Solar Open 100B",
        architecture="glm4moe",
        pre="solar-open",
        template=chat_templates.SOLAR_OPEN,
        specials=("<|begin|>",),
        ends=("<|flush|>", "<|calls|>", "<|endoftext|>"),
        passes=("<|end|>",),
        marks=("<|think|>", "<|end|>", "<|content|>"),
        after=("<|begin|>", "assistant"),
        thinks=("default", "on"),
        opens=False,
        prompt=f"<|begin|>system<|content|>Provider text. Today: {DATE}<|end|>"
        f"<|begin|>user<|content|>{QUESTION}<|end|><|begin|>assistant",
        tail=_switched(on="", off="<|think|><|end|><|begin|>assistant", default=""),
        shape=Shape(n_layers=3),
    ),
    Conforming(
        id="deepseek2-kanana2",
        models="Kanana 2 30B A3B",
        architecture="deepseek2",
        pre="kanana2",
        template=family_templates.KANANA_30B,
        specials=_CHATML,
        ends=("<|im_end|>", "<|endoftext|>"),
        marks=_THINK,
        thinks=("default", "on"),
        prompt=_CHATML_TURN,
        tail=_switched(on=_OPEN, off=_EMPTY, default=_OPEN),
        cuts=True,
        # As many layers as make llama.cpp read the queries whole, as these models have them.
        shape=Shape(n_layers=27, n_ff=64),
    ),
)
