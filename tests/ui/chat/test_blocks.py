"""What shows text loads nothing, opens nothing, and is as high as its content."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPixmap, QTextDocument
from PySide6.QtWidgets import QPushButton

from app.ui.chat.blocks import Avatar, CodeBlock, CopyButton, TextBlock
from app.ui.chat.markdown import MAX_BLOCK_CHARS, Code, render
from tests.ui.stage import Stage

# Qt's offscreen platform says this of fixed sizes and of menus; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_no_file_is_read_even_if_html_names_one(stage: Stage, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF0000"))
    assert image.save(str(secret))
    block = TextBlock(stage.theme)
    for source in (secret.as_uri(), str(secret), f"{secret.parent}/./secret.png"):
        block.setHtml(f'<p>a<img src="{source}">b</p>')
        block.fit(300)
        stage.show(block, 300, 80)
        shot = block.grab().toImage()
        reds = [
            (x, y)
            for x in range(shot.width())
            for y in range(shot.height())
            if shot.pixelColor(x, y) == QColor("#FF0000")
        ]
        assert reds == []
    assert block.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("x")) == ""


def test_a_link_is_told_and_not_followed(stage: Stage) -> None:
    block = TextBlock(stage.theme)
    told: list[str] = []
    block.link.connect(told.append)
    block.show_html('<p><a href="https://x.example/a?b=1">x</a></p>')
    block.anchorClicked.emit(QUrl("https://x.example/a?b=1"))
    assert told == ["https://x.example/a?b=1"]
    assert "x" in block.toPlainText()
    block.deleteLater()


def test_text_is_as_high_as_it_needs_at_each_width(stage: Stage) -> None:
    block = TextBlock(stage.theme)
    block.show_html("<p>" + "many words " * 40 + "</p>")
    block.fit(600)
    wide = block.height()
    block.fit(200)
    assert block.height() > 2 * wide
    block.show_html("<p>two words</p>")
    block.fit_within(600)
    assert block.width() < 200
    block.show_html("<p>" + "x" * 400 + "</p>")
    block.fit(200)
    assert block.document().size().width() <= 200
    block.deleteLater()


def test_the_words_found_are_marked(stage: Stage) -> None:
    block = TextBlock(stage.theme)
    block.show_html("<p>one two one</p>")
    block.mark("one")
    assert len(block.extraSelections()) == 2
    block.mark("")
    assert block.extraSelections() == []
    block.deleteLater()


def test_colours_follow_the_appearance(stage: Stage) -> None:
    code = next(b for b in render("```python\nreturn 1\n```") if isinstance(b, Code))
    block = CodeBlock(stage.theme, code)
    before = block._text.toHtml()
    stage.theme.choose("dark")
    assert stage.theme.tokens.code_keyword.lower() in block._text.toHtml()
    assert block._text.toHtml() != before
    block.deleteLater()


def test_copying_takes_the_whole_code(stage: Stage) -> None:
    text = "y" * (MAX_BLOCK_CHARS + 10)
    block = CodeBlock(stage.theme, Code(text))
    block.fit(400)
    assert len(block._text.toPlainText()) == MAX_BLOCK_CHARS
    (button,) = block.findChildren(QPushButton)
    assert isinstance(button, CopyButton)
    button.click()
    assert QGuiApplication.clipboard().text() == text
    assert button.text() == "Copied"
    button._back.timeout.emit()
    assert button.text() == "Copy"
    block.deleteLater()


def test_an_agent_has_its_letter_on_its_own_colour(stage: Stage) -> None:
    avatar = Avatar(stage.theme, "Eliza")
    stage.show(avatar, 32, 32)
    first: QPixmap = avatar.grab()
    assert first.toImage().pixelColor(4, 16) == stage.theme.avatar_colour("Eliza")
    avatar.rename("Moderator")
    assert avatar.grab().toImage() != first.toImage()
