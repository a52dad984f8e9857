"""RDF terms, files, queries and generations: the only package that knows the store."""
