"""What the comparison page remembers from one start to the next."""

from collections.abc import Sequence

from app.services.settings import (
    HISTORY_PROMPT_CHARS,
    LAST_LOADS,
    LAST_PANES,
    MAX_TOKENS,
    MODE,
    N_CTX,
    PROMPT_HISTORY,
    ROUNDS,
    SAMPLING,
    SAMPLING_POLICY,
    SLOW_VIEW,
    SYSTEM_PROMPT,
    THINK,
    Settings,
)
from widgets.compare.options_bar import OptionsBar
from widgets.compare.pane import Pane
from widgets.compare.pane_actions import PaneActions
from widgets.compare.pane_row import PaneRow
from widgets.compare.plan import Tuning
from widgets.compare.prompt_area import PromptArea
from widgets.compare.prompt_library import PromptSet
from widgets.compare.prompt_menu import first_prompt


class PageMemory:
    """Between the page's controls and the settings file."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._restoring = False

    def prompts(self) -> list[str]:
        """Return the prompts asked before, oldest first."""
        return list(self._settings.get(PROMPT_HISTORY))

    def restore(
        self,
        options: OptionsBar,
        area: PromptArea,
        row: PaneRow,
        actions: PaneActions,
        prompts: Sequence[PromptSet],
    ) -> None:
        """Show what was chosen last; at the first start two practice models and a prompt
        stand ready, so that pressing Run just works."""
        self._restoring = True
        get = self._settings.get
        options.show_values(get(MODE), get(ROUNDS), get(SAMPLING_POLICY))
        options.slow_view.choose(get(SLOW_VIEW))
        tuning = Tuning(
            sampling=get(SAMPLING),
            max_tokens=get(MAX_TOKENS),
            n_ctx=get(N_CTX),
            think=get(THINK),
        )
        options.popover.set_tuning(tuning)
        area.set_system(get(SYSTEM_PROMPT))
        names = get(LAST_PANES)
        row.set_count(len(names))
        for pane, name in zip(row.panes, names, strict=False):
            actions.open_model(pane, name)
        for pane, load in zip(row.panes, get(LAST_LOADS), strict=False):
            pane.load.choose(load)
        sample = first_prompt(prompts)
        if not self.prompts() and sample is not None:
            area.box.set_prompt(sample.text.strip())
            area.box.selectAll()
        self._restoring = False

    def remember_options(self, options: OptionsBar) -> None:
        """Note mode, rounds, sampling, lengths, thinking and slow view."""
        if self._restoring:
            return
        tuning = options.popover.tuning()
        put = self._settings.set
        put(MODE, options.mode_value())
        put(ROUNDS, options.rounds_value())
        put(SAMPLING_POLICY, options.policy_value())
        put(SLOW_VIEW, options.slow_view.value)
        put(SAMPLING, tuning.sampling)
        put(THINK, tuning.think)
        put(MAX_TOKENS, tuning.max_tokens)
        if tuning.n_ctx is None or N_CTX.allowed(tuning.n_ctx):
            put(N_CTX, tuning.n_ctx)

    def remember_panes(self, panes: Sequence[Pane]) -> None:
        """Note which models stand side by side."""
        models = [pane.model for pane in panes]
        if not self._restoring and all(models):
            names = (model.id if model.practice else model.path for model in models if model)
            self._settings.set(LAST_PANES, tuple(names))

    def remember_loads(self, panes: Sequence[Pane]) -> None:
        """Note how the panes' models are loaded."""
        if not self._restoring:
            self._settings.set(LAST_LOADS, tuple(pane.load.settings for pane in panes))

    def remember_prompt(self, prompt: str) -> None:
        """Note a prompt that was asked."""
        self._settings.remember_prompt(prompt)

    def remember_system(self, text: str) -> None:
        """Note the system prompt; one as long as a book is not remembered."""
        if len(text) <= HISTORY_PROMPT_CHARS:
            self._settings.set(SYSTEM_PROMPT, text)
