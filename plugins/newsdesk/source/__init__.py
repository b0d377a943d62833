"""content/ to model, and back: front matter, the Markdown dialect, sanitising, check. Knows nothing of Pelican."""
