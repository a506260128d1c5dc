"""What an agent is told besides the conversation."""
