"""What both wire formats share, with a format that answers by itself."""

from collections.abc import AsyncGenerator

import pytest

from app.core.errors import AuthFailed
from app.core.exchange import (
    ChatRequest,
    FinishReason,
    ModelEvent,
    ModelFinished,
    ModelProfile,
    PromptMessage,
    PromptRole,
    TextDelta,
)
from app.core.message import Usage
from app.core.ports import ChatModel, HealthState
from app.models._http import Wire
from app.models._remote_model import RemoteModel

REQUEST = ChatRequest((PromptMessage(PromptRole.USER, "Hello"),), "room", 10)
DONE = ModelFinished(FinishReason.STOP, Usage())


class Told(RemoteModel):
    """Says what it is told to say, or raises it."""

    says: tuple[ModelEvent | Exception, ...] = (TextDelta("Hi."), DONE)

    async def _attempt(self, request: ChatRequest) -> AsyncGenerator[ModelEvent, None]:
        del request
        for event in self.says:
            if isinstance(event, Exception):
                raise event
            yield event


@pytest.fixture
def model() -> Told:
    profile = ModelProfile(name="m", label="M", context_tokens=8192, local=False)
    return Told(profile, Wire("http://127.0.0.1:9/v1", 20.0, 20.0))


async def test_it_fulfils_the_port_and_hands_events_on(model: Told) -> None:
    assert isinstance(model, ChatModel)
    assert [event async for event in model.stream(REQUEST)] == [TextDelta("Hi."), DONE]
    assert (await model.check()).state == HealthState.OK
    assert await model.count_tokens("four words are here") > 0
    await model.close()


async def test_health_tells_of_the_last_failure_until_it_works_again(model: Told) -> None:
    model.says = (AuthFailed("The key was refused."),)
    with pytest.raises(AuthFailed):
        _ = [event async for event in model.stream(REQUEST)]
    report = await model.check()
    assert report.state != HealthState.OK
    assert "key was refused" in report.reason
    model.says = (DONE,)
    _ = [event async for event in model.stream(REQUEST)]
    assert (await model.check()).state == HealthState.OK
