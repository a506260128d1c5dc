"""What a provider's refusal means."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from app.core.errors import ContextTooLong, ModelError
from app.models._refusals import BadRequest, Transient, _clean, refusal, retry_after


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("3", 3.0), ("0.5", 0.5), ("-4", 0.0), ("soon", None), ("", None), ("inf", None)],
)
def test_retry_after_as_a_number(value, seconds):
    assert retry_after({"Retry-After": value}) == seconds


def test_retry_after_as_a_date():
    value = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    assert 50 < retry_after({"Retry-After": value}) <= 60


@pytest.mark.parametrize(
    ("status", "body", "kind", "text"),
    [
        (402, "{}", ModelError, "no credit"),
        (429, '{"error": {"code": "insufficient_quota"}}', ModelError, "no credit"),
        (404, '{"error": "model not found"}', ModelError, "does not know this model"),
        (413, '{"error": {"message": "prompt is too long"}}', ContextTooLong, "too long"),
        (307, "", ModelError, "has moved"),
        (418, "[1]", BadRequest, "418"),
        (400, "[" * 100_000, BadRequest, "400"),
    ],
)
def test_each_kind_has_its_words(status, body, kind, text):
    error = refusal("example.org", status, {}, body)
    assert isinstance(error, kind)
    assert text in error.text


@pytest.mark.parametrize("status", [408, 500, 502, 503, 529])
def test_what_passes_by_itself_is_marked(status):
    error = refusal("example.org", status, {"Retry-After": "2"}, "oops")
    assert isinstance(error, Transient)
    assert error.after == 2.0


@pytest.mark.parametrize(
    "key", ["sk-proj-AbC123xyz789", "sk-***********6fa0", "AIzaSy1234567890abc"]
)
def test_what_may_be_a_key_is_blanked(key):
    assert key not in _clean(f"Incorrect API key provided: {key}.")


def test_words_and_numbers_stay_readable():
    text = "max_completion_tokens is at most 128000.5 for unsupported_parameter"
    assert _clean(text) == text
