"""The desk: settings decide, a new model is tried before it is kept, failure leaves no trace."""

import asyncio

import pytest

from app.core.errors import AuthFailed, ConfigError, ModelError, VaultLocked
from app.core.events import Bus
from app.core.exchange import ChatRequest, FinishReason, ModelProfile, PromptMessage, PromptRole
from app.core.models import TRIAL, ModelCandidate, ModelDesk, ModelInfo
from app.core.ports import ChatModel
from app.core.settings import Backend, SettingsStore
from tests.counterparts.ports import MemoryVault, ScriptedModel, finished, reply

KEY = "sk-new-1234567890"
REQUEST = ChatRequest((PromptMessage(PromptRole.USER, "Hi"),), "room", 10)


class Closing(ScriptedModel):
    shut = False

    async def close(self):
        self.shut = True


class Builder:
    """Makes scripted models and keeps them; `error` is what it raises for the next."""

    def __init__(self):
        self.made = []
        self.script = reply("Hello there.")
        self.error = None

    def __call__(self, settings, vault):
        if self.error:
            raise self.error
        profile = ModelProfile(settings.name or "local", "Label", 4096, local=True)
        model = Closing(self.script, profile)
        model.settings, model.vault = settings, vault
        self.made.append(model)
        return model


class LockedVault(MemoryVault):
    """A keyring that is locked."""

    async def get(self, name):
        raise VaultLocked("The keyring is locked.")

    async def set(self, name, value):
        raise VaultLocked("The keyring is locked.")


class ForgetfulVault(MemoryVault):
    """A keyring that keeps something else than it was given, and cannot delete it."""

    async def get(self, name):
        return (await super().get(name)).lower()

    async def delete(self, name):
        raise VaultLocked("The keyring is locked.")


@pytest.fixture
def settings(home):
    return SettingsStore(home, Bus())


@pytest.fixture
def builder():
    return Builder()


@pytest.fixture
def vault():
    return MemoryVault()


@pytest.fixture
async def desk(home, builder, vault):
    bus = Bus()
    settings = SettingsStore(home, bus)
    made = ModelDesk(settings, vault, bus, builder)
    made.store = settings  # for the tests to look at
    yield made
    await made.close()


def cloud(**changes):
    fields = {"backend": Backend.OPENAI, "name": "big", "key": KEY, **changes}
    return ModelCandidate(**fields)


async def said(model):
    return [event async for event in model.stream(REQUEST)]


# --- the current one -----------------------------------------------------------------------------


async def test_the_model_is_made_once_and_answers(desk, builder):
    model = await desk.current()
    assert isinstance(model, ChatModel)
    assert await desk.current() is model
    assert len(await said(model)) == 3
    assert desk.profile.name == "local"
    assert await model.count_tokens("four") == 2
    assert (await desk.check()).state == "ok"
    assert desk.worker_pid() is None
    assert len(builder.made) == 1


async def test_a_change_of_settings_makes_a_new_one_and_closes_the_old(desk, builder):
    old = await desk.current()
    desk.store.change("model", {"temperature": 0.5})
    assert await desk.current() is not old
    await asyncio.sleep(0)
    assert [model.shut for model in builder.made] == [True, False]


async def test_a_change_elsewhere_changes_nothing(desk):
    old = await desk.current()
    desk.store.change("general", {"theme": "dark"})
    assert await desk.current() is old


async def test_a_reply_being_written_ends_before_its_model_is_closed(desk, builder):
    gate = asyncio.Event()
    builder.script = lambda _: [*reply("Well said.")(_)[:1], gate.wait, finished()]
    stream = (await desk.current()).stream(REQUEST)
    await anext(stream)
    desk.store.change("model", {"temperature": 0.5})
    await desk.current()
    await asyncio.sleep(0.01)
    assert not builder.made[0].shut
    gate.set()
    assert (await anext(stream)).finish == FinishReason.STOP
    await stream.aclose()
    await asyncio.sleep(0.01)
    assert builder.made[0].shut


async def test_a_problem_is_told_until_the_settings_change(desk, builder):
    builder.error = ConfigError("No model is named.")
    assert desk.profile is None
    for _ in range(2):
        with pytest.raises(ConfigError, match="No model is named"):
            await desk.current()
    report = await desk.check()
    assert (report.state, report.reason) == ("down", "No model is named.")
    builder.error = None
    desk.store.change("general", {"theme": "dark"})
    assert await desk.current()


async def test_closing_closes_the_model(desk, builder):
    await desk.current()
    await desk.close()
    assert builder.made[0].shut
    await desk.close()


class Housed(Closing):
    pid = 4711


async def test_the_worker_of_a_local_model_is_told(home, vault):
    bus = Bus()
    desk = ModelDesk(SettingsStore(home, bus), vault, bus, lambda *_: Housed())
    assert desk.worker_pid() is None
    await desk.current()
    assert desk.worker_pid() == 4711
    await desk.close()


# --- the list ------------------------------------------------------------------------------------


async def test_the_list_marks_the_one_that_answers(home, builder, vault):
    bus = Bus()
    settings = SettingsStore(home, bus)
    rows = [
        ModelInfo("", "Starter", "this computer", starter=True, size=1),
        ModelInfo("/m/own.gguf", "Own", "this computer", size=2),
    ]
    desk = ModelDesk(settings, vault, bus, builder, lambda: rows)
    assert [row.current for row in await desk.list()] == [True, False]
    settings.change("model", {"local_file": "/m/own.gguf"})
    assert [row.current for row in await desk.list()] == [False, True]
    settings.change("model", {"local_file": "/elsewhere/x.gguf"})
    assert (await desk.list())[-1] == ModelInfo(
        "/elsewhere/x.gguf", "Label", "this computer", current=True
    )
    settings.change("model", {"backend": "openai", "name": "big"})
    assert (await desk.list())[-1] == ModelInfo("big", "Label", "openai", current=True)
    builder.error = ModelError("Gone.")
    settings.change("model", {"name": "other"})
    assert not any(row.current for row in await desk.list())
    await desk.close()


# --- trying a new one --------------------------------------------------------------------------


async def test_a_model_that_answers_is_kept_with_its_key(desk, builder, vault):
    assert await desk.adopt(
        cloud(base_url="https://u@Example.org:8/v1")
    ) == "Hello \nthere.".replace("\n", "")
    chosen = desk.store.current.model
    assert (chosen.backend, chosen.name) == (Backend.OPENAI, "big")
    assert vault.values == {chosen.secret: KEY} == {"model.example.org:8": KEY}
    assert (await desk.current()).profile.name == "big"
    trial = builder.made[0]
    assert trial.shut
    assert trial.requests[0].messages[-1].text == TRIAL
    assert KEY not in repr(cloud())


async def test_a_local_model_needs_no_key(desk, vault):
    await desk.adopt(ModelCandidate(Backend.LOCAL, local_file=" /m/x.gguf "))
    chosen = desk.store.current.model
    assert (chosen.local_file, chosen.secret, vault.values) == ("/m/x.gguf", "", {})


async def test_an_own_server_needs_none_either(desk, vault):
    await desk.adopt(cloud(base_url="http://localhost:11434", key=""))
    assert (desk.store.current.model.secret, vault.values) == ("", {})


async def test_a_key_that_is_there_is_used_again(desk, vault):
    vault.values["model.openai"] = "sk-old"
    await desk.adopt(cloud(key=""))
    assert desk.store.current.model.secret == "model.openai"
    assert vault.values == {"model.openai": "sk-old"}


@pytest.mark.parametrize("before", [{}, {"model.openai": "sk-old"}])
@pytest.mark.parametrize(
    "script",
    [
        lambda _: [AuthFailed("It refused the key.")],
        lambda _: [*reply("Half")(_)[:1], ModelError("It broke.")],
        lambda _: [*reply("Half")(_)[:1]],
        lambda _: [finished()],
    ],
    ids=["refused", "broke", "unfinished", "empty"],
)
async def test_a_model_that_does_not_answer_changes_nothing(desk, builder, vault, before, script):
    vault.values.update(before)
    settings = desk.store.current
    builder.script = script
    with pytest.raises((AuthFailed, ModelError)):
        await desk.adopt(cloud())
    assert vault.values == before
    assert desk.store.current == settings
    assert builder.made[0].shut


async def test_a_choice_that_names_nothing_changes_nothing(desk, builder, vault):
    builder.error = ConfigError("No model is named.")
    with pytest.raises(ConfigError):
        await desk.adopt(cloud(name=""))
    assert vault.values == {}


async def test_settings_that_cannot_be_saved_change_nothing(desk, vault, home):
    home.settings.mkdir()
    with pytest.raises(ConfigError, match="could not be saved"):
        await desk.adopt(cloud())
    assert vault.values == {}
    assert desk.store.current.model.backend == Backend.LOCAL


async def test_a_trial_that_is_left_changes_nothing(desk, builder, vault):
    started = asyncio.Event()

    def script(_):
        return [started.set, asyncio.Event().wait]

    builder.script = script
    task = asyncio.get_running_loop().create_task(desk.adopt(cloud()))
    await started.wait()
    assert vault.values
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert vault.values == {}
    assert builder.made[0].shut


async def test_a_locked_keyring_is_told_and_needs_none_without_a_key(home, builder):
    bus = Bus()
    settings = SettingsStore(home, bus)
    desk = ModelDesk(settings, LockedVault(), bus, builder)
    with pytest.raises(VaultLocked):
        await desk.adopt(cloud())
    await desk.adopt(ModelCandidate(Backend.LOCAL))
    await desk.adopt(cloud(key="", base_url="http://localhost:1"))
    assert settings.current.model.secret == ""
    await desk.close()


@pytest.mark.expects_warning("model.key_not_restored")
async def test_a_keyring_that_keeps_something_else_is_noticed(home, builder):
    bus = Bus()
    desk = ModelDesk(SettingsStore(home, bus), ForgetfulVault(), bus, builder)
    with pytest.raises(ConfigError, match="did not keep the key"):
        await desk.adopt(cloud(key="sk-UPPER"))
    assert builder.made == []
    await desk.close()
