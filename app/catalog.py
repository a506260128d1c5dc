"""What there is: one row per exchangeable part. Data only; importing this imports no edge."""

from __future__ import annotations

from app.core.registry import Entry, Kind

ENTRIES: tuple[Entry, ...] = (
    Entry(Kind.WORKER, "recall", "app.store.recall_worker:handlers", "embeds and finds memories"),
    Entry(Kind.WORKER, "llama", "app.models.llama_worker:handlers", "runs one local model"),
    Entry(Kind.MODEL, "local", "app.models.llama:LlamaModel", "a GGUF file on this computer"),
    Entry(
        Kind.MODEL,
        "openai",
        "app.models.openai_chat:OpenAIChatModel",
        "any server that speaks OpenAI's chat completions",
    ),
    Entry(
        Kind.MODEL,
        "anthropic",
        "app.models.anthropic_messages:AnthropicModel",
        "Anthropic's Messages API",
    ),
)
