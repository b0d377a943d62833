"""What a digest is made of. Frozen dataclasses and pure functions over them; standard library only.

Knows nothing of files, Markdown, HTML, Pelican, the clock or the network.
"""
