"""A document as it was read: marked text, structure, facts, relations, and what was missed."""
