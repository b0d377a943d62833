"""Publishing: a built site becomes a live release, whole or not at all."""
