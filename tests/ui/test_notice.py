"""A sentence at the top of the window."""

from __future__ import annotations

from app.core.errors import AppError
from app.ui.icons import IconButton
from app.ui.notice import Notice
from tests.ui.stage import Stage


def test_it_says_what_happened_and_details_on_request(stage: Stage) -> None:
    notice = Notice(stage.theme)
    assert notice.isHidden()
    notice.tell(AppError("The disk is <b>full</b>.", details="ENOSPC"))
    assert notice._text.text() == "The disk is <b>full</b>."
    assert notice._details.isHidden()
    notice._more.click()
    assert not notice._details.isHidden()
    notice.tell(AppError("Another."))
    assert notice._more.isHidden()
    assert notice._details.isHidden()
    notice.findChildren(IconButton)[0].click()
    assert notice.isHidden()
    notice.deleteLater()
