"""Tests of app.core.characters, one file for each of its files."""
