"""Answers held against gold."""
