"""The chat: conversations, what was said, what is being written, and why it was answered so."""
