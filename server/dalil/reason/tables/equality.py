"""Table 4: the semantics of equality.

eq-sym, eq-trans and eq-rep-s, -p and -o are not rules here: terms that are sameAs share one representative in
every relation, and reading the closure writes each of them in its place (`equality`). eq-ref is answered, not
stored. eq-diff1 to 3 look for a representative that is different from itself (`contradictions`).
"""
