"""Commands that have files of their own; each prints through the console."""
