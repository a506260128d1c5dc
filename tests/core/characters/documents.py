"""Documents of all three generations of ElizaOS, for tests."""

OLD = {
    "name": "Old Hand",
    "bio": "Has been here since the first release.",
    "lore": ["once kept a lighthouse"],
    "clients": ["telegram"],
    "modelProvider": "openai",
    "TWITTER_POLL_INTERVAL": 120,
    "knowledge": ["Lamps burn oil.", "notes/harbour.md"],
    "messageExamples": [
        [
            {"user": "{{user1}}", "content": {"text": "Is it late?"}},
            {"user": "Old Hand", "content": {"text": "The lamp is lit.", "action": "CONTINUE"}},
        ]
    ],
    "style": {"all": ["short"], "chat": ["plain"], "post": ["rare"]},
}
NEW = {
    "id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "name": "New Hand",
    "username": "newhand",
    "system": "Be brief.",
    "bio": ["Came last week.", "  "],
    "topics": ["tides"],
    "adjectives": ["quick"],
    "knowledge": [{"path": "tides.md"}, {"directory": "charts", "shared": True}],
    "messageExamples": [[{"name": "{{name1}}", "content": {"text": "Hi"}}]],
    "postExamples": ["High water at six."],
    "templates": {"replyTemplate": "{{text}}"},
    "plugins": ["@elizaos/plugin-sql"],
    "settings": {"model": "small", "secrets": {}},
}
NEWEST = {
    "name": "Newest Hand",
    "bio": ["Comes tomorrow."],
    "message_examples": [{"examples": [{"name": "A", "content": {"text": "Here?"}}]}],
    "post_examples": ["Soon."],
    "knowledge": [{"item": {"case": "path", "value": "a.txt"}}, {"id": "1", "content": "A fact."}],
}
