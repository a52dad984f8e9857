"""Proofs of conclusions, searched backwards through the journal of a closure."""
