"""What analysts ask of a library: matrix, trace, chain, timeline, comparison, pages, changes."""
