"""Measurements, written to docs/benchmarks.md by `make bench`. Ratios in one run: machines are noisy."""
