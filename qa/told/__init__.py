"""From checked sentences to the answer a reader gets."""
