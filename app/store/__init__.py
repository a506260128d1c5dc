"""The book of record and the index derived from it."""
