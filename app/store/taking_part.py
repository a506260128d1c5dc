"""Who speaks in which room, under which name."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from app.core.message import now
from app.store.schema import entities, participants, to_stored

_entity = insert(entities)
_entity = _entity.on_conflict_do_update(
    index_elements=["id"],
    set_={"name": _entity.excluded.name},
    where=entities.c.name != _entity.excluded.name,
)
_participant = insert(participants).on_conflict_do_nothing()


def note_participants(connection: Connection, who: Iterable[tuple[str, str, str]]) -> None:
    """Remember (room id, entity id, name) of everyone who spoke; known ones cost a look-up."""
    created = to_stored(now())
    for room_id, entity_id, name in dict.fromkeys(who):
        connection.execute(_entity, {"id": entity_id, "name": name, "created": created})
        connection.execute(_participant, {"room_id": room_id, "entity_id": entity_id, "name": name})
