"""What the documents do not say."""
