"""The domain model, names, errors, the store over Bolt, and the search index beside it."""
