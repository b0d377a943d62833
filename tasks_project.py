"""The project that the tasks work in: its folder, its settings, and places that somebody names on the command line."""

from __future__ import annotations

from pathlib import Path

from newsdesk.project import Project

PROJECT = Project(Path(__file__).resolve().parent)
ROOT, CONF = PROJECT.root, PROJECT.conf
own_folder, shown, spare_others = PROJECT.own_folder, PROJECT.shown, PROJECT.spare_others


def read_settings():
    return PROJECT.settings
