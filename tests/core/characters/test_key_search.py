"""A key is found in bytes of any kind."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.characters.key_search import holds_key

KEY = b"sk-ant-api03-" + b"a1B2" * 6


@pytest.mark.parametrize(
    "body",
    [
        KEY,
        b"\xff\x00" + KEY + b"\x00",
        KEY.decode().encode("utf-16"),
        base64.b64encode(b'{"key": "' + KEY + b'"}'),
        b"x " + base64.urlsafe_b64encode(b"?>?>" + KEY).rstrip(b"=") + b" y",
    ],
)
def test_a_key_is_found_as_it_is_in_utf_16_and_in_base64(body: bytes) -> None:
    assert holds_key(body)


@given(st.binary(max_size=300) | st.from_regex(rb"[A-Za-z0-9+/=_-]{0,90}", fullmatch=True))
def test_what_holds_no_key_is_passed_over(body: bytes) -> None:
    assert not holds_key(body)
