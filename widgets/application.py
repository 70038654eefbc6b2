"""Puts the window together and runs it: services below, widgets above, clean end."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication

from app.core.command_line import ProgramOptions
from app.core.problem import StoreError
from app.core.run import LoadSettings, ModelFile, RunSpec
from app.services.arena import Arena
from app.services.backend_choice import BackendChooser
from app.services.crash_report import write_crash_log
from app.services.devices import DeviceList
from app.services.engine_probe import EngineProbe
from app.services.garbage import GarbageCollector
from app.services.history import STORE_NOTICE, open_store
from app.services.notices import Notices
from app.services.paths import DataPaths, default_data_root
from app.services.race_size import surely_fits
from app.services.resource_monitor import ResourceMonitor
from app.services.resources import resource_folder
from app.services.settings import LANGUAGE, N_CTX, THEME, Settings
from app.services.stop_signals import HeldSignals, StopSignals
from app.services.translation import Languages, system_language, tr
from app.services.worker_pool import available_memory
from app.services.worker_process import worker_command
from app.store.bench_store import BenchStore
from app.store.run_store import RunStore
from widgets.compare.page import ComparePage
from widgets.fonts import use_interface_font
from widgets.graph.throughput_graph import ThroughputGraph
from widgets.history.starting import HistoryStart
from widgets.icons import Icons
from widgets.lazy_page import LazyPage
from widgets.main_window import MainWindow, Page, Surroundings
from widgets.measure.starting import MeasureStart
from widgets.models.assembly import Ground, ModelsAssembly
from widgets.navigation import Destination
from widgets.pc.starting import PcStart
from widgets.qt_words import QtWords
from widgets.report.start import ReportStart
from widgets.sheets.starting import SheetStart
from widgets.theme import Theme
from widgets.verdicts import Verdicts

if TYPE_CHECKING:
    from app.core.fit.joint import JointFit
    from widgets.fit_services import FitServices
    from widgets.history.page import HistoryPage
    from widgets.measure.page import MeasurePage
    from widgets.models.look import Look
    from widgets.models.page import ModelsPage
    from widgets.pc.live_backend import LivePc
    from widgets.pc.page import PcPage
    from widgets.sheets.page import SheetPage

READY_LINE = "naranhi: ready"
"""Written to stderr with ``--verbose`` once the window can be used."""


@dataclass(frozen=True)
class Assembly:
    """A running program, for whoever ends it."""

    window: MainWindow
    garbage: GarbageCollector
    arena: Arena
    store: RunStore
    models: ModelsAssembly
    devices: DeviceList
    fit: Callable[[], "FitServices | None"]
    """What estimates stand on, once something was asked of it."""
    pc: PcStart
    measuring: MeasureStart
    sheets: SheetStart
    past: HistoryStart

    def close(self) -> None:
        """End everything that the window stands on."""
        self.garbage.stop()
        self.past.close()
        self.measuring.close()
        self.sheets.close()
        self.arena.close()
        self.pc.close()
        fit = self.fit()
        if fit is not None:
            fit.close()
        self.devices.close()
        self.models.close()
        self.store.close()


def run_window(options: ProgramOptions) -> int:
    """Show the window and return the exit status once it is closed."""
    with HeldSignals():
        return _run(options)


def _run(options: ProgramOptions) -> int:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("naranhi")
    application.setDesktopFileName("naranhi")
    assembly = assemble(application, options)
    window = assembly.window
    if options.verbose:
        window.ready.connect(_announce_ready)
    window.show()
    with StopSignals() as signals:
        signals.caught.connect(window.close_without_asking)
        status = application.exec()
    # The window can be gone without a close event: the session ends, Quit in a system menu.
    assembly.close()
    return status


def assemble(application: QApplication, options: ProgramOptions) -> Assembly:
    """Build services and window; nothing is shown and no worker runs yet."""
    garbage = GarbageCollector(application)
    paths = DataPaths(options.data_dir or default_data_root())
    resources = resource_folder()
    notices = Notices(application)
    try:
        paths.make()
    except StoreError as error:
        notices.post(STORE_NOTICE, "error", error.problem)
    settings = Settings(paths.settings, application)
    use_interface_font(application, resources / "fonts")
    theme = Theme(application, resources / "themes")
    theme.choose(settings.get(THEME))
    languages = Languages(application, resources / "i18n")
    chosen = settings.get(LANGUAGE)
    language = options.lang or (system_language() if chosen == "system" else chosen)
    qt_words = QtWords(application)
    qt_words.use(language)
    languages.use(language)
    sys.excepthook = _exception_hook(notices, paths)

    store = open_store(paths.database, notices)
    devices = DeviceList(worker_command(), application)
    chooser = BackendChooser(
        paths.root,
        worker_command(),
        EngineProbe(paths, worker_command()).fingerprint,
        devices,
        lambda: BenchStore(store.database),
        application,
    )
    arena = Arena(store, notices, worker_command(), application, chooser=chooser)
    monitor = ResourceMonitor(arena, application, devices.gpu_samples)
    ground = Ground(
        paths=paths,
        resources=resources,
        settings=settings,
        languages=languages,
        offline=options.offline,
        loaded=lambda: bool(arena.worker_pids()),
    )
    models = ModelsAssembly(ground, application)
    around = Surroundings(
        theme=theme,
        icons=Icons(resources / "icons", theme),
        languages=languages,
        qt_words=qt_words,
        settings=settings,
        notices=notices,
        arena=arena,
        devices=devices,
        choice=models.choice,
        resources=resources,
        verdicts=Verdicts(application),
    )
    graph = ThroughputGraph(around.theme, around.icons)
    graph.watch(monitor)
    made: list[FitServices] = []

    def fit() -> "FitServices":
        # Nothing is estimated before somebody asks: the window opens without it.
        if not made:
            from widgets.fit_services import FitServices

            made.append(FitServices(models, arena, store, devices, chooser, application))
        return made[0]

    def live_pc() -> "LivePc":
        from widgets.pc.live_backend import LivePc
        from widgets.pc.live_verdicts import LiveVerdicts

        live = LiveVerdicts(lambda: LoadSettings(n_ctx=settings.get(N_CTX)), application)
        around.verdicts.follow(live)
        return LivePc(models, fit(), live, settings, application)

    pc = PcStart(live_pc, arena, application)

    def check_race(spec: RunSpec, answer: "Callable[[JointFit | None], None]") -> None:
        if surely_fits(spec, available_memory()):
            answer(None)
        else:
            fit().check_race(spec, answer)

    compare = ComparePage(around, graph, check_race=check_race)
    shelf = LazyPage(lambda: _models_page(around, models))
    my_pc = LazyPage(lambda: _pc_page(around, pc))
    measuring = MeasureStart(store, arena, notices, chooser, application)
    measure = LazyPage(lambda: measuring.page(around.choice, resources, _look(around)))
    sheets = SheetStart(store, arena, notices, chooser, application)
    questions = LazyPage(lambda: sheets.page(around.choice, resources, _look(around)))
    past = HistoryStart(store, arena, notices, application)
    history = LazyPage(lambda: past.page(around.choice, _look(around)))
    window = MainWindow(
        around,
        [
            _page("compare", lambda: tr("비교"), compare),
            _page("models", lambda: tr("모델"), shelf),
            _page("pc", lambda: tr("내 PC"), my_pc),
            _page("gauge", lambda: tr("측정"), measure),
            _page("sheet", lambda: tr("문제지"), questions),
            _page("history", lambda: tr("기록"), history),
        ],
    )

    reports = ReportStart(around, store, models, fit, window)
    reports.serve(compare, my_pc, measure, history)
    _link_pages(window, compare, shelf, my_pc, measure, questions, history)
    models.library.changed.connect(compare.shelf.refresh)
    # Nothing of this keeps the window waiting.
    window.ready.connect(graph.load)
    graph.prepared.connect(models.begin)
    graph.prepared.connect(pc.begin)
    graph.prepared.connect(garbage.settle)
    return Assembly(
        window,
        garbage,
        arena,
        store,
        models,
        devices,
        lambda: made[0] if made else None,
        pc,
        measuring,
        sheets,
        past,
    )


def _link_pages(
    window: MainWindow,
    compare: ComparePage,
    shelf: "LazyPage[ModelsPage]",
    my_pc: "LazyPage[PcPage]",
    measure: "LazyPage[MeasurePage]",
    questions: "LazyPage[SheetPage]",
    history: "LazyPage[HistoryPage]",
) -> None:
    """Connect the ways from one page to another."""

    def put_into_a_pane(model: ModelFile) -> None:
        compare.take_model(model)
        window.show_page(0)

    def show_model(model_id: str) -> None:
        window.show_page(1)
        shelf.ready().choose(model_id)

    def show_fit(model_id: str) -> None:
        window.show_page(2)
        my_pc.ready().choose((model_id, ""))

    def connect_models(page: "ModelsPage") -> None:
        page.compareRequest.connect(put_into_a_pane)
        page.fitRequest.connect(show_fit)

    def connect_pc(page: "PcPage") -> None:
        page.compareRequest.connect(put_into_a_pane)
        page.downloadRequest.connect(show_model)

    def run_again(spec: RunSpec) -> None:
        # Where it cannot begin, that page says why.
        compare.run_again_exactly(spec)
        window.show_page(0)

    def take_up(plan_id: str) -> None:
        window.show_page(3)
        measure.ready().take_up(plan_id)

    def show_sheet(run_id: str) -> None:
        window.show_page(4)
        questions.ready().show_run(run_id)

    def connect_history(page: "HistoryPage") -> None:
        page.againRequest.connect(run_again)
        page.compareRequest.connect(lambda: window.show_page(0))
        page.allow_resume()
        page.resumeRequest.connect(take_up)
        page.sheetRequest.connect(show_sheet)

    shelf.built.connect(connect_models)
    my_pc.built.connect(connect_pc)
    history.built.connect(connect_history)


def _look(around: Surroundings) -> "Look":
    from widgets.models.look import Look

    return Look(around.theme, around.icons, around.languages)


def _models_page(around: Surroundings, models: ModelsAssembly) -> "ModelsPage":
    from widgets.models.page import ModelsPage

    return ModelsPage(models.backend(), _look(around), verdicts=around.verdicts)


def _pc_page(around: Surroundings, pc: PcStart) -> "PcPage":
    from widgets.pc.page import PcPage

    return PcPage(pc.backend(), _look(around))


def _page(icon: str, title: Callable[[], str], widget: ComparePage | LazyPage[Any]) -> Page:
    return Page(
        destination=Destination(icon, title),
        widget=widget,
        shortcuts=widget.shortcuts,
        regions=widget.regions,
    )


def _announce_ready() -> None:
    print(READY_LINE, file=sys.stderr, flush=True)


def _exception_hook(
    notices: Notices, paths: DataPaths
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return what happens to an error in a slot: it is logged and told, and the window lives."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        try:
            place = str(write_crash_log(error, paths.log_folder))
        except OSError:
            place = "–"
        notices.post(
            "unforeseen",
            "error",
            lambda: tr("예상하지 못한 오류가 났습니다. 기록: {path}").format(path=place),
        )

    return hook
