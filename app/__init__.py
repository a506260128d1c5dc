"""Familiar: AI agents on your own machine, in the tray."""
