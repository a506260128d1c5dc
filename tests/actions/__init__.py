"""Tests of app.actions, one file for each of its files."""
