"""Tests of the book of record and of the index derived from it."""
