"""Tests on a real X server with a real tray and bus, each with parts of its own."""
