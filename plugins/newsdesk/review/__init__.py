"""An editor's decisions on what was proposed, and on who is who, written into content files.

Nothing here decides: an editor does, and one place of one file changes. Every change is read back before it is
written; one that would alter anything else is refused.
"""
