"""The rooms of the text format: each shows a few kinds of results to people at a terminal."""
