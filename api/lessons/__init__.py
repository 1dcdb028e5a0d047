"""Lessons as they are kept and handed out: saved versions, and files for trainers."""
