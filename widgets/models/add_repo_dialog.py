"""Any repo of the Hub: by its name, its address, or words to search for."""

import re
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.core.catalogue import CatalogueModel
from app.core.problem import Problem
from app.services.catalogue_words import badge_name
from app.services.licences import unlisted_model
from app.services.translation import tr
from widgets.card_parts import scroll_around
from widgets.models.actions import ModelActions
from widgets.models.backend import FileChoice, ModelsBackend, RepoFiles, RepoHit
from widgets.models.file_lines import Action, FileLine
from widgets.models.files_part import FilesPart
from widgets.models.links import Opener, SourceLink
from widgets.models.look import Look
from widgets.models.problem_notice import ProblemNotice
from widgets.models.token_dialog import ask_for_token
from widgets.models.trouble import Trouble

_REPO = re.compile(r"[\w.-]+/[\w.-]+")
_ADDRESS = re.compile(r"https?://[^/]+/([\w.-]+/[\w.-]+)")


class AddRepoDialog(QDialog):
    """Results at the left, the chosen repo's files at the right."""

    def __init__(
        self,
        backend: ModelsBackend,
        actions: ModelActions,
        look: Look,
        opener: Opener,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._backend, self._actions = backend, actions
        self._look, self._opener = look, opener
        self._repo: RepoFiles | None = None
        self._wanted = ""
        self.setMinimumWidth(look.em(40))
        self.resize(look.em(56), look.em(36))
        self._say = QLabel(self)
        self._say.setProperty("role", "muted")
        self._say.setWordWrap(True)
        self.field = QLineEdit(self)
        self.find_button, self.close_button = QPushButton(self), QPushButton(self)
        self.find_button.setProperty("kind", "primary")
        self.find_button.setDefault(True)
        self.close_button.setAutoDefault(False)
        self.results = QListWidget(self)
        self.results.setProperty("role", "rows")
        self.results.setWordWrap(True)
        inside = QWidget()
        self.notice = ProblemNotice(look, SourceLink(look, backend.offline, opener, inside), inside)
        self._title, self._tag = QLabel(inside), QLabel(inside)
        self._title.setProperty("role", "heading")
        self._tag.setProperty("role", "muted")
        self.page_link = SourceLink(look, backend.offline, opener, inside)
        self.files = FilesPart(look, inside)
        self._lay_out(look, inside)
        self._connect()
        self._word()
        self._show_repo()

    def _ask_for_token(self) -> None:
        if ask_for_token(self._backend, self._look, self._opener, self):
            self.notice.do_again()

    def search(self) -> None:
        """Look up what stands in the field: a repo's name or address, else words."""
        text = self.field.text().strip()
        self.notice.show_trouble(None)
        if not text:
            return
        address = _ADDRESS.match(text)
        if address is not None or _REPO.fullmatch(text):
            self.results.clear()
            self.look_at(address[1] if address is not None else text)
            return
        self._wanted = text
        self._say.setText(tr("Hub에서 찾고 있습니다…"))
        take = partial(self._take_hits, text)
        self._backend.search(text, take, partial(self._fail, text))

    def look_at(self, repo: str) -> None:
        """Ask for the files of ``repo``."""
        self._wanted = repo
        self._repo = None
        self._show_repo()
        self._say.setText(tr("{repo}의 파일을 묻고 있습니다…").format(repo=repo))
        self._backend.list_repo(repo, partial(self._take_files, repo), partial(self._fail, repo))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._word()
            self._show_repo()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._wanted = ""
        super().closeEvent(event)

    # -- answers ------------------------------------------------------------------------------

    def _take_hits(self, words: str, hits: tuple[RepoHit, ...]) -> None:
        if words != self._wanted:
            return
        self.results.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.repo}\n{_about(hit)}")
            item.setData(Qt.ItemDataRole.UserRole, hit.repo)
            self.results.addItem(item)
        if hits:
            self._say.setText(tr("저장소 {n}개를 찾았습니다.").format(n=len(hits)))
            self.results.setFocus()
        else:
            self._say.setText(
                tr("GGUF 파일이 있는 저장소를 찾지 못했습니다. 다른 말로 찾아 보세요.")
            )

    def _take_files(self, repo: str, files: RepoFiles) -> None:
        if repo == self._wanted:
            self._repo = files
            self._say.setText("")
            self._show_repo()

    def _fail(self, wanted: str, problem: Problem) -> None:
        if wanted == self._wanted:
            self._say.setText("")
            self.notice.show_trouble(Trouble(problem, again=self.search))

    def _on_failed(self, trouble: Trouble) -> None:
        if self._repo is not None and trouble.key == self._model_id(self._repo):
            self.notice.show_trouble(trouble)

    def _on_wished(self, line: FileLine, action: Action) -> None:
        if action == "fetch" and line.choice is not None and self._repo is not None:
            repo, tag = self._repo.repo, self._repo.licence_tag
            known = self._known(self._repo)
            model = known or unlisted_model(repo, tag, self._backend.repo_page(repo))
            self._actions.fetch(model.id, model, line.choice, line.key)
        elif line.download is not None:
            self._actions.do_download(line.download.item.item_id, action)

    # -- inner --------------------------------------------------------------------------------

    def _known(self, repo: RepoFiles) -> CatalogueModel | None:
        return self._backend.catalogue().of_repo(repo.repo, repo.copies_of)

    def _model_id(self, repo: RepoFiles) -> str:
        model = self._known(repo)
        return repo.repo if model is None else model.id

    def _show_repo(self) -> None:
        repo = self._repo
        for widget in (self._title, self._tag, self.files):
            widget.setVisible(repo is not None)
        self.page_link.setVisible(repo is not None)
        if repo is None:
            return
        self._title.setText(repo.repo)
        model = self._known(repo)
        if model is not None:
            words = tr("카탈로그의 {model}입니다. 원본의 라이선스를 따릅니다: {badge}")
            self._tag.setText(
                words.format(
                    model=self._look.say(model.name), badge=badge_name(model.licence.badge)
                )
            )
        else:
            words = tr("라이선스 표시: {tag} (저장소에 적힌 것이며 확인되지 않았습니다)")
            self._tag.setText(words.format(tag=repo.licence_tag or "–"))
        self.page_link.show_address(self._backend.repo_page(repo.repo), tr("저장소 페이지"))
        queue = {(d.item.repo, d.item.quantisation): d for d in self._backend.downloads()}
        lines: list[FileLine] = []
        for file in repo.files:
            choice = FileChoice(repo.repo, file.quantisation, file.path)
            going = queue.get((repo.repo, file.quantisation))
            line = FileLine(file.quantisation, file.size_bytes, choice, download=going)
            lines.append(self._actions.with_work(line))
        self.files.show_lines(lines)

    def _word(self) -> None:
        self.setWindowTitle(tr("저장소 추가"))
        self.field.setPlaceholderText(tr("저장소 이름(owner/name), 주소, 또는 찾을 말"))
        self.field.setAccessibleName(tr("저장소 이름이나 찾을 말"))
        self.find_button.setText(tr("찾기"))
        self.close_button.setText(tr("닫기"))
        self.results.setAccessibleName(tr("찾은 저장소"))

    def _connect(self) -> None:
        self.find_button.clicked.connect(self.search)
        self.close_button.clicked.connect(self.close)
        self.results.currentItemChanged.connect(self._on_result)
        self.files.wished.connect(self._on_wished)
        self.notice.tokenRequest.connect(self._ask_for_token)
        self._actions.workChanged.connect(self._show_repo)
        self._actions.failed.connect(self._on_failed)
        self._backend.downloadsChanged.connect(self._show_repo)

    def _on_result(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.look_at(str(item.data(Qt.ItemDataRole.UserRole)))

    def _lay_out(self, look: Look, inside: QWidget) -> None:
        em = look.em()
        for label in (self._title, self._tag):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        top = QHBoxLayout()
        top.addWidget(self.field, 1)
        top.addWidget(self.find_button)
        repo = QVBoxLayout(inside)
        repo.setContentsMargins(em // 2, 0, em // 2, 0)
        repo.setSpacing(em // 2)
        for widget in (self.notice, self._title, self._tag):
            repo.addWidget(widget)
        repo.addWidget(self.page_link, 0, Qt.AlignmentFlag.AlignLeft)
        repo.addWidget(self.files)
        repo.addStretch(1)
        scroll = scroll_around(inside, self)
        split = QSplitter(self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.results)
        split.addWidget(scroll)
        split.setSizes([em * 22, em * 32])
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(em, em, em, em)
        column.setSpacing(em // 2)
        column.addLayout(top)
        column.addWidget(self._say)
        column.addWidget(split, 1)
        column.addLayout(last)


def _about(hit: RepoHit) -> str:
    words = [tr("내려받기 {n}회").format(n=f"{hit.downloads:,}"), hit.updated]
    if hit.gated:
        words.append(tr("허락 필요"))
    return " · ".join(filter(None, words))
