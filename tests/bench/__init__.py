"""Speed, measured and never asserted: a neutral corpus, and builds of it as whole processes."""
