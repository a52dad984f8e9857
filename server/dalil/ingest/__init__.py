"""From an article folder to anchored claims: text, facts, evidence, reviews, coverage."""
