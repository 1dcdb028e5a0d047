"""What a question says: its words, names, numbers, days, places and parts."""
