"""From a question to ranked units of text."""
