"""Who should answer: this computer, a cloud, or a server of one's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QLineEdit, QPushButton, QWidget

from app.core.errors import AppError, VaultUnavailable
from app.core.ports import HealthReport, HealthState
from app.ui.models.model_choice import OTHER, PROVIDERS, SERVER_EXAMPLE, Filled, Way
from app.ui.panes.pieces import column, label, row
from app.ui.panes.setting_row import choose_model_file
from app.ui.theme import Theme, set_role
from app.ui.wizard.choice_card import ChoiceCard
from app.ui.wizard.page import Page


class ModelPage(Page):
    """`changed` comes with every change; `keyring_wanted` when a choice needs the keyring."""

    changed = Signal()
    keyring_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            self.tr("Who should answer?"),
            self.tr(
                "You can change this at any time. Keys go to your system's keyring and nowhere "
                "else."
            ),
            self.tr("Try it and go on"),
        )
        self._file = ""
        self._keyring = ""
        self._make_fields()
        self.cards = {
            Way.LOCAL: ChoiceCard(
                theme,
                self.tr("A model on this computer"),
                self.tr("private · free · offline"),
                self.tr(
                    "The starter model is ready now; it is small and simple. A model file in GGUF "
                    "form that you have answers better."
                ),
                more=self._local_fields(),
            ),
            Way.CLOUD: ChoiceCard(
                theme,
                self.tr("A cloud model"),
                self.tr("best answers · costs money"),
                self.tr(
                    "OpenAI, Anthropic and others. What you write goes to them. We send one test "
                    "question before we keep the key."
                ),
                more=self._cloud_fields(),
            ),
            Way.SERVER: ChoiceCard(
                theme,
                self.tr("A server of mine"),
                self.tr("Ollama · LM Studio · any address"),
                self.tr("A server that speaks like OpenAI, on this computer or in your network."),
                more=self._server_fields(),
            ),
        }
        for card in self.cards.values():
            self.body.addWidget(card)
            card.toggled.connect(self._chosen)
        self.cards[Way.LOCAL].setChecked(True)

    @property
    def filled(self) -> Filled:
        """What the person has filled in; holds the key, so do not keep it."""
        way = next(way for way, card in self.cards.items() if card.isChecked())
        cloud = way is Way.CLOUD
        return Filled(
            way=way,
            file=self._file,
            provider=str(self.provider.currentData()),
            address=(self.cloud_address if cloud else self.server_address).text(),
            model=(self.cloud_model if cloud else self.server_model).text(),
            key=self.key.text() if cloud else "",
        )

    @property
    def warning_text(self) -> str:
        """What is said about the keyring, or nothing."""
        return self._warning_words.text() if self.warning.isVisibleTo(self) else ""

    def forget_key(self) -> None:
        """Empty the key's field, with what can be undone in it."""
        self.key.clear()

    def use_file(self, path: Path) -> None:
        """Answer with this file instead of the starter model."""
        self._file = str(path)
        self.file_name.setText(path.name)
        self.starter.show()

    def tell_keyring(self, report: HealthReport) -> None:
        """Hear how the keyring is; say so beside the cloud when it cannot be used."""
        unusable = report.state in {HealthState.DOWN, HealthState.DEGRADED}
        action = f" {report.action.rstrip('.')}." if report.action else ""
        self._keyring = f"{report.reason}{action}" if unusable else ""
        self._show_warning()

    def refused(self, error: AppError) -> None:
        """Hear why a trial failed: a keyring's failure is told beside the choice."""
        if isinstance(error, VaultUnavailable):
            self._keyring = error.text
            self._show_warning()

    def _show_warning(self) -> None:
        cloud = self.cards[Way.CLOUD].isChecked()
        without = self.tr("Without a keyring, go on with the model on this computer.")
        self._warning_words.setText(f"{self._keyring} {without}")
        self.warning.setVisible(cloud and bool(self._keyring))
        # Once the card has its new height.
        QTimer.singleShot(0, self._bring_into_view)

    def _make_fields(self) -> None:
        self.provider = QComboBox()
        for name, provider in PROVIDERS.items():
            self.provider.addItem(provider.label or self.tr("Another, by its address"), name)
        self.cloud_address, self.cloud_model = QLineEdit(), QLineEdit()
        self.server_address, self.server_model = QLineEdit(), QLineEdit()
        self.key = QLineEdit()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.server_address.setText(SERVER_EXAMPLE)
        self.cloud_address.setPlaceholderText("https://")
        self.server_model.setPlaceholderText(self.tr("as the server calls it"))
        self.provider.currentIndexChanged.connect(self._provider_chosen)
        for field in (self.cloud_address, self.cloud_model, self.server_address, self.server_model):
            field.textChanged.connect(lambda _text: self.changed.emit())
        self.key.textChanged.connect(lambda _text: self.changed.emit())

    def _local_fields(self) -> QWidget:
        holder = QWidget()
        inside = row(holder)
        self.file_name = label(self.tr("Starter model"), "small")
        choose = QPushButton(self.tr("Choose a file"))
        choose.clicked.connect(lambda: choose_model_file(self, self.use_file))
        self.starter = QPushButton(self.tr("Use the starter model"))
        self.starter.clicked.connect(self._use_starter)
        self.starter.hide()
        inside.addWidget(self.file_name, 1)
        inside.addWidget(self.starter)
        inside.addWidget(choose)
        return holder

    def _cloud_fields(self) -> QWidget:
        self._cloud_form = _form()
        self._cloud_form.addRow(self.tr("Provider"), self.provider)
        self._cloud_form.addRow(self.tr("Address"), self.cloud_address)
        self._cloud_form.addRow(self.tr("Model"), self.cloud_model)
        self._cloud_form.addRow(self.tr("Key"), self.key)
        self._provider_chosen()
        self.warning = QFrame()
        set_role(self.warning, "warning")
        self._warning_words = label("", wrap=True)
        column(self.warning, 14).addWidget(self._warning_words)
        self.warning.hide()
        holder = QWidget()
        inside = column(holder, gap=8)
        inside.addWidget(self.warning)
        inside.addLayout(self._cloud_form)
        return holder

    def _server_fields(self) -> QWidget:
        form = _form()
        form.addRow(self.tr("Address"), self.server_address)
        form.addRow(self.tr("Model"), self.server_model)
        return _held(form)

    def _provider_chosen(self) -> None:
        name = str(self.provider.currentData())
        self._cloud_form.setRowVisible(self.cloud_address, name == OTHER)
        self.cloud_model.setText(PROVIDERS[name].example)
        self.changed.emit()

    def _use_starter(self) -> None:
        self._file = ""
        self.file_name.setText(self.tr("Starter model"))
        self.starter.hide()

    def _chosen(self, on: bool) -> None:
        if not on:
            return
        if self.cards[Way.CLOUD].isChecked():
            self.keyring_wanted.emit()
        self._show_warning()
        self.changed.emit()

    def _bring_into_view(self) -> None:
        self.ensureWidgetVisible(next(c for c in self.cards.values() if c.isChecked()), 0, 8)


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setContentsMargins(0, 6, 0, 0)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def _held(form: QFormLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(form)
    return holder
