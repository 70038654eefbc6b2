"""How long a model's work takes on the devices where its layers lie.

A token's time is the reading of every weight that it touches (of the experts only those it
meets), what each layer costs whatever its size, and looking back at the tokens before it. A
prompt's time is the computing with the same weights, the reading of them once a slice, and the
looking back of all its tokens.
"""

from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from app.core.fit.cache import value_bytes
from app.core.fit.calibration import Calibration, DeviceSpeed, type_speed
from app.core.fit.looking_back import waited_for
from app.core.fit.memory import Placement, layer_devices
from app.core.fit.model_work import LayerWork, ModelWork, Weights, work_of
from app.core.fit.shape import ModelShape

HOP_S = 30e-6
"""Handing a token's values from one device to the next."""
COPY_BYTES_PER_S = 10e9
"""Main memory to a GPU: llama.cpp has weights that lie in main memory computed by the GPU when
a slice of a prompt has at least :data:`OFFLOAD_TOKENS`, and copies them each time."""
OFFLOAD_TOKENS = 32


class _Part(NamedTuple):
    """Layers that are alike and lie alike. ``host`` reads the experts."""

    n_layers: int
    layer: LayerWork
    device: DeviceSpeed
    host: DeviceSpeed
    last: bool
    """Whether it is the model's last layer."""


class Machine:
    """A model where ``placement`` puts it. :attr:`used` are the places of its devices: 0 is the
    CPU, 1 and on the placement's GPUs."""

    def __init__(self, shape: ModelShape, placement: Placement, calibration: Calibration) -> None:
        self.devices = [calibration.device(name) for name in ("CPU", *placement.gpus)]
        self.shape = shape
        self.placement = placement
        self._value_bytes = value_bytes(placement.cache_type)
        self.work = work_of(shape)
        where = layer_devices(shape, placement)
        kept = min(placement.n_cpu_moe, len(self.work.kinds))
        on_host = [True] * kept + [False] * (len(self.work.kinds) - kept)
        last = [False] * (len(self.work.kinds) - 1) + [True]
        alike = Counter(zip(self.work.kinds, where, on_host, last, strict=False))
        self._parts = [self._part(count, *key) for key, count in alike.items()]
        self._output = where[-1]
        n_hops = sum(a != b for a, b in pairwise([0, *where])) + 2 * sum(
            part.n_layers for part in self._parts if part.host is not part.device
        )
        self._hops_s = n_hops * HOP_S + self.devices[self._output].token_s
        hosts = {0} if any(part.host is not part.device for part in self._parts) else set[int]()
        self.used = sorted({*where} | hosts)
        gpu = next((place for place in self.used if place), None)
        self._helper = self.devices[gpu] if gpu is not None else None
        self._token_s = self._hops_s + self._output_s() + sum(map(_token_s, self._parts))

    def _part(self, n_layers: int, kind: int, place: int, on_host: bool, last: bool) -> _Part:
        layer, device = self.work.layers[kind], self.devices[place]
        host = self.devices[0] if on_host and layer.has_experts else device
        return _Part(n_layers, layer, device, host, last)

    def decode_s(self, depth: int) -> float:
        """Return the seconds of one token at ``depth`` tokens of context."""
        seconds = self._token_s
        for part in self._parts:
            a_look = part.layer.head.seconds(part.device.decode_attention)
            looks = self._looks(part, depth)
            # The weights have gone through the caches since the last token read these rows.
            row_s = part.layer.kept_values * self._value_bytes / part.device.bandwidth_bytes_per_s
            seconds += part.n_layers * looks * (part.layer.n_head * a_look + row_s)
        return seconds

    def _looks(self, part: _Part, depth: int) -> float:
        """Return as how many earlier tokens those count that a layer's token looks back on."""
        layer, placement = part.layer, self.placement
        seen = layer.seen(depth)
        # Only the CPU shares the work so, and of a cache that is not quantised.
        if part.device.kind != "cpu" or placement.cache_type != "f16":
            return seen
        if placement.flash_attention == "off":
            return seen
        n_cells = depth + 1
        if layer.window:
            n_cells = min(n_cells, layer.window + placement.n_batch)
        return waited_for(seen, n_cells, part.device.n_threads)

    def prefill_s(self, n_prompt: int, depth: int = 0) -> float:
        """Return the seconds of a prompt of ``n_prompt`` tokens behind ``depth`` others."""
        seconds, done, step = 0.0, 0, max(1, self.placement.n_batch)
        while done < n_prompt:
            n_tokens = min(step, n_prompt - done)
            seconds += self._slice_s(n_tokens, depth + done)
            done += n_tokens
        return seconds

    def _slice_s(self, n_tokens: int, start: int) -> float:
        seconds = self._hops_s + self._output_s()
        for part in self._parts:
            layer = part.layer
            looks = layer.pairs(start, n_tokens) * layer.n_head
            a_layer = part.device.layer_s
            a_layer += looks * layer.head.seconds(part.device.prefill_attention)
            a_layer += _state_s(part) * n_tokens
            # Behind the last look back only the last token is followed.
            followed = n_tokens * layer.last_share if part.last else n_tokens
            for weights in layer.weights:
                device = part.host if weights.expert else part.device
                a_layer += self._weights_s(weights, device, n_tokens, followed)
            seconds += part.n_layers * a_layer
        return seconds

    def _weights_s(
        self, weights: Weights, device: DeviceSpeed, n_tokens: int, followed: float
    ) -> float:
        # Of the experts, this much is met by at least one of the tokens.
        touched = weights.n_bytes * (1 - (1 - weights.share) ** n_tokens)
        if device is self.devices[0] and self._helper and n_tokens >= OFFLOAD_TOKENS:
            device, reading = self._helper, touched / COPY_BYTES_PER_S
        else:
            reading = touched / type_speed(device, weights.type).bytes_per_s
        speed = type_speed(device, weights.type)
        a_token = weights.n_values / speed.values_per_s + weights.n_rows * speed.prompt_row_s
        return reading + weights.share * followed * a_token

    def _output_s(self) -> float:
        """Return the seconds of the output matrix, which only the last token needs."""
        work: ModelWork = self.work
        speed = type_speed(self.devices[self._output], work.output_type)
        return work.output_bytes / speed.bytes_per_s + work.output_rows * speed.row_s


def _token_s(part: _Part) -> float:
    """Return the seconds of one token in these layers, but for looking back."""
    seconds = part.device.layer_s + _state_s(part)
    for weights in part.layer.weights:
        device = part.host if weights.expert else part.device
        speed = type_speed(device, weights.type)
        seconds += weights.share * (
            weights.n_bytes / speed.bytes_per_s + weights.n_rows * speed.row_s
        )
    return part.n_layers * seconds


def _state_s(part: _Part) -> float:
    """Return the seconds of reading and writing the state of a recurrent layer."""
    state_bytes = part.layer.state_bytes
    return 2 * state_bytes / part.device.bandwidth_bytes_per_s if state_bytes else 0.0
