"""Loads a model as it was asked for, or as near to that as the memory allows, and tells how."""

from contextlib import ExitStack
from typing import NamedTuple

import msgspec
from llama_cpp import llama_cpp

from app.core.problem import EngineError
from app.core.run import GPU_MARGIN_BYTES, Device, LoadSettings, LoadStep, Simulation
from app.worker.engine import LoadCancelledError, LoadProgressCallback, LoadStepCallback
from app.worker.llama_devices import devices
from app.worker.llama_loading import batch_length, context_length, load_model, new_context
from app.worker.llama_log import LlamaLog
from app.worker.llama_simulation import simulate
from app.worker.load_facts import CPU, read_load_facts, wanted_bytes, whose_memory
from app.worker.load_ladder import Short, Try, most_layers, next_try

_LEAST_FREE_BYTES = GPU_MARGIN_BYTES // 4
"""With less left on a GPU than this its driver begins to move things about, and all is slow."""
_LEAST_OFFLOADED = 0.5
"""With less than this share of its layers' weights a GPU has next to nothing to do."""
_GPU_KINDS = ("gpu", "igpu")
_ANY_GPU = "GPU"
_LARGEST_TENSOR = 2**31
"""Most bytes that every driver gives at once. A larger cache makes a simulation abort, where a
load is merely refused."""


class Opened(NamedTuple):
    """A model in memory, its context, what frees them, and the tries that failed before."""

    model: llama_cpp.llama_model_p
    context: llama_cpp.llama_context_p
    freeing: ExitStack
    steps: tuple[LoadStep, ...]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What to load, and what its header says of it."""

    path: str
    settings: LoadSettings
    layer_weights: tuple[int, ...]
    """Bytes of each layer's weights, those of the output layer last, as far as they would go to
    a GPU with it."""
    cache_bytes: int
    """Bytes of keys, or of values, of one token in one layer, unquantised."""
    n_ctx_train: int | None

    @property
    def n_layers(self) -> int:
        """Layers that could be offloaded, the output layer counted."""
        return len(self.layer_weights)


def open_model(
    wanted: Wanted, progress: LoadProgressCallback, on_step: LoadStepCallback, log: LlamaLog
) -> Opened:
    """Load the model, going down the ladder where the memory does not suffice.

    Raises EngineError where nothing that was allowed went, LoadCancelledError when ``progress``
    says so. Layers are never left to the CPU without that being an error, or a step that is
    told.
    """
    return _Loader(wanted, progress, on_step, log).load()


class _Loader:
    def __init__(
        self,
        wanted: Wanted,
        progress: LoadProgressCallback,
        on_step: LoadStepCallback,
        log: LlamaLog,
    ) -> None:
        self._wanted = wanted
        self._settings = _tidied(wanted.settings)
        self._progress = progress
        self._on_step = on_step
        self._log = log
        self._steps: list[LoadStep] = []

    def load(self) -> Opened:
        tries = [self._first_try()]
        while True:
            current = tries[-1]
            failure, short = EngineError("out_of_memory"), "gpu"
            try:
                model, context, freeing = self._open(current)
            except EngineError as error:
                if error.problem.kind != "out_of_memory":
                    raise
                failure, short = error, whose_memory(self._log.lines())
            else:
                with freeing:
                    placed = self._placed_as_told(current)
                    if placed and not self._starved(current):
                        return Opened(model, context, freeing.pop_all(), tuple(self._steps))
                if not placed:
                    self._tell(current.step(None))
                    tries.append(_on_cpu(current))
                    continue
            following = next_try(tries, self._settings, short)
            if following is None:
                raise self._with_figures(failure, short) from failure
            self._tell(current.step(wanted_bytes(self._log.lines())))
            tries.append(following)

    # -- the first try -----------------------------------------------------------------

    def _first_try(self) -> Try:
        settings = self._settings
        fixed = max(0, min(settings.n_gpu_layers, self._wanted.n_layers))
        first = Try(
            n_gpu_layers=0 if settings.devices == () else fixed,
            n_batch=batch_length(settings),
            n_ctx=context_length(settings, self._wanted.n_ctx_train),
            uses_gpu=settings.devices != (),
        )
        if settings.devices is None and self._devices_by_default() == ():
            if settings.n_gpu_layers > 0:
                known = ", ".join(device.name for device in devices())
                raise EngineError("device_missing", device=_ANY_GPU, known=known)
            return msgspec.structs.replace(first, uses_gpu=False)
        if not first.uses_gpu or settings.n_gpu_layers >= 0:
            return first
        n_layers = most_layers(self._wanted.n_layers, self._fits)
        if n_layers:
            return msgspec.structs.replace(first, n_gpu_layers=n_layers)
        return self._without_layers(first)

    def _without_layers(self, first: Try) -> Try:
        """Tell that not even one layer fits beside what is loaded, and go to the CPU."""
        needed, free = self._need_and_room(1)
        if self._settings.devices is not None:
            raise EngineError("out_of_memory", needed_bytes=needed, free_bytes=free)
        self._tell(msgspec.structs.replace(first, n_gpu_layers=1).step(needed))
        return _on_cpu(first)

    def _fits(self, n_layers: int) -> bool:
        if not self._progress(0.0):
            raise LoadCancelledError
        needed, free = self._need_and_room(n_layers)
        return needed <= free

    def _need_and_room(self, n_layers: int) -> tuple[int, int]:
        """Return what the fullest GPU would have to give, margin included, and what it has.

        Nothing is needed where it cannot be known before: then the load itself has to show.
        """
        found = self._simulated(n_layers)
        free = _free_bytes()
        needs = [
            (free[part.device] - need, need, free[part.device])
            for part in (found.parts if found else ())
            if part.device in free and part.device != CPU
            for need in [part.weights_bytes + part.kv_bytes + part.compute_bytes + GPU_MARGIN_BYTES]
        ]
        _, needed, room = min(needs, default=(0, 0, 0))
        return needed, room

    def _devices_by_default(self) -> tuple[str, ...] | None:
        """Return the GPUs to take where nobody chose: all that are no mere play of the
        processor, which is never faster than itself. None leaves them to llama.cpp, which
        passes over what it sees twice."""
        gpus = _gpus()
        if gpus and not any(gpu.software for gpu in gpus):
            return None
        return tuple(gpu.name for gpu in gpus if not gpu.software)

    def _simulated(self, n_layers: int) -> Simulation | None:
        settings = self._settings_for(n_layers)
        n_ctx = context_length(settings, self._wanted.n_ctx_train)
        if n_ctx * self._wanted.cache_bytes >= _LARGEST_TENSOR:
            return None
        try:
            return simulate(self._wanted.path, settings, self._log)
        except EngineError:
            # Whatever it is, the load meets it as well, and says more.
            return None

    def _settings_for(self, n_layers: int) -> LoadSettings:
        names = self._settings.devices
        if names is None:
            names = self._devices_by_default()
        return msgspec.structs.replace(self._settings, devices=names, n_gpu_layers=n_layers)

    # -- one try -----------------------------------------------------------------------

    def _open(
        self, current: Try
    ) -> tuple[llama_cpp.llama_model_p, llama_cpp.llama_context_p, ExitStack]:
        settings = msgspec.structs.replace(
            self._settings_for(current.n_gpu_layers),
            n_batch=current.n_batch,
            n_ctx=current.n_ctx,
        )
        if not current.uses_gpu:
            settings = msgspec.structs.replace(settings, devices=())
        self._log.begin()
        with ExitStack() as undo:
            model = load_model(self._wanted.path, settings, self._progress, self._log)
            undo.callback(llama_cpp.llama_model_free, model)
            context = new_context(model, settings, self._log)
            undo.callback(llama_cpp.llama_free, context)
            return model, context, undo.pop_all()

    def _placed_as_told(self, current: Try) -> bool:
        """Tell whether layers that were to go to a GPU did; raises where a GPU was named.

        A layer counts as the GPU's also where its driver takes none of the layer's matrices,
        and the CPU computes with them: so their bytes are counted.
        """
        layers = self._log.layers()
        facts = read_load_facts(self._log.lines(), layers)
        weights = self._wanted.layer_weights
        expected = sum(
            weights[layer]
            for layer, device in layers.items()
            if device != CPU and layer < len(weights)
        )
        if not current.n_gpu_layers or (
            facts.gpu_layers and facts.offloaded_bytes > expected * _LEAST_OFFLOADED
        ):
            return True
        if self._settings.devices is not None or self._settings.n_gpu_layers > 0:
            names = ", ".join(self._settings.devices or (_ANY_GPU,))
            raise EngineError("not_offloaded", devices=names)
        return False

    def _starved(self, current: Try) -> bool:
        """Tell whether a GPU has next to nothing left: somebody else took it meanwhile."""
        if not current.n_gpu_layers or self._settings.n_gpu_layers >= 0:
            return False
        used = read_load_facts(self._log.lines(), self._log.layers()).devices
        free = _free_bytes()
        left = [free[name] for name in used if name in free and name != CPU]
        return any(n_bytes < _LEAST_FREE_BYTES for n_bytes in left)

    def _with_figures(self, failure: EngineError, short: Short) -> EngineError:
        """Return the error with what is free where the memory did not suffice."""
        kinds = ("cpu",) if short == "host" else _GPU_KINDS if self._uses_gpu() else ("cpu",)
        free = [d.free_bytes for d in devices() if d.kind in kinds and d.total_bytes]
        params = dict(failure.problem.params)
        if free:
            params["free_bytes"] = min(free)
        return EngineError("out_of_memory", detail=failure.problem.detail, **params)

    def _uses_gpu(self) -> bool:
        return self._settings.devices != () and bool(_gpus())

    def _tell(self, step: LoadStep) -> None:
        self._steps.append(step)
        self._on_step(step)


def _tidied(settings: LoadSettings) -> LoadSettings:
    """Return the settings with the CPU left out of the devices: it takes what is left over in
    any case, and alone it means no GPU."""
    if settings.devices is None:
        return settings
    named = tuple(name for name in settings.devices if name != CPU)
    return msgspec.structs.replace(settings, devices=named)


def _gpus() -> tuple[Device, ...]:
    return tuple(device for device in devices() if device.kind in _GPU_KINDS)


def _free_bytes() -> dict[str, int]:
    """Return what each device has to give now, where it tells; memory that is the PC's own no
    more than the PC has."""
    told = [device for device in devices() if device.total_bytes]
    host = next((device.free_bytes for device in told if device.kind == "cpu"), None)
    return {
        device.name: min(device.free_bytes, host)
        if device.unified_memory and host is not None
        else device.free_bytes
        for device in told
    }


def _on_cpu(instead_of: Try) -> Try:
    return msgspec.structs.replace(instead_of, rung="cpu", n_gpu_layers=0, uses_gpu=False)
