import pytest

from app.catalog import ENTRIES
from app.core.errors import ConfigError, NotFound
from app.core.registry import Entry, Kind, Registry


def test_names_come_in_the_catalogs_order_and_load():
    registry = Registry(ENTRIES)
    assert registry.names(Kind.WORKER) == ["recall", "llama", "characters"]
    assert callable(registry.load(Kind.WORKER, "recall"))


def test_an_unknown_name_says_which_are_known():
    with pytest.raises(NotFound, match="Known are: recall, llama"):
        Registry(ENTRIES).load(Kind.WORKER, "other")


@pytest.mark.parametrize("target", ["app.nowhere:thing", "app.core.errors:Nothing"])
def test_a_target_that_is_not_there_is_a_plain_error(target):
    registry = Registry([Entry(Kind.WORKER, "x", target, "planned")])
    with pytest.raises(ConfigError, match="not usable"):
        registry.load(Kind.WORKER, "x")


def test_two_rows_of_one_name_are_refused():
    entry = Entry(Kind.WORKER, "x", "a:b", "planned")
    with pytest.raises(ConfigError, match="two parts"):
        Registry([entry, entry])
