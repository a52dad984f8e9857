"""OWL 2 RL: what follows from a set of triples by the RL/RDF rules, and which rules end in false."""
