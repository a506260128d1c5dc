"""What there is: one row per exchangeable part. Data only; importing this imports no edge."""

from __future__ import annotations

from app.core.registry import Entry, Kind

ENTRIES: tuple[Entry, ...] = (
    Entry(Kind.WORKER, "recall", "app.store.recall_worker:handlers", "embeds and finds memories"),
    Entry(Kind.WORKER, "llama", "app.models.llama_worker:handlers", "runs one local model"),
    Entry(Kind.WORKER, "characters", "app.core.character_reader:handlers", "reads character files"),
    Entry(Kind.MODEL, "build", "app.models.build:build_model", "makes the model settings name"),
    Entry(Kind.MODEL, "local", "app.models.build:local_models", "lists the models on this disk"),
    Entry(
        Kind.ACTION, "SEARCH_MEMORY", "app.actions.search_memory:SearchMemory", "looks in memory"
    ),
)
