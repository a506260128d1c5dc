"""Tests of the models edge."""
