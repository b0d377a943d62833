"""What `build` does: builds the site of a project, and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newsdesk.builder.build import build as build_site
from newsdesk.console import ends_well, say, show_problems, showing_progress
from newsdesk.project import Project, overrides


@ends_well
def build(root: Path, *, drafts: bool = False, clock: str = "", output: str = "", explain: Sequence[str] = ()) -> None:
    """Builds the site of the project in `root`, its output into `output` or the folder that its settings name."""
    project = Project(root)
    folder = project.own_folder(output) or project.settings.output
    project.spare_others(folder)
    with showing_progress() as progress:
        made = build_site(
            project.conf,
            output=folder,
            overrides=overrides(drafts=drafts, clock=clock),
            progress=progress,
            explain=explain,
        )
    show_problems(made.warnings)
    say(f"{project.shown(made.output)}: {made.summary}")
    for path, reason in made.reasons.items():
        say(f"{path}: {reason}")
