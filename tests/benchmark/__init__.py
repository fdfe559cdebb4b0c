"""Benchmarks: ratios against a floor measured in the same run; never asserted as seconds."""
