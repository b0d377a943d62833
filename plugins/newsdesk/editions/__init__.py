"""Editions: dated issues of the digest, and the home page that shows the latest. Pure, but for plugin.py."""
