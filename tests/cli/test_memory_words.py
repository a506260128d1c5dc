import json


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


def history(tmp_path):
    rows = [
        {"id": f"D1:{n}", "author": "Ann", "text": text, "at": "2024-05-01T10:00:00"}
        for n, text in enumerate(["I keep bees", "The harbour was foggy"])
    ]
    return write(tmp_path / "h.jsonl", rows)


def test_history_goes_in_is_found_and_forgotten(familiar, tmp_path):
    words = ("memory", "import", "--agent", "Eliza", "--room", "Old", history(tmp_path))
    assert "2 of 2 are new in Old" in familiar(*words).err
    assert familiar(*words, "--json").json["known"] == 2
    shown = familiar("memory", "search", "foggy harbour", "--limit", "1")
    assert "Ann: The harbour was foggy" in shown.out
    found = familiar("memory", "search", "foggy harbour", "--json").json
    assert found["hits"][0]["id"] == "D1:1"
    batch = write(tmp_path / "q.jsonl", [{"id": "a", "query": "bees"}, {"id": "b", "query": "fog"}])
    lines = familiar("memory", "search", "--batch", batch, "--json").lines
    assert [line["id"] for line in lines] == ["a", "b"]
    assert "[b]" in familiar("memory", "search", "--batch", batch).out
    assert "D1:1  2024-05-01 10:00  Ann: The harbour" in familiar("memory", "list").out
    assert len(familiar("memory", "list", "--json", "--limit", "1").lines) == 1
    receipt = familiar("memory", "forget", "--room", "Old", "D1:1")
    assert "Forgotten memories of Eliza: 1" in receipt.out
    assert "full text: 1" in receipt.out
    assert familiar("memory", "forget", "--author", "Ann", stdin="n\n").code == 1
    assert familiar("memory", "forget", "--author", "Ann", "--yes", "--json").json["forgotten"] == 1


def test_what_is_missing_is_said(familiar, tmp_path):
    assert familiar("memory", "import", history(tmp_path)).code == 2
    assert familiar("memory", "import", "--room", "Old", str(tmp_path / "none")).code == 1
    assert familiar("memory", "search").code == 1
    assert familiar("memory", "forget", "--yes").code == 1
