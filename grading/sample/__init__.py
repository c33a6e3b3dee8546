"""A sample class that hands in in every way there is.

Tests, the demonstration and the benchmarks grade it.
"""
