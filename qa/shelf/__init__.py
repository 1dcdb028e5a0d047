"""What a build fixes for answers: texts, units of text, versions side by side."""
