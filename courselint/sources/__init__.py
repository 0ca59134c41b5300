"""Readers: bytes of one format to a Document, one module a format."""
