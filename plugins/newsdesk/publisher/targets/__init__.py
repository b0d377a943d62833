"""Where a release goes, one small file each."""
