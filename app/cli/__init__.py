"""The command line's words and how they print."""
