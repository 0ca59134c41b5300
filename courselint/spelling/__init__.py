"""Dictionaries, the words of prose, and the judge of single words."""
