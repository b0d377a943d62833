"""What `build` does: builds the site of a project, and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.builder.build import build as build_site
from newsdesk.console import ends_well, say, show_problems, showing_progress
from newsdesk.pelicanconf import overrides
from newsdesk.project import Project

if TYPE_CHECKING:
    from newsdesk.builder.door import Glance
    from newsdesk.builder.reading import Mapper


@ends_well
def build(
    root: Path,
    *,
    drafts: bool = False,
    clock: str = "",
    output: str = "",
    explain: Sequence[str] = (),
    cluster: str = "",
    seen: Glance | None = None,
) -> None:
    """Builds the site of the project in `root`, its output into `output` or the folder that its settings name.

    At `cluster` is the scheduler of a cluster whose workers shall read content files; `seen` is what somebody has just
    seen of a project that is built without options.
    """
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
            mapper=_mapper(cluster) if cluster else None,
            seen=seen,
        )
    show_problems(made.warnings)
    say(f"{project.shown(made.output)}: {made.summary}")
    for path, reason in made.reasons.items():
        say(f"{path}: {reason}")


def _mapper(address: str) -> Mapper:
    from newsdesk.cluster import cluster, mapped

    return partial(mapped, cluster(address))
