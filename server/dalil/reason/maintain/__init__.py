"""Maintenance: a closure that follows each change of its premises."""
