"""Names of the parts of health."""

from __future__ import annotations

from app.ui.models.parts import part_name


def test_parts_have_names_that_people_read() -> None:
    assert part_name("recall") == "Memory index"
    assert part_name("discord") == "Discord"
    assert part_name("") == ""
