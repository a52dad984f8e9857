"""One program an engine: load, reason and read out, each timed apart, in a process of its own."""
