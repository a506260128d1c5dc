from datetime import UTC

from app.core.message import Incoming, Trust, is_uuid, new_id, now, stable_id


def test_stable_ids_are_the_same_for_the_same_parts_and_keep_parts_apart():
    assert stable_id("a", "b") == stable_id("a", "b")
    assert stable_id("a", "b") != stable_id("ab")
    assert stable_id("a", "b") != stable_id("b", "a")
    assert is_uuid(stable_id("x"))


def test_new_ids_differ_and_are_uuids():
    assert new_id() != new_id()
    assert is_uuid(new_id())
    assert not is_uuid("agent-1")


def test_what_comes_in_is_untrusted_until_someone_says_otherwise():
    incoming = Incoming(agent="Eliza", text="hello")
    assert incoming.trust == Trust.UNTRUSTED
    assert incoming.at.tzinfo == UTC
    assert now().tzinfo == UTC
