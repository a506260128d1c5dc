import pytest

from app.core.errors import ConfigError
from app.core.events import Bus, SettingsChanged
from app.core.paths import Paths
from app.core.settings import Backend, Settings, SettingsStore


@pytest.fixture
def paths(tmp_path):
    made = Paths.under(tmp_path)
    made.create()
    return made


def test_without_a_file_the_defaults_hold(paths):
    store = SettingsStore(paths, Bus())
    assert store.current == Settings()
    assert store.problem == ""


def test_every_setting_has_a_title_and_a_description():
    for section in Settings.model_fields.values():
        assert section.annotation is not None
        assert section.annotation.__doc__
        for name, field in section.annotation.model_fields.items():
            assert field.title, name
            assert field.description, name


def test_a_change_is_on_disk_and_told(paths):
    bus, heard = Bus(), []
    bus.subscribe(heard.append)
    store = SettingsStore(paths, bus)
    store.change("model", {"backend": "openai", "name": "m", "temperature": 0.5})
    assert heard == [SettingsChanged()]
    again = SettingsStore(paths, Bus()).current
    assert (again.model.backend, again.model.name) == (Backend.OPENAI, "m")
    assert again.model.temperature == 0.5


@pytest.mark.parametrize(
    ("section", "values", "says"),
    [
        ("model", {"temperature": 9}, "temperature"),
        ("model", {"backend": "oracle"}, "backend"),
        ("model", {"nonsense": 1}, "nonsense"),
        ("nothing", {}, "no group"),
        ("memory", {"recall_limit": "many"}, "recall_limit"),
    ],
)
def test_a_bad_change_changes_nothing_and_says_what(paths, section, values, says):
    store = SettingsStore(paths, Bus())
    store.change("general", {"theme": "dark"})
    before = paths.settings.read_bytes()
    with pytest.raises(ConfigError, match=says):
        store.change(section, values)
    assert store.current.general.theme == "dark"
    assert paths.settings.read_bytes() == before


def test_the_refused_value_is_not_repeated(paths):
    store = SettingsStore(paths, Bus())
    with pytest.raises(ConfigError) as caught:
        store.change("model", {"temperature": "sk-secret-value"})
    assert "sk-secret-value" not in caught.value.text


@pytest.mark.parametrize("content", [b"not = = toml", b"[model]\nbackend = 7\n", b"\xff\xfe\x00"])
def test_an_unreadable_file_is_set_aside_never_overwritten(paths, content, log_watch):
    log_watch.expect("settings.unreadable")
    paths.settings.write_bytes(content)
    store = SettingsStore(paths, Bus())
    assert store.current == Settings()
    assert "unreadable" in store.problem
    assert paths.settings.with_name("settings.toml.unreadable").read_bytes() == content


def test_a_file_that_cannot_be_written_keeps_the_old_settings(paths):
    store = SettingsStore(paths, Bus())
    paths.settings.mkdir()
    with pytest.raises(ConfigError, match="could not be saved"):
        store.change("general", {"theme": "dark"})
    assert store.current.general.theme == "system"
