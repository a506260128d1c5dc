"""Tests of the editor, the gallery and what arrives in it."""
