"""The first steps: what Familiar is, who answers, and with whom to begin."""
