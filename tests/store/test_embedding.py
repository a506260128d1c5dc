from pathlib import Path

from app.store.embedding import aside_of, folder_of


def test_an_agents_place_never_depends_on_what_its_id_looks_like() -> None:
    root = Path("/indexes")
    places = {folder_of(root, name) for name in ("ada", "../../etc", "a/b", "")}
    assert len(places) == 4
    assert all(place.parent == root for place in places)
    assert aside_of(folder_of(root, "ada")).parent == root
