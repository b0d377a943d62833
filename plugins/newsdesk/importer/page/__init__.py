"""A page in HTML read: its tree, its lines, what is known about it, the body chosen from it, its Markdown."""
