"""Stories: the page of each article, and the lists of them by author, source and month. Pure, but for plugin.py."""
