"""The stylesheets: layers, tokens, contrast, directions."""

from __future__ import annotations

import re
from itertools import product

import pytest
from bs4 import BeautifulSoup
from newsdesk.builder.assets import compact, styles

from tests.browser.theme_patterns.examples import BLOCKS
from tests.browser.theme_patterns.pages import ALL
from tests.browser.theme_patterns.render import STYLES, TEMPLATES, render
from tests.browser.theme_patterns.values import SITE

# Each line names a sheet; "reference" behind it says that only pages for looking things up get it.
LISTED = [line.split() for line in (STYLES / "layers.txt").read_text("utf-8").splitlines()]
NAMES = [line[0] for line in LISTED]
REFERENCE = [line[0] for line in LISTED if line[1:] == ["reference"]]
CSS = {name: re.sub(r"/\*.*?\*/", "", (STYLES / name).read_text("utf-8"), flags=re.S) for name in NAMES}
LAYERS = ("tokens", "reset", "base", "compositions", "blocks", "utilities", "print")
# Parts of pages that are no macro: running text, and what a template of one page kind holds itself.
STYLE_ONLY = {"skip-link", "kicker", "standfirst", "prose", "letter", "contents", "meta", "tags", "told"}
COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|color-mix)\(|\b(?:white|black|red|blue|gr[ae]y)\b"
)
PHYSICAL = re.compile(
    r"(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|(?:min-|max-)?(?:width|height))\s*:"
)
TEXT, GROUND = ("ink", "ink-soft", "pencil", "red"), ("paper", "wash")


def test_every_stylesheet_is_listed_once() -> None:
    files = sorted(path.relative_to(STYLES).as_posix() for path in STYLES.rglob("*.css"))
    assert sorted(NAMES) == files


def test_order_of_layers_is_declared_first_and_kept() -> None:
    assert CSS["layers.css"].strip() == f"@layer {', '.join(LAYERS)};"
    order = [LAYERS.index(name.split("/")[0].removesuffix(".css")) for name in NAMES[1:]]
    assert order == sorted(order)


@pytest.mark.parametrize("name", NAMES[1:])
def test_stylesheet_lies_wholly_in_its_layer(name: str) -> None:
    layer = name.split("/")[0].removesuffix(".css")
    text = CSS[name].strip()
    assert text.startswith(f"@layer {layer} {{")
    depth = [text[:place].count("{") - text[:place].count("}") for place in range(text.index("{") + 1, len(text))]
    assert min(depth) == 1
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "tokens.css"])
def test_colours_are_named_in_the_tokens_alone(name: str) -> None:
    assert COLOUR.findall(re.sub(r"var\(--[\w-]+\)|white-space", "", CSS[name])) == []


@pytest.mark.parametrize("name", NAMES)
def test_directions_are_logical(name: str) -> None:
    assert PHYSICAL.findall(CSS[name].replace("(width", "(")) == []
    assert re.findall(r"(?:margin|padding):(?: [^ ;]+){4};", CSS[name]) == []


@pytest.mark.parametrize("name", NAMES)
def test_tokens_that_are_used_exist(name: str) -> None:
    known = set(re.findall(r"(--[\w-]+)\s*:", CSS["tokens.css"]))
    assert set(re.findall(r"var\((--[\w-]+)", CSS[name])) <= known


def test_stylesheets_of_blocks_are_blocks_or_parts_of_a_page_kind() -> None:
    names = {name.removeprefix("blocks/").removesuffix(".css") for name in NAMES if name.startswith("blocks/")}
    assert names - set(BLOCKS) == STYLE_ONLY


def test_classes_that_are_styled_are_written_somewhere() -> None:
    styled = set(re.findall(r"\.([a-z][a-z-]*)", " ".join(CSS.values())))
    written = " ".join(path.read_text("utf-8") for path in TEMPLATES.rglob("*.html"))
    by_the_dialect = {"said", "picture", "quotation"}
    assert {name for name in styled if not re.search(rf"[\" ]{name}[\" ]", written)} - by_the_dialect == set()


def classes_of(name: str) -> set[str]:
    return set(re.findall(r"\.([a-z][a-z-]*)", CSS[name]))


def test_sheet_for_reference_styles_nothing_that_other_pages_show() -> None:
    common = set().union(*(classes_of(name) for name in NAMES if name not in REFERENCE))
    only = set().union(*(classes_of(name) for name in REFERENCE)) - common
    assert {"timeline", "frequency", "shelf"} <= only
    for page in ALL:
        html = BeautifulSoup(render(page), "html.parser")
        if not html.select(f'link[href="{SITE.reference_stylesheet}"]'):
            shown = {name for element in html.select("[class]") for name in element["class"]}
            assert shown & only == set(), page.url


def test_sheets_are_small() -> None:
    common, reference = styles(TEMPLATES.parent).files
    assert len(common.content) < 24_000
    assert len(reference.content) < 14_000


@pytest.mark.parametrize(
    ("written", "shipped"),
    [
        ("/* why */\n.a,\n.b {\n  color: red;\n}\n", ".a,.b{color:red}"),
        ('.a::after {\n  content: " (" attr(href) ")";\n}', '.a::after{content:" (" attr(href) ")"}'),
        ('.a { quotes: "« ; " " ; }" }', '.a{quotes:"« ; " " ; }"}'),
        (
            "@media (width >= 48rem) and (prefers-contrast: more) {}",
            "@media (width >= 48rem) and (prefers-contrast:more){}",
        ),
        (".a :is(b, i) > c + d:has(> e) {}", ".a :is(b,i) > c + d:has(> e){}"),
        (".a {\n  margin: calc(-1 * var(--gap) - 2px)\n    auto;\n}", ".a{margin:calc(-1 * var(--gap) - 2px) auto}"),
    ],
)
def test_space_goes_where_it_means_nothing(written: str, shipped: str) -> None:
    assert compact(written) == shipped


def schemes() -> dict[str, dict[str, str]]:
    """The colours of each scheme by its media query, on top of the light ones."""
    blocks = re.findall(r"(?:@media ([^{]+)\{\s*)?:root \{(.*?)\}", CSS["tokens.css"], flags=re.S)
    found: dict[str, dict[str, str]] = {}
    for query, body in blocks:
        colours = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]+)", body))
        found[query.strip()] = {**found.get("", {}), **colours}
    return found


def luminance(colour: str) -> float:
    """Relative luminance, by WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", sorted(schemes()))
def test_text_stands_out_from_every_ground(scheme: str) -> None:
    colours = schemes()[scheme]
    floor = 7.0 if "contrast" in scheme else 4.5
    pairs = [*product(TEXT, GROUND), ("ink", "mark"), ("ink-soft", "mark"), ("ink", "pencil-wash"), ("ink", "red-wash")]
    pairs += [("red", "red-wash"), ("paper", "ink"), ("pencil", "mark")]
    low = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: value for pair, value in low.items() if value < floor} == {}


@pytest.mark.parametrize("scheme", sorted(schemes()))
def test_marks_that_mean_something_stand_out(scheme: str) -> None:
    colours = schemes()[scheme]
    for mark in ("focus", "pencil", "red", "rule-strong"):
        assert contrast(colours[mark], colours["paper"]) >= 3, mark
