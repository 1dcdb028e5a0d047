"""One reader for each format: bytes → lines in reading order."""
