"""Only files and folders of this computer may be dropped."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.ui.agents.dropping import DropArea, dropped_paths
from tests.ui.stage import Stage


def mime(*addresses: str) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl(address) for address in addresses])
    return made


def test_local_files_count_once_and_in_order() -> None:
    what = mime("file:///b%20c/%C3%A4.json", "file:///a.png", "file:///a.png")
    assert dropped_paths(what) == [Path("/b c/ä.json"), Path("/a.png")]


@pytest.mark.parametrize(
    "address",
    [
        "https://cards.invalid/a.png",
        "http://127.0.0.1/a.png",
        "ftp://host/a.json",
        "data:text/plain,a",
        "smb://server/share/a.png",
        "file://elsewhere/share/a.png",
        "",
    ],
)
def test_no_other_address_counts(address: str) -> None:
    assert dropped_paths(mime(address)) == []


def test_this_computer_may_be_named() -> None:
    host = socket.gethostname()
    what = mime("file://localhost/a.png", f"file://{host}/b.png")
    assert dropped_paths(what) == [Path("/a.png"), Path("/b.png")]


def test_text_is_no_file() -> None:
    what = QMimeData()
    what.setText("/etc/passwd")
    assert dropped_paths(what) == []


def test_the_area_covers_what_it_lies_over(stage: Stage) -> None:
    under = QWidget()
    area = DropArea(stage.theme, under)
    stage.show(under, 300, 200)
    assert not area.isVisible()
    stage.do(area.cover)
    assert area.geometry() == under.rect()
    assert area.grab().toImage().pixelColor(30, 30) == stage.theme.colour("accent_soft")


def test_it_goes_when_the_mouse_drags_nothing_any_more(stage: Stage) -> None:
    under = QWidget()
    area = DropArea(stage.theme, under)
    stage.show(under, 300, 200)
    stage.do(area.cover)
    stage.do(QTest.mouseMove, area, QPoint(20, 20))
    stage.do(QTest.mouseMove, area, QPoint(40, 40))
    assert not area.isVisible()
