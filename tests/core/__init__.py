"""Tests of app.core, one file for each of its files."""
