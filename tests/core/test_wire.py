import io
import struct

import pytest

from app.core import wire


def test_frames_come_back_as_they_were():
    pipe = io.BytesIO()
    values = [[wire.CALL, 1, "m", {"a": b"\x00", "b": "ä", "c": [1.5, None]}], [wire.CANCEL, 1]]
    for value in values:
        wire.write_frame(pipe, value)
    pipe.seek(0)
    assert [wire.read_frame(pipe), wire.read_frame(pipe)] == values
    assert wire.read_frame(pipe) is None


@pytest.mark.parametrize("cut", [1, 3, 4, 7])
def test_a_cut_frame_is_the_end(cut):
    pipe = io.BytesIO()
    wire.write_frame(pipe, [1, 2, "three"])
    assert wire.read_frame(io.BytesIO(pipe.getvalue()[:cut])) is None


def test_a_frame_that_is_too_long_or_no_list_is_refused():
    with pytest.raises(ValueError, match="frame of"):
        wire.read_frame(io.BytesIO(struct.pack(">I", wire.MAX_FRAME + 1)))
    pipe = io.BytesIO()
    wire.write_frame(pipe, {"a": 1})
    pipe.seek(0)
    with pytest.raises(ValueError, match="not a list"):
        wire.read_frame(pipe)
