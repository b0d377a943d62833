"""The recipes of docs/operations.md against what a built site holds for its hosts: headers, redirects, limits.

The rules are those that Netlify and Cloudflare Pages give for `_headers` and `_redirects`, and GitHub for Pages.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from newsdesk.builder.build import build
from newsdesk.publisher.manifest import FOR_EVER, cache_policy
from newsdesk.publisher.policy import policies_by_path, sent_with

from tests.sites import ROOT, TOPIC, article, contents, write_site

RECIPES = (ROOT / "docs" / "operations.md").read_text("utf-8")
ALIASES = ("/2030/road.html", "/2030/road/", "/a/b", "/old-stories/page_1/", "/2030/05/x.y/")
REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)">')
# Cloudflare Pages: rules in a file, characters of a line, static redirects, bytes of a file. Netlify has more room.
RULES, LINE, REDIRECTS, FILE = 100, 2_000, 2_000, 25 * 2**20


@pytest.fixture(scope="module", params=["", "/digest"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    folder = tmp_path_factory.mktemp("site")
    text = article().replace("status:", f"aliases: {list(ALIASES)!r}\nstatus:")
    files = {**TOPIC, "articles/2030/a.md": text, "articles/2030/b.md": article("Another")}
    conf = write_site(folder, files, SITEURL=f"https://sandhaven.example{request.param}", NEWSDESK_SEARCH=True)
    return request.param, build(conf).output


def rules_of(text: str) -> dict[str, dict[str, str]]:
    """Pattern → header → value, as both hosts read `_headers`."""
    found: dict[str, dict[str, str]] = {}
    pattern = ""
    for line in text.splitlines():
        if line.startswith("/"):
            pattern = line
            found.setdefault(pattern, {})
        else:
            assert line.startswith("  ")
            name, _, value = line.strip().partition(": ")
            found[pattern][name] = value
    return found


def test_headers_are_such_that_every_host_reads_them(site: tuple[str, Path]) -> None:
    base, output = site
    text = (output / "_headers").read_text("utf-8")
    assert text.isascii()
    assert max(map(len, text.splitlines())) <= LINE
    rules = rules_of(text)
    assert 0 < len(rules) <= RULES
    for pattern, headers in rules.items():
        assert pattern.startswith(f"{base}/")
        assert pattern.count("*") <= 1  # one splat a rule, says Cloudflare
        assert headers
        assert all(re.fullmatch(r"[A-Za-z-]+", name) and value for name, value in headers.items())
    assert len(list(sent_with(f"{base}/articles/a/", policies_by_path(text)))) == 1


def test_what_is_kept_for_ever_has_its_digest_in_its_name(site: tuple[str, Path]) -> None:
    base, output = site
    rules = rules_of((output / "_headers").read_text("utf-8"))
    lasting = [pattern for pattern, headers in rules.items() if "immutable" in headers.get("Cache-Control", "")]
    forms = [re.compile(re.escape(pattern).replace(r"\*", ".*") + r"\Z") for pattern in lasting]
    kept = [path for path in contents(output) if any(form.match(f"{base}/{path}") for form in forms)]
    assert any(path.endswith(".css") for path in kept)
    assert any("pagefind" in path for path in kept)
    assert all(re.search(r"[._][0-9a-f]{7,}\.", path) for path in kept)
    sheets = [path for path in contents(output) if path.endswith(".css") and path.startswith("theme/style")]
    assert sheets
    assert {cache_policy(path) for path in sheets} == {FOR_EVER}
    assert set(sheets) <= set(kept)


def test_every_old_address_has_its_page_its_line_and_its_line_for_nginx(site: tuple[str, Path]) -> None:
    base, output = site
    pages = {
        path: found[1]
        for path, content in contents(output).items()
        if path.endswith(".html") and (found := REFRESH.search(content.decode("utf-8")))
    }
    assert len(pages) == len(ALIASES)
    lines = [line.split() for line in (output / "_redirects").read_text("utf-8").splitlines()]
    assert 0 < len(lines) <= REDIRECTS
    answered = set()
    for words in lines:
        origin, target, status = words
        assert (target, status) == (f"{base}/articles/a/", "301")
        assert re.fullmatch(r"[!-~]+", origin)
        assert len(" ".join(words)) <= LINE // 2
        assert not {"*", ":"} & set(origin)
        path = unquote(origin.removeprefix(base)).strip("/")
        answered.add(path if path in pages else f"{path}/index.html")
    assert answered == pages.keys()
    assert set(pages.values()) == {f"{base}/articles/a/"}
    nginx = (output / "_nginx" / "redirects.map").read_text("utf-8")
    mapped = re.findall(r'^"([^"]+)" (\S+);$', nginx, re.MULTILINE)
    assert sorted(unquote(origin) for origin, _ in mapped) == sorted(unquote(f"{base}{alias}") for alias in ALIASES)
    assert {target for _, target in mapped} == {f"{base}/articles/a/"}


def test_no_file_is_too_large_for_a_host(site: tuple[str, Path]) -> None:
    assert max(map(len, contents(site[1]).values())) < FILE


@pytest.mark.parametrize(
    "told",
    ["`_headers` and `_redirects`", "20,000 files", "25 MiB", "100 rules", "2,000 redirects", "1 GB", ".nojekyll"],
)
def test_the_recipes_tell_of_limits_and_files(told: str) -> None:
    assert told in RECIPES
