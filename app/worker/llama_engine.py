"""llama.cpp behind the Engine protocol."""

import random
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec
from llama_cpp import llama_cpp

from app.core.fit.shape import ModelShape, shape_of
from app.core.fit.weights import held_weights, repacked_types
from app.core.gguf_header import check_file, read_header, split_parts
from app.core.problem import EngineError
from app.core.run import ChatMessage, LoadReport, LoadSettings, Sampling, Think
from app.worker.engine import (
    LoadProgressCallback,
    LoadStepCallback,
    PreparedPrompt,
    TemplateArgs,
)
from app.worker.layer_weights import cache_bytes, layer_weights
from app.worker.llama_backends import cpu_variant, load_backends
from app.worker.llama_devices import ENGINE_NAME, devices, system_info
from app.worker.llama_loading import metadata
from app.worker.llama_log import LlamaLog
from app.worker.llama_prompt import PromptMaker
from app.worker.llama_sampler import Sampler, new_sampler
from app.worker.llama_together import LlamaTogether
from app.worker.llama_tries import Wanted, open_model
from app.worker.llama_vocabulary import Vocabulary
from app.worker.load_facts import held_facts, read_load_facts
from app.worker.threads import bounded_threads

_NO_MEMORY = -2
"""llama_decode: the buffers for this step could not be allocated."""
_LAST_LINES = 12
_FILLER_SEED = 1


def load_llama(
    path: str, settings: LoadSettings, progress: LoadProgressCallback, on_step: LoadStepCallback
) -> "LlamaEngine":
    """Load a GGUF and warm it up; ``on_step`` is told of tries that the memory did not suffice
    for.

    Raises ModelFileError for a file that is seen to be unusable, EngineError by llama.cpp's own
    words, LoadCancelledError when ``progress`` says so.
    """
    header = check_file(Path(path))
    parts = split_parts(Path(path), header)
    began = time.perf_counter_ns()
    with ExitStack() as undo:
        log = LlamaLog()
        undo.callback(log.close)
        load_backends()
        wanted = Wanted(
            path=str(parts[0]),
            settings=settings,
            layer_weights=layer_weights(
                header.tensors, header.block_count or 0, settings.n_cpu_moe
            ),
            cache_bytes=cache_bytes(header),
            n_ctx_train=header.context_length,
        )
        opened = open_model(wanted, progress, on_step, log)
        undo.push(opened.freeing)
        engine = LlamaEngine(opened.model, opened.context, log)
        engine.warm_up()
        load_ms = (time.perf_counter_ns() - began) / 1e6
        shape = shape_of(header, [read_header(part) for part in parts[1:]])
        report = _report(engine, settings, shape, parts, load_ms)
        engine.report = msgspec.structs.replace(report, steps=opened.steps)
        # From here on the engine's close() frees all this.
        engine.freeing = undo.pop_all()
    return engine


class LlamaEngine:
    """A model in llama.cpp, evaluated token by token through its plain C functions."""

    ignores_cancel = False
    report: LoadReport
    freeing: ExitStack

    def __init__(
        self, model: llama_cpp.llama_model_p, context: llama_cpp.llama_context_p, log: LlamaLog
    ) -> None:
        self.model, self.context, self.log = model, context, log
        self.vocabulary = Vocabulary(model)
        self.prompts = PromptMaker(model, self.vocabulary)
        self.n_ctx = llama_cpp.llama_n_ctx(context)
        self._memory = llama_cpp.llama_get_memory(context)
        self._sampler = self._new_sampler(Sampling(), ())
        # One token's batch, reused: making one costs more than all else done for a token.
        self._token = (llama_cpp.llama_token * 1)()
        self._token_batch = llama_cpp.llama_batch_get_one(self._token, 1)

    def prepare(
        self, messages: tuple[ChatMessage, ...], think: Think, template_args: TemplateArgs
    ) -> PreparedPrompt:
        """Render with the model's template and tokenise."""
        return self.prompts.prepare(messages, think, template_args)

    def begin(self, prompt: PreparedPrompt, sampling: Sampling, n_threads: int | None) -> None:
        """Empty the context, set up the sampler and the threads, and the counters to 0."""
        # What an aborted run left in flight would count as this run's prompt.
        llama_cpp.llama_synchronize(self.context)
        self._clear()
        threads = self.report.n_threads if n_threads is None else bounded_threads(n_threads)
        llama_cpp.llama_set_n_threads(self.context, threads, threads)
        llama_cpp.llama_perf_context_reset(self.context)
        self._sampler.close()
        self._sampler = self._new_sampler(sampling, prompt.tokens)

    def prefill(self, tokens: Sequence[int]) -> None:
        """Evaluate a slice, and wait until the device has finished it."""
        ids = (llama_cpp.llama_token * len(tokens))(*tokens)
        self._decode(llama_cpp.llama_batch_get_one(ids, len(tokens)))
        llama_cpp.llama_synchronize(self.context)

    def n_prompt_evaluated(self) -> int:
        """Return llama.cpp's own count; it never says less than 1."""
        return llama_cpp.llama_perf_context(self.context).n_p_eval

    def sample(self) -> int:
        """Draw the next token from the last logits."""
        return self._sampler.sample()

    def feed(self, token: int) -> None:
        """Evaluate one sampled token."""
        self._token[0] = token
        self._decode(self._token_batch)

    def wait(self) -> None:
        """Wait for the device."""
        llama_cpp.llama_synchronize(self.context)

    def together(self, users: int, n_ctx_each: int, n_threads: int | None) -> LlamaTogether:
        """Return a context for several users beside this one."""
        threads = self.report.n_threads if n_threads is None else bounded_threads(n_threads)
        settings = LoadSettings(
            n_threads=threads, n_batch=self.report.n_batch, cache_type=self.report.cache_type
        )
        return LlamaTogether(
            self.model,
            settings,
            self.log,
            users=users,
            n_ctx_each=n_ctx_each,
            n_vocab=self.vocabulary.n_tokens,
        )

    def filler(self, count: int) -> Sequence[int]:
        """Return tokens from all over the vocabulary: of a model with experts, each goes
        through others."""
        draw = random.Random(_FILLER_SEED)
        return draw.choices(range(self.vocabulary.n_tokens), k=count)

    def piece(self, token: int) -> bytes:
        """Return the bytes of a token."""
        return self.vocabulary.piece(token)

    def is_end(self, token: int) -> bool:
        """Tell whether the model ends its turn with this token."""
        return self.vocabulary.is_end(token)

    def stop_token(self, text: str) -> int | None:
        """Return the control token that is spelled ``text``."""
        return self.vocabulary.control_token(text)

    def warm_up(self) -> None:
        """Touch all weights once, so that the first run is not slower than the next."""
        candidates = (self.vocabulary.bos, self.vocabulary.eos)
        llama_cpp.llama_set_warmup(self.context, True)
        self.feed(next((token for token in candidates if token >= 0), 0))
        llama_cpp.llama_synchronize(self.context)
        llama_cpp.llama_set_warmup(self.context, False)
        self._clear()

    def close(self) -> None:
        """Free sampler, context and model."""
        self._sampler.close()
        self.freeing.close()

    def _clear(self) -> None:
        """Forget all positions; what their cells hold is masked, so it can stay."""
        if self._memory is not None:
            llama_cpp.llama_memory_clear(self._memory, False)

    def _new_sampler(self, sampling: Sampling, prompt: Sequence[int]) -> Sampler:
        n_vocab = self.vocabulary.n_tokens
        return new_sampler(sampling, self.context, n_vocab=n_vocab, n_ctx=self.n_ctx, prompt=prompt)

    def _decode(self, batch: llama_cpp.llama_batch) -> None:
        code = llama_cpp.llama_decode(self.context, batch)
        if code:
            detail = "\n".join(self.log.lines()[-_LAST_LINES:])
            if code == _NO_MEMORY:
                raise EngineError("out_of_memory", detail=detail)
            raise EngineError("decode_failed", code=code, detail=detail)


def _report(
    engine: LlamaEngine,
    settings: LoadSettings,
    shape: ModelShape,
    parts: tuple[Path, ...],
    load_ms: float,
) -> LoadReport:
    """Return what llama.cpp says it has loaded."""
    model, context = engine.model, engine.context
    n_layers = llama_cpp.llama_model_n_layer(model)
    facts = read_load_facts(engine.log.lines(), engine.log.layers(), n_layers)
    features = system_info()
    n_bytes = held_weights(
        shape,
        output_on_gpu=facts.gpu_layers > 0,
        repacks=repacked_types(features) if facts.gpu_layers == 0 else frozenset(),
    )
    facts = held_facts(facts, n_bytes)
    return LoadReport(
        architecture=metadata(model, "general.architecture"),
        name=metadata(model, "general.name"),
        quantisation=shape.quantisation,
        n_params=llama_cpp.llama_model_n_params(model),
        n_layers=n_layers,
        n_vocab=engine.vocabulary.n_tokens,
        n_ctx_train=llama_cpp.llama_model_n_ctx_train(model),
        n_ctx=engine.n_ctx,
        n_batch=llama_cpp.llama_n_batch(context),
        n_threads=llama_cpp.llama_n_threads(context),
        backend="+".join(facts.devices) or "CPU",
        gpu_layers=facts.gpu_layers,
        load_ms=load_ms,
        memory=facts.memory,
        devices=devices(),
        cpu_features=features,
        engine=ENGINE_NAME,
        has_chat_template=engine.prompts.has_template,
        file_bytes=sum(part.stat().st_size for part in parts),
        parts=facts.parts,
        cache_type=facts.cache_type or settings.cache_type,
        flash_attention=facts.flash_attention,
        cpu_variant=cpu_variant(),
    )
