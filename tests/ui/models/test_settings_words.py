"""No word of the settings is missing for translation, and none is left over."""

from __future__ import annotations

from app.core.settings import Settings
from app.ui.models.settings_form import HIDDEN
from app.ui.models.settings_words import WORDS


def test_the_list_is_what_the_settings_say() -> None:
    said: list[str] = []
    for section in Settings.model_fields:
        group = type(getattr(Settings(), section))
        said.append((group.__doc__ or "").strip())
        for name, field in group.model_fields.items():
            if (section, name) not in HIDDEN:
                said += [field.title or "", field.description or ""]
    assert list(WORDS) == list(dict.fromkeys(said))
