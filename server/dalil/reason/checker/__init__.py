"""The checker of proofs: it knows the tables of rules and the values of literals, not the engine."""
