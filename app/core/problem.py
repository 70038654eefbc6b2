"""What can go wrong, as data: a kind, its parameters and the technical detail.

The whole tree at a glance::

    NaranhiError
    ├── ModelFileError      the GGUF cannot be used, known before llama.cpp sees it
    ├── EngineError         loading, prompt or decoding failed inside a worker
    ├── HubError            the Hub, or the way to it, did not give what was asked for
    ├── LibraryError        catalogue, library folder, licence or bundle stand in the way
    ├── ReportError         a report cannot be drawn or written
    ├── SheetError          a question sheet cannot be read
    ├── StoreError          the history could not be written or read
    └── UsageError          the request makes no sense (empty prompt, unknown model)

Each carries a :class:`Problem`, which crosses the process border, lies in the store and is
worded for people (Korean and English) by ``app.services.wording`` alone.
"""

from typing import Literal

import msgspec

ProblemKind = Literal[
    # model file
    "file_missing",  # path
    "is_folder",  # path
    "file_unreadable",  # path
    "file_empty",  # path
    "not_gguf",  # path
    "file_cut_off",  # path, expected_bytes, actual_bytes
    "gguf_broken",  # path
    "split_part_missing",  # path, missing
    "unknown_architecture",  # architecture
    "unknown_tokenizer",  # tokenizer
    # engine
    "load_failed",
    "out_of_memory",  # needed_bytes, free_bytes (either may be missing)
    "device_missing",  # device, known (names, joined)
    "not_offloaded",  # devices
    "flash_attention_needed",  # cache_type
    "no_chat_template",
    "template_failed",
    "prompt_too_long",  # n_prompt, n_ctx, n_ctx_train
    "decode_failed",  # code
    "prompt_not_evaluated",  # n_prompt, n_prompt_evaluated
    # worker process
    "worker_not_started",
    "worker_crashed",  # exit_code
    "worker_hung",  # seconds
    "worker_spoke_nonsense",
    # store
    "disk_full",  # path
    "store_unwritable",  # path
    "store_newer",  # found, known
    "store_broken",  # path
    "history_file_broken",  # path
    "run_unknown",  # name
    # request
    "prompt_empty",
    "prompt_too_large",  # n_bytes, limit
    "model_unknown",  # name
    "too_few_models",
    "too_many_models",  # count, limit
    "already_running",
    "measuring_now",
    "other_machine",
    "engine_missing",
    # Hub and network
    "offline",
    "hub_unreachable",  # host
    "hub_answer",  # host, status
    "tls_failed",  # host
    "rate_limited",  # host, seconds
    "repo_missing",  # repo
    "revision_missing",  # repo, revision
    "remote_file_missing",  # repo, file
    "repo_gated",  # repo, url
    "token_refused",  # host
    "no_gguf",  # repo
    "html_instead",  # host
    "redirect_loop",  # host
    "remote_changed",  # file
    "no_range",  # file
    "wrong_length",  # file, expected_bytes, actual_bytes
    "wrong_hash",  # file
    "stalled",  # host, seconds
    "keyring_missing",
    # catalogue and library
    "catalogue_broken",  # file
    "model_cannot_run",  # model
    "quantisation_unknown",  # model, quantisation, known
    "licence_not_accepted",  # model, licence
    "licence_conflict",  # repo, copy, original
    "tokenizer_differs",  # found, expected
    "name_unsafe",  # name
    "disk_too_small",  # needed_bytes, free_bytes, path
    "library_missing",  # path
    "library_unwritable",  # path
    "library_busy",
    "already_downloading",  # file
    "not_in_library",  # name
    "file_broken",  # path
    "not_downloaded",  # model
    "bundle_broken",  # path
    "bundle_incomplete",  # path, missing
    "folder_not_empty",  # path
    "folder_nested",  # path
    "file_too_large_for_disk",  # file, size_bytes, path
    "fetcher_crashed",  # exit_code
    # reports
    "report_nothing",
    "report_unknown",  # name, count
    "report_unwritable",  # path
    "report_not_drawn",
    # question sheets
    "sheet_too_large",  # path, n_bytes, limit
    "sheet_unreadable",  # path
    "sheet_without_question",  # path
]


class Problem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that went wrong.

    ``params`` fill the sentence for the person; ``detail`` is for the log and for "show
    details": the engine's own words, a traceback, the last lines before a crash.
    """

    kind: ProblemKind
    params: dict[str, str | int | float] = {}
    detail: str = ""


class NaranhiError(Exception):
    """Base of every error of ours; ``problem`` says what happened."""

    def __init__(
        self, kind: ProblemKind, /, *, detail: str = "", **params: str | int | float
    ) -> None:
        self.problem = Problem(kind=kind, params=params, detail=detail)
        super().__init__(f"{kind} {params}" if params else kind)


class ModelFileError(NaranhiError):
    """The model file cannot be used."""


class EngineError(NaranhiError):
    """Loading, rendering, prefill or decode failed in the engine."""


class HubError(NaranhiError):
    """The Hub, or the network on the way to it, did not give what was asked for."""


class LibraryError(NaranhiError):
    """The catalogue, the library's folder, a licence or a bundle stands in the way."""


class ReportError(NaranhiError):
    """A report cannot be drawn or written."""


class SheetError(NaranhiError):
    """A question sheet cannot be read."""


class StoreError(NaranhiError):
    """The history database cannot be written or read."""


class UsageError(NaranhiError):
    """The request makes no sense as given."""
