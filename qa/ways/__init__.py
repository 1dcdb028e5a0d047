"""The ways to answer: from a rule, part by part, side by side, at two times, along relations."""
