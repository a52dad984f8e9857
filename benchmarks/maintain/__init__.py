"""How long a closure takes to follow a change."""
