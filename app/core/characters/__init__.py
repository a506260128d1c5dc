"""Characters: read from every form they come in, used in one, written back without loss."""
