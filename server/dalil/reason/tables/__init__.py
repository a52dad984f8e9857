"""The rules of OWL 2 Profiles, section 4.3, one module a table, each beside the table it is read from."""
