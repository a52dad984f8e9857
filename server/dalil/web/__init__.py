"""Everything that speaks HTTP: routes, pages, and the shell in which the server runs them."""
