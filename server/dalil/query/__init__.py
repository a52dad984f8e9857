"""What a client asks: the SPARQL protocol, the formats of answers, the published example queries."""
