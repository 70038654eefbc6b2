"""Where llama.cpp is to put a model: devices, shares and exceptions, as its own parameters."""

import ctypes
import math

from llama_cpp import llama_cpp

from app.core.problem import EngineError
from app.core.run import LoadSettings, SplitMode
from app.worker.ggml import ggml_function

_SPLITS: dict[SplitMode, int] = {
    "none": llama_cpp.LLAMA_SPLIT_MODE_NONE,
    "layer": llama_cpp.LLAMA_SPLIT_MODE_LAYER,
    "row": llama_cpp.LLAMA_SPLIT_MODE_ROW,
}
_CPU_KIND = 0
_MOST_LAYERS = 1000
_MAX_INT = 2**31 - 1
"""What does not fit would reach llama.cpp as another number."""


class _Override(ctypes.Structure):
    """llama.cpp's llama_model_tensor_buft_override."""

    _fields_ = [("pattern", ctypes.c_char_p), ("buffer_type", ctypes.c_void_p)]


class Placement:
    """Fills in what says where a model's parts go, and keeps alive what that points to."""

    def __init__(self, settings: LoadSettings) -> None:
        self._devices = None if settings.devices is None else _devices(settings.devices)
        self._shares = _shares(settings.tensor_split)
        self._overrides = _expert_overrides(settings.n_cpu_moe)
        self._n_gpu_layers = min(max(-1, settings.n_gpu_layers), _MAX_INT)
        self._split_mode = _SPLITS[settings.split_mode]
        self._on_cpu = settings.devices == ()

    def fill(self, params: llama_cpp.llama_model_params) -> None:
        """Write it into ``params``, which must not outlive this object."""
        params.n_gpu_layers = 0 if self._on_cpu else self._n_gpu_layers
        params.split_mode = self._split_mode
        # The bindings declare arrays, where a pointer to one is what can be stored.
        pointers = {
            "devices": (self._devices, ctypes.c_void_p),
            "tensor_split": (self._shares, ctypes.POINTER(ctypes.c_float)),
            "tensor_buft_overrides": (self._overrides, ctypes.c_void_p),
        }
        for field, (array, kind) in pointers.items():
            if array is not None:
                setattr(params, field, ctypes.cast(array, kind))


def _devices(names: tuple[str, ...]) -> ctypes.Array[ctypes.c_void_p]:
    """Return the devices' handles, ended by a null; no name at all is the CPU alone."""
    by_name = ggml_function("ggml_backend_dev_by_name", ctypes.c_void_p, ctypes.c_char_p)
    kind = ggml_function("ggml_backend_dev_type", ctypes.c_int, ctypes.c_void_p)
    handles: list[int] = []
    for name in names:
        handle = by_name(name.encode("utf-8", "replace"))
        if not handle:
            raise EngineError("device_missing", device=name, known=", ".join(_known()))
        # The CPU takes what is left over anyhow; in this list it would be a GPU.
        if kind(handle) != _CPU_KIND:
            handles.append(handle)
    return (ctypes.c_void_p * (len(handles) + 1))(*handles)


def _known() -> list[str]:
    count = ggml_function("ggml_backend_dev_count", ctypes.c_size_t)
    get = ggml_function("ggml_backend_dev_get", ctypes.c_void_p, ctypes.c_size_t)
    name = ggml_function("ggml_backend_dev_name", ctypes.c_char_p, ctypes.c_void_p)
    return [(name(get(index)) or b"").decode("utf-8", "replace") for index in range(count())]


def _shares(tensor_split: tuple[float, ...]) -> ctypes.Array[ctypes.c_float] | None:
    """Return the devices' shares; None leaves them to llama.cpp, which goes by free memory."""
    shares = [share if math.isfinite(share) and share > 0 else 0.0 for share in tensor_split]
    most = llama_cpp.llama_max_devices()
    if not any(shares[:most]):
        return None
    return (ctypes.c_float * most)(*shares[:most])


def _expert_overrides(n_layers: int) -> ctypes.Array[_Override] | None:
    """Return the rule that keeps the experts of the first layers in main memory."""
    if n_layers <= 0:
        return None
    cpu = ggml_function("ggml_backend_dev_by_type", ctypes.c_void_p, ctypes.c_int)(_CPU_KIND)
    kind = ggml_function("ggml_backend_dev_buffer_type", ctypes.c_void_p, ctypes.c_void_p)(cpu)
    # One rule for all of them: llama.cpp compiles each for every tensor anew.
    layers = "|".join(map(str, range(min(n_layers, _MOST_LAYERS))))
    pattern = rf"blk\.({layers})\.ffn_(up|down|gate|gate_up)_(ch|)exps".encode()
    return (_Override * 2)(_Override(pattern, kind))
