"""From bytes to a fragment: text, structure, statements."""
