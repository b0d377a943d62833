"""Which pictures of a page belong to its article, with their captions.

A picture belongs if it stands among the chosen lines, or in a figure just above them, inside no aside, list of links
or teaser. Its caption is the `figcaption`, or the short line beside it that its markup calls one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import Element, HtmlElement

from newsdesk.importer.page.inline import image_source
from newsdesk.importer.page.runs import Run

_ABOVE = 30  # lines above the first chosen one that may hold the picture at its head
_FOREIGN = re.compile(
    r"related|recommend|teaser|promo|newsletter|author|avatar|profile|byline|sidebar|footer|comment|social|share|logo|icon|advert"
    r"|sponsor|trending|popular|more-|read-?more|next|outbrain|taboola|breadcrumb|\bnav|menu|subscribe|product",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"caption|legend|bildunterschrift|bildtext|image.?(?:text|description|credit)|photo.?(?:text|credit)|credit|wp-caption-text",
    re.IGNORECASE,
)
_SMALLEST = 100


def with_pictures(runs: Sequence[Run], chosen: Sequence[Run], title: str) -> list[Run]:
    """The chosen lines with the article's pictures and captions among them, in the order of the page."""
    if not chosen:
        return []
    kept = {run.index for run in chosen}
    first, last = min(kept), max(kept)
    top = _headline_index(runs, first, title)
    captions = {run.index for run in chosen if _is_caption(run)}
    pictures: set[int] = set()
    for run in runs[top : last + 3]:
        if (run.index not in kept and run.images and _belongs(run)) or (run.index in kept and run.images):
            pictures.add(run.index)
    captions |= {run.index for run in runs[top : last + 3] if run.text and _is_labelled(run) and not _is_foreign(run)}
    for index in sorted(pictures):
        captions |= _captions_of(runs, index, pictures)
    shown = kept | pictures | captions
    return [_as_caption(run) if run.index in captions - pictures else run for run in runs if run.index in shown]


def _headline_index(runs: Sequence[Run], first: int, title: str) -> int:
    low = max(0, first - _ABOVE)
    heads = [run.index for run in runs[low:first] if run.owner.tag == "h1"]
    return max(low, heads[0] - 6) if heads else low


def _belongs(run: Run) -> bool:
    if run.text and len(run.text) > 200:
        return False
    if not any(image_source(image) and _is_large(image) for image in run.images):
        return False
    if _is_foreign(run):
        return False
    return not any(_is_link_elsewhere(image) for image in run.images)


def _is_foreign(run: Run) -> bool:
    """Whether the line stands in a part of the page that is about other things."""
    for element in run.path[-6:]:
        if element.tag in ("aside", "nav", "footer", "form"):
            return True
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag != "body" and _FOREIGN.search(label[:300]):
            return True
    return False


def _is_labelled(run: Run) -> bool:
    """Whether the line is a caption by its markup alone, even if its picture cannot be told."""
    label = f"{run.owner.get('class') or ''} {run.path[-2].get('class') or ''}" if len(run.path) > 1 else ""
    return len(run.text) < 600 and (_is_caption(run) or bool(re.search(r"caption|legend", label, re.IGNORECASE)))


def _is_large(image: HtmlElement) -> bool:
    for side in ("width", "height"):
        size = re.match(r"\d+", image.get(side) or "")
        if size and int(size[0]) < _SMALLEST:
            return False
    return True


def _is_link_elsewhere(image: HtmlElement) -> bool:
    """Whether the picture is a link to a page that is no picture."""
    for ancestor in image.iterancestors():
        if ancestor.tag == "a":
            href = ancestor.get("href") or ""
            return bool(href) and not re.search(
                r"\.(?:jpe?g|png|webp|gif|avif)(?:\?|$)|^#|^javascript|gallery|image|photo|foto", href, re.IGNORECASE
            )
        if ancestor.tag in ("p", "div", "figure", "article"):
            return False
    return False


def _is_caption(run: Run) -> bool:
    return any(element.tag == "figcaption" for element in run.path)


def _captions_of(runs: Sequence[Run], index: int, pictures: set[int]) -> set[int]:
    """Lines beside a picture that are its caption."""
    figure = next(
        (element for element in reversed(runs[index].path) if element.tag in ("figure", "picture-caption")), None
    )
    found = set()
    for run in runs[index + 1 : index + 7]:
        if run.index in pictures:
            break
        if not run.text:
            continue
        in_figure = figure is not None and figure in run.path
        label = " ".join((element.get("class") or "") for element in run.path[-2:])
        if (in_figure and len(run.text) > 3) or (_CAPTION.search(label) and run.index <= index + 3):
            found.add(run.index)
        elif not in_figure:
            break
    return found


def _as_caption(run: Run) -> Run:
    """The line as a caption, whatever its markup called it."""
    if any(element.tag == "figcaption" for element in run.structure):
        return run
    return Run(run.owner, (*run.path, Element("figcaption")), run.pieces, run.linked, run.hidden, run.index)
