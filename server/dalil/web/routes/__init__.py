"""One blueprint a concern; each route parses, calls and renders."""
