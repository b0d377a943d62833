"""Expert commentary: quotations gathered by person and by topic. Pure, but for plugin.py."""
