"""Documents that come with the project, and readers of packaged law data."""
