"""Tests of the views of what the core keeps."""
