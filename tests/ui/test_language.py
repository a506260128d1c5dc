"""The window speaks German whole: no sentence of ours is left in English."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.ui.language import use_language

ROOT = Path(__file__).parents[2]
GERMAN = ROOT / "resources" / "i18n" / "familiar_de.ts"
TOOLS = Path(sys.executable).parent


@pytest.fixture
def locale(qapp: QApplication) -> Iterator[None]:
    """Take back the language and the locale afterwards."""
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(QLocale.c())


def sentences(file: Path) -> dict[tuple[str, str], str]:
    """Return what a translation file says, by context and English text."""
    # Our own file, or one that lupdate just wrote.
    root = ElementTree.parse(file).getroot()  # noqa: S314
    found = {}
    for context in root.findall("context"):
        # lupdate cannot see the context that the function `tr` of `app/ui/chat/words.py` uses.
        name = context.findtext("name") or "Words"
        for message in context.findall("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None
            text = translation.text if translation is not None and done else ""
            found[name, message.findtext("source") or ""] = text or ""
    return found


def test_every_sentence_is_translated_and_none_is_left_over(tmp_path: Path) -> None:
    found = tmp_path / "found.ts"
    files = sorted(str(path) for path in (ROOT / "app" / "ui").rglob("*.py"))
    words = [str(TOOLS / "pyside6-lupdate"), *files, "-ts", str(found), "-locations", "none"]
    subprocess.run(words, check=True, capture_output=True, timeout=60)
    german = sentences(GERMAN)
    assert set(german) == set(sentences(found))
    assert [key for key, text in german.items() if not text] == []


def test_every_place_to_fill_in_is_there_in_german() -> None:
    import re

    for (_, english), german in sentences(GERMAN).items():
        places = re.findall(r"\{\w*\}|%n", english)
        assert sorted(re.findall(r"\{\w*\}|%n", german)) == sorted(places), english
        assert "!" not in german


def test_the_compiled_file_is_that_of_the_sentences(tmp_path: Path) -> None:
    compiled = tmp_path / "familiar_de.qm"
    words = [str(TOOLS / "pyside6-lrelease"), str(GERMAN), "-qm", str(compiled)]
    subprocess.run(words, check=True, capture_output=True, timeout=60)
    assert compiled.read_bytes() == GERMAN.with_suffix(".qm").read_bytes()


@pytest.mark.usefixtures("locale")
def test_german_is_shown_with_numbers_in_its_own_way(qapp: QApplication) -> None:
    assert use_language(qapp, "de") == "de"
    assert QCoreApplication.translate("Rail", "Settings") == "Einstellungen"
    assert QCoreApplication.translate("Words", "Today") == "Heute"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    assert QLocale().toString(1.5, "f", 1) == "1,5"


@pytest.mark.usefixtures("locale")
def test_english_needs_no_file_and_a_missing_one_shows_english(
    qapp: QApplication, tmp_path: Path
) -> None:
    assert use_language(qapp, "en") == "en"
    assert use_language(qapp, "de", tmp_path) == "en"
    assert QCoreApplication.translate("Rail", "Settings") == "Settings"


@pytest.mark.usefixtures("locale")
def test_the_system_decides_unless_a_person_does(qapp: QApplication) -> None:
    assert use_language(qapp, "system") in {"en", "de"}
