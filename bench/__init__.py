"""Benchmarks: figures that can be gated on are CPU, counts, bytes and ratios within one run."""
