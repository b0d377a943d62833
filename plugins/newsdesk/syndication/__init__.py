"""Syndication: what machines read: feeds, structured data, sitemap, redirects. Pure, but for plugin.py."""
