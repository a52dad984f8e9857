"""How long the OWL 2 RL closure takes, and how much memory, beside other reasoners for Python."""
