"""SHACL: what must hold of data before it is committed, and how to mend what does not."""
