"""The library as files: statements, tables, graphs, RDF and their description."""
