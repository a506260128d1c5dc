"""Tests of the ways in from other processes."""
