"""Building: from a digest to files on disk, under Pelican."""
