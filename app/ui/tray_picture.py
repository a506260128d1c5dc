"""The tray's picture: a glyph in the panel's colour and a small dot that says the state.

The glyph is our own drawing: a familiar's head, two ears and two eyes. Each state has its own
shape of dot, so that it can be told without colours.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QSystemTrayIcon

from app.ui.models.tray_state import TrayState

SIDE = 22.0
"""The drawing's own grid; 22 px is the usual size of a tray icon."""

SIZES = (16, 22, 24, 32, 44, 48, 64)

ON_DARK = QColor("#F2F0EC")
ON_LIGHT = QColor("#2B2A27")
ON_UNKNOWN = QColor("#7D7D7D")
"""Where a panel's colour cannot be known: at least 3:1 on black and on white (5.0 and 4.2)."""

DOTS = {
    TrayState.STARTING: QColor("#3F8FD0"),
    TrayState.READY: QColor("#2F9E63"),
    TrayState.BUSY: QColor("#3F8FD0"),
    TrayState.ATTENTION: QColor("#E08A1E"),
}


def tray_icon(state: TrayState, glyph: QColor) -> QIcon:
    """Return the icon of a state in all usual sizes."""
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(draw(state, glyph, size))
    return icon


def draw(state: TrayState, glyph: QColor, size: int) -> QPixmap:
    """Draw the icon `size` pixels wide on a transparent ground."""
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / SIDE, size / SIDE)
    colour = QColor(glyph)
    if state is TrayState.PAUSED:
        colour.setAlphaF(0.55)
    painter.fillPath(glyph_path(), colour)
    if state in DOTS:
        _dot(painter, state)
    painter.end()
    return picture


def glyph_path() -> QPainterPath:
    """Return the head with its ears, without its eyes, on a grid of `SIDE`."""
    head = QPainterPath()
    head.setFillRule(Qt.FillRule.WindingFill)
    head.addRoundedRect(QRectF(2, 5, 18, 14.5), 7.2, 7.2)
    for left, tip, right in (((2.4, 10.5), 3.2, (9.2, 5.6)), ((12.8, 5.6), 18.8, (19.6, 10.5))):
        head.addPolygon(QPolygonF([QPointF(*left), QPointF(tip, 1.6), QPointF(*right)]))
    eyes = QPainterPath()
    for x in (7.6, 14.4):
        eyes.addEllipse(QPointF(x, 12.2), 1.5, 1.9)
    return head.simplified().subtracted(eyes)


def _dot(painter: QPainter, state: TrayState) -> None:
    """A disc when ready, a ring while starting, a bar while busy, a triangle for attention."""
    centre = QPointF(17.8, 17.8)
    # A gap around the dot keeps it apart from the glyph on any panel.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawEllipse(centre, 4.9, 4.9)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setBrush(DOTS[state])
    if state is TrayState.STARTING:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(DOTS[state], 1.8))
        painter.drawEllipse(centre, 2.9, 2.9)
    elif state is TrayState.BUSY:
        painter.drawRoundedRect(QRectF(14, 16, 7.6, 3.6), 1.8, 1.8)
    elif state is TrayState.ATTENTION:
        corners = [QPointF(17.8, 13.8), QPointF(21.8, 21), QPointF(13.8, 21)]
        painter.drawPolygon(QPolygonF(corners))
    else:
        painter.drawEllipse(centre, 3.6, 3.6)


def panel_glyph(tray: QSystemTrayIcon, desktop: str) -> QColor:
    """Return the colour that stands out on the panel.

    Where the icon's place on the screen is known (XEmbed), the panel's own pixels decide. GNOME's
    panel is always dark. Elsewhere the panel cannot be seen, and a middle grey reads on any.
    """
    lightness = _lightness_behind(tray)
    if lightness is None:
        return ON_DARK if "GNOME" in desktop.upper() else ON_UNKNOWN
    return ON_LIGHT if lightness > 127 else ON_DARK


def _lightness_behind(tray: QSystemTrayIcon) -> int | None:
    """Return 0 to 255 for the pixels at the icon's corners, which the glyph leaves free."""
    place = tray.geometry()
    screen = QGuiApplication.screenAt(place.center())
    if place.isEmpty() or screen is None or QGuiApplication.platformName() != "xcb":
        return None
    origin = place.topLeft() - screen.geometry().topLeft()
    shot = screen.grabWindow(0, origin.x(), origin.y(), place.width(), place.height()).toImage()
    if shot.isNull():
        return None
    right, bottom = shot.width() - 1, shot.height() - 1
    corners = [shot.pixelColor(x, y).lightness() for x in (0, right) for y in (0, bottom)]
    return sorted(corners)[len(corners) // 2]
