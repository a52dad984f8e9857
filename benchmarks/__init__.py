"""Benchmarks: one folder a question, peers beside us, results compared before a time is told."""
