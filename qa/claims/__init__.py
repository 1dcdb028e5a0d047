"""From units of text to sentences with their quotes."""
