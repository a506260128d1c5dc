"""The window's language: our words and Qt's own, from compiled files that ship with them."""

from __future__ import annotations

from pathlib import Path

import structlog
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from app.core.paths import resources

log = structlog.get_logger(__name__)


def use_language(app: QCoreApplication, choice: str, folder: Path | None = None) -> str:
    """Show `system`, `en` or `de` from now on and return the language in use.

    Numbers and dates follow the system's locale with `system`, else the language chosen. Call it
    before the first widget is made. A language we have no file for shows English.
    """
    locale = QLocale.system() if choice == "system" else QLocale(choice)
    if choice != "system":
        QLocale.setDefault(locale)
    language = QLocale.languageToCode(locale.language())
    ours = QTranslator(app)
    if language in {"en", "C"}:
        return "en"
    if not ours.load(f"familiar_{language}", str(folder or resources() / "i18n")):
        log.info("language.not_there", language=language)
        return "en"
    app.installTranslator(ours)
    of_qt = QTranslator(app)
    place = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if of_qt.load(f"qtbase_{language}", place):
        app.installTranslator(of_qt)
    return language
