"""Topic timelines: articles and their dated events, gathered under a topic. Pure, but for plugin.py."""
