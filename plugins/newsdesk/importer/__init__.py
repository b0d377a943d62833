"""Import: raw text, a saved page or an address becomes a draft article and draft profiles, with proposals in place."""
