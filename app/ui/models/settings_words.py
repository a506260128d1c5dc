"""The words of `app/core/settings.py` once more, for the translation tools to find.

The core knows no translation, so its titles and descriptions are looked up by their English text.
A test keeps this list equal to the settings.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

WORDS: tuple[str, ...] = tuple(
    str(word)
    for word in (
        QT_TRANSLATE_NOOP("Settings", "How Familiar behaves on this computer."),
        QT_TRANSLATE_NOOP("Settings", "Default agent"),
        QT_TRANSLATE_NOOP("Settings", "Answers when no agent is named."),
        QT_TRANSLATE_NOOP("Settings", "Language"),
        QT_TRANSLATE_NOOP("Settings", "Of the window; takes effect at the next start."),
        QT_TRANSLATE_NOOP("Settings", "Appearance"),
        QT_TRANSLATE_NOOP("Settings", "Follows the system unless you choose."),
        QT_TRANSLATE_NOOP("Settings", "Start at login"),
        QT_TRANSLATE_NOOP("Settings", "Opens in the tray when you log in."),
        QT_TRANSLATE_NOOP("Settings", "Notifications"),
        QT_TRANSLATE_NOOP(
            "Settings", "Shows a note when a reply arrives while the window is hidden."
        ),
        QT_TRANSLATE_NOOP("Settings", "Which model answers."),
        QT_TRANSLATE_NOOP("Settings", "Where it runs"),
        QT_TRANSLATE_NOOP("Settings", "On this computer, or at a provider you have a key for."),
        QT_TRANSLATE_NOOP("Settings", "Model file"),
        QT_TRANSLATE_NOOP("Settings", "A GGUF file on this computer. Empty: the starter model."),
        QT_TRANSLATE_NOOP("Settings", "Address"),
        QT_TRANSLATE_NOOP(
            "Settings", "Of the provider or of your own server. Empty: the provider's own address."
        ),
        QT_TRANSLATE_NOOP("Settings", "Model"),
        QT_TRANSLATE_NOOP("Settings", "The model's name at the provider."),
        QT_TRANSLATE_NOOP("Settings", "Key"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Name of the key in the system's keyring. The key itself is never kept here.",
        ),
        QT_TRANSLATE_NOOP("Settings", "Longest reply"),
        QT_TRANSLATE_NOOP("Settings", "In tokens; about four letters each."),
        QT_TRANSLATE_NOOP("Settings", "Temperature"),
        QT_TRANSLATE_NOOP("Settings", "Higher is more surprising. Empty: what suits the model."),
        QT_TRANSLATE_NOOP("Settings", "Patience"),
        QT_TRANSLATE_NOOP(
            "Settings", "Seconds without a new word before a reply counts as broken off."
        ),
        QT_TRANSLATE_NOOP("Settings", "Free memory after"),
        QT_TRANSLATE_NOOP(
            "Settings", "Seconds without a message before a local model is unloaded."
        ),
        QT_TRANSLATE_NOOP("Settings", "What agents recall."),
        QT_TRANSLATE_NOOP("Settings", "Memories per answer"),
        QT_TRANSLATE_NOOP("Settings", "At most this many recalled memories go into a prompt."),
        QT_TRANSLATE_NOOP("Settings", "Rest after"),
        QT_TRANSLATE_NOOP(
            "Settings", "Seconds without use before the memory helper is stopped to free memory."
        ),
        QT_TRANSLATE_NOOP("Settings", "Keep traces"),
        QT_TRANSLATE_NOOP("Settings", "Days for which 'Why this answer?' can be looked up."),
        QT_TRANSLATE_NOOP("Settings", "The log file."),
        QT_TRANSLATE_NOOP("Settings", "Level"),
        QT_TRANSLATE_NOOP("Settings", "How much is written."),
        QT_TRANSLATE_NOOP("Settings", "Size of one file"),
        QT_TRANSLATE_NOOP("Settings", "In megabytes; five older files are kept."),
    )
)
