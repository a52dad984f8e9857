"""Compares the SPARQL endpoint with other servers: answers first, then throughput, latency, memory."""
