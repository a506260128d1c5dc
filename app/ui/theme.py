"""Light and dark: the tokens of `resources/theme.toml`, one stylesheet, and who follows whom.

A widget never names a colour. It sets a role, and the stylesheet does the rest:

    set_role(button, "primary")

Roles of labels: `heading`, `title`, `figure`, `muted`, `small`, `faint`, `danger`, `ok`, `section`.
Of buttons: `primary`, `quiet` (no frame), `chip`, `icon`, `danger`. Of frames: `card`, `warning`
(the one soft warning card), `chip`, `header` (the 52 px line on top of a pane), `sunken`, `line`.
What paints itself asks `theme.colour("accent")` and repaints on `theme.changed`.
"""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template
from typing import Any
from zlib import crc32

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.core.paths import resources


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one appearance, as #RRGGBB; what each is for stands in `theme.toml`."""

    bg: str
    surface: str
    sunken: str
    border: str
    control: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    ok: str
    warn: str
    danger: str
    info: str
    warn_soft: str
    code_keyword: str
    code_string: str
    code_number: str
    code_comment: str
    code_name: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in device-independent pixels."""

    radius: int
    card_radius: int
    avatar_radius: int
    rail: int
    strip: int
    list: int
    drawer: int
    measure: int
    header: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything `theme.toml` says."""

    light: Tokens
    dark: Tokens
    avatars: tuple[str, ...]
    size: Sizes


def read_sheet(folder: Path | None = None) -> Sheet:
    """Read the token file. Raises OSError or ValueError: it ships with the program."""
    file = (folder or resources()) / "theme.toml"
    document: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return Sheet(
        light=Tokens(**document["light"]),
        dark=Tokens(**document["dark"]),
        avatars=tuple(document["avatar"]["colours"]),
        size=Sizes(**document["size"]),
    )


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its look; may be called again later with another role."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


class Theme(QObject):
    """The appearance in force. Follows the system until a person chooses.

    `changed` is emitted after palette and stylesheet of the application are replaced.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._sheet = read_sheet()
        self._template = Template((resources() / "theme.qss").read_text(encoding="utf-8"))
        self._choice = choice
        self._scheme = Qt.ColorScheme.Unknown
        self.base_px = max(13, QFontInfo(app.font()).pixelSize())
        font = app.font()
        font.setPixelSize(self.base_px)
        app.setFont(font)
        app.setStyle("Fusion")
        self._override()
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def dark(self) -> bool:
        """Whether the dark tokens are in force."""
        if self._choice != "system":
            return self._choice == "dark"
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._sheet.dark if self.dark else self._sheet.light

    @property
    def size(self) -> Sizes:
        """The lengths; the same in both appearances."""
        return self._sheet.size

    def choose(self, choice: str) -> None:
        """Show `system`, `light` or `dark` from now on."""
        if choice != self._choice:
            self._choice = choice
            self._override()
            self._apply()
            self.changed.emit()

    def colour(self, token: str) -> QColor:
        """Return a token of the appearance in force, by its name in `theme.toml`."""
        return QColor(getattr(self.tokens, token))

    def avatar_colour(self, name: str) -> QColor:
        """Return the colour behind an agent's letter: the same for a name, for ever."""
        return QColor(self._sheet.avatars[crc32(name.encode()) % len(self._sheet.avatars)])

    def font(self, role: str = "body") -> QFont:
        """Return the system's font in the size of `body`, `small`, `title`, `figure`, `code`."""
        if role == "code":
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            font.setPixelSize(self.px("small"))
            return font
        font = QFont(self._app.font())
        font.setPixelSize(self.px(role))
        if role in ("title", "figure"):
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def px(self, role: str) -> int:
        """Return a text size in pixels, in proportion to the system's own size."""
        parts = {"small": 12, "title": 15, "figure": 20, "heading": 23}
        return round(self.base_px * parts.get(role, 13) / 13)

    def stylesheet(self) -> str:
        """Return the stylesheet of the appearance in force."""
        tokens = self.tokens
        values = asdict(tokens) | asdict(self.size)
        roles = ("body", "small", "title", "figure", "heading")
        values |= {f"font_{role}": self.px(role) for role in roles}
        values["check"] = "dark" if self.dark else "light"
        values["icons"] = (resources() / "icons").as_posix()
        return self._template.substitute(values)

    def _override(self) -> None:
        """Tell Qt, so that native frames and dialogs match."""
        hints = self._app.styleHints()
        if self._choice == "system":
            hints.unsetColorScheme()
        else:
            dark = self._choice == "dark"
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _follow(self) -> None:
        if self._choice == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(self.stylesheet())

    def _palette(self) -> QPalette:
        tokens, palette = self.tokens, QPalette()
        role = QPalette.ColorRole
        for where, colour in (
            (role.Window, tokens.bg),
            (role.Base, tokens.surface),
            (role.AlternateBase, tokens.sunken),
            (role.Button, tokens.surface),
            (role.WindowText, tokens.text),
            (role.Text, tokens.text),
            (role.ButtonText, tokens.text),
            (role.ToolTipBase, tokens.surface),
            (role.ToolTipText, tokens.text),
            (role.PlaceholderText, tokens.faint),
            (role.Highlight, tokens.accent),
            (role.HighlightedText, tokens.on_accent),
            (role.Link, tokens.accent),
            (role.LinkVisited, tokens.accent),
            (role.Accent, tokens.accent),
            (role.Mid, tokens.border),
        ):
            palette.setColor(where, QColor(colour))
        for where in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(tokens.faint))
        return palette
