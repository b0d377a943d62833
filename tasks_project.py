"""The project that the tasks work in: its folder, its settings, and places that somebody names on the command line."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent
CONF = ROOT / "pelicanconf.py"


def read_settings():
    from newsdesk.settings import load_settings

    return load_settings(CONF)


def own_folder(name):
    """The folder that somebody named on the command line, seen from where they are; None if they named none."""
    from newsdesk.model.problems import UsageError
    from newsdesk.settings import find_tangle

    if not name:
        return None
    settings, folder = read_settings(), Path(name).resolve()
    if fault := find_tangle(folder, settings.root, {"PATH": settings.content, "THEME": settings.theme}):
        raise UsageError(f'"{name}" {fault} Name a folder of its own.')
    return folder


def overrides(drafts, clock):
    return {"NEWSDESK_PREVIEW": drafts} | ({"NEWSDESK_CLOCK": clock} if clock else {})


def shown(path):
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
