"""What rules say in figures, and what the figures come to."""
