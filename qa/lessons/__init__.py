"""Lessons for trainers, built from the graph without a model: every item with its frozen quote."""
