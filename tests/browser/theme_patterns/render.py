"""The theme's templates and stylesheets, turned into files as the builder does, without the builder.

The environment is the contract that the theme is written for: autoescape on, StrictUndefined, blocks trimmed, no
filters but Jinja's own, and a template given `site`, `page` and `view` alone.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from newsdesk.builder.assets import styles
from newsdesk.builder.templates import OPTIONS
from newsdesk.model.site import Page, Site, page_at

from .examples import BLOCKS, WITHOUT_SITE
from .pages import ALL
from .values import SITE

THEME = Path(__file__).parents[3] / "theme"
TEMPLATES = THEME / "templates"
STYLES = THEME / "static" / "css"

_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 675"><rect width="1200" height="675" fill="#b9c7d3"/>'
    '<rect y="430" width="1200" height="245" fill="#6d8396"/><path d="M0 400 600 250 1200 400v30L600 290 0 430z" '
    'fill="#2c3640"/><path d="M580 150h40v420h-40z" fill="#2c3640"/></svg>'
)
_BLOCKS_PAGE = """{% extends "reference.html" %}
{% from "macros/heading.html" import heading %}
{% block main %}
{{ heading("Blocks", kicker="Patterns", standfirst="Every block of the theme with its examples.") }}
{% for name, examples in view %}
<section aria-labelledby="block-{{ name }}">
<header class="section-head"><h2 class="section-title" id="block-{{ name }}">{{ name }}</h2></header>
<div class="list" data-spacious>{% for html in examples %}<div>{{ html|safe }}</div>{% endfor %}</div>
</section>
{% endfor %}
{% endblock %}
"""


def environment() -> Environment:
    """Jinja as the theme expects it."""
    return Environment(loader=FileSystemLoader(TEMPLATES), keep_trailing_newline=True, **OPTIONS)  # autoescape is in it


def render(page: Page, site: Site = SITE, jinja: Environment | None = None) -> str:
    """The HTML of one page."""
    return (jinja or environment()).get_template(page.template).render(site=site, page=page, view=page.view)


def call(
    macro: str, block: str, values: tuple[object, ...], site: Site = SITE, jinja: Environment | None = None
) -> str:
    """The HTML of one example: a macro of a block with what it is given."""
    module = (jinja or environment()).get_template(f"macros/{block}.html").module
    given = values if macro in WITHOUT_SITE else (site, *values)
    return str(getattr(module, macro)(*given))


def blocks_page(site: Site = SITE) -> str:
    """The page that shows every block with its examples."""
    jinja = environment()
    shown = tuple(
        (block, tuple(call(macro, block, values, site, jinja) for macro, values in examples))
        for block, examples in BLOCKS.items()
        if examples
    )
    page = page_at("/blocks/", "blocks", shown, "Blocks")
    return jinja.from_string(_BLOCKS_PAGE).render(site=site, page=page, view=shown)


def write_site(folder: Path, site: Site = SITE) -> Path:
    """The pattern site as files below `folder`, which is returned."""
    jinja = environment()
    files = {page.path: render(page, site, jinja).encode() for page in ALL}
    files["blocks/index.html"] = blocks_page(site).encode()
    joined = styles(THEME)
    files["theme/style.css"], files["theme/style.reference.css"] = joined.common.content, joined.reference.content
    files["images/karsk.svg"] = files["images/okonek.svg"] = _DRAWING.encode()
    files["theme/embed.css"] = (THEME / "static" / "embed.css").read_bytes()
    for kind in ("icons", "js"):
        for file in (THEME / "static" / kind).iterdir():
            files[f"theme/{kind}/{file.name}"] = file.read_bytes()
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return folder
