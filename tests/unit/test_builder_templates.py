"""Our environment of Jinja's writes what any other writes: of equal arguments once, and mere text as mere text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, UndefinedError
from markupsafe import Markup, escape
from newsdesk.builder.templates import KEPT, OPTIONS, _escaped, environment_for

MACROS = """
{%- macro say(what, more="") -%}<b>{{ what }}{{ more }}</b>{%- endmacro -%}
{%- macro each(these) -%}{% for one in these %}{{ one }};{% endfor %}{%- endmacro -%}
{%- macro around() -%}<i>{{ caller() }}</i>{%- endmacro -%}
{%- macro nothing(of) -%}fine{%- endmacro -%}
"""
IMPORT = '{%- from "macros.html" import around, each, nothing, say -%}'


def written(folder: Path, page: str, **values: object) -> str:
    """The page as our environment writes it (the same twice), which is as the stock one does."""
    (folder / "macros.html").write_text(MACROS, "utf-8")
    (folder / "page.html").write_text(IMPORT + page, "utf-8")
    ours = environment_for(folder).get_template("page.html")
    stock = Environment(loader=FileSystemLoader(folder), **OPTIONS).get_template("page.html")  # in OPTIONS
    first = ours.render(**values)
    assert first == ours.render(**values) == stock.render(**values)
    return first


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("{{ say('a') }}{{ say('a') }}", "<b>a</b><b>a</b>"),
        ("{{ say(1) }}{{ say(true) }}{{ say(1.0) }}", "<b>1</b><b>True</b><b>1.0</b>"),
        ("{{ say('a', more=1) }}{{ say('a', more=true) }}", "<b>a1</b><b>aTrue</b>"),
        ("{{ say('<') }}{{ say('<'|safe) }}", "<b>&lt;</b><b><</b>"),
        ("{{ each([1, 2]) }}{{ each([2]) }}{{ each((2,)) }}", "1;2;2;2;"),
        ("{% call around() %}{{ x }}{% endcall %}{% call around() %}y{% endcall %}", "<i>&amp;</i><i>y</i>"),
        ("{% for x in (1, 2) %}{{ say(x) }}{{ say(loop.index) }}{% endfor %}", "<b>1</b><b>1</b><b>2</b><b>2</b>"),
        ("{{ nothing(missing) }}", "fine"),
        ("{{ _('By %(who)s', who='<') }} {{ _('By %(who)s', who=say('a')) }}", "By &lt; By <b>a</b>"),
        ("{{ ngettext('%(num)s day', '%(num)s days', 2) }}", "2 days"),
        ("{% trans %}Follow{% endtrans %}", "Follow"),
        ("{% macro own(what) %}{{ what }}{{ x }}{% endmacro %}{{ own(1) }}{{ own(1) }}", "1&amp;1&amp;"),
    ],
)
def test_what_is_kept_changes_nothing(tmp_path: Path, page: str, text: str) -> None:
    assert written(tmp_path, page, x="&") == text


def test_a_macro_of_a_page_sees_each_page_anew(tmp_path: Path) -> None:
    page = "{% macro own() %}{{ x }}{% endmacro %}{{ own() }}"
    (tmp_path / "page.html").write_text(page, "utf-8")
    template = environment_for(tmp_path).get_template("page.html")
    assert [template.render(x=x) for x in "ab"] == ["a", "b"]


def test_an_imported_macro_is_run_once_for_equal_arguments(tmp_path: Path) -> None:
    (tmp_path / "macros.html").write_text("{% macro say(what) %}{{ seen(what) }}{% endmacro %}", "utf-8")
    (tmp_path / "page.html").write_text('{% from "macros.html" import say %}{{ say(x) }}{{ say(x) }}', "utf-8")
    environment = environment_for(tmp_path)
    seen: list[str] = []
    environment.globals["seen"] = lambda what: seen.append(what) or what
    template = environment.get_template("page.html")
    assert [template.render(x=x) for x in ("a", "b", "a")] == ["aa", "bb", "aa"]
    assert seen == ["a", "b"]


def test_what_is_kept_of_a_macro_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "macros.html").write_text("{% macro say(what) %}{{ what }}{% endmacro %}", "utf-8")
    page = f'{{% from "macros.html" import say %}}{{% for n in range({KEPT} + 2) %}}{{{{ say(n) }}}},{{% endfor %}}'
    (tmp_path / "page.html").write_text(page, "utf-8")
    environment = environment_for(tmp_path)
    assert environment.get_template("page.html").render() == "".join(f"{n}," for n in range(KEPT + 2))
    assert len(environment.get_template("macros.html").module.say.made) == 2  # type: ignore[attr-defined]


def test_what_is_undefined_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        written(tmp_path, "{{ say(missing) }}")


@given(st.one_of(st.text(), st.integers(), st.none(), st.builds(Markup, st.text())))
def test_escaping_is_markupsafes(value: object) -> None:
    assert str(_escaped(value)) == str(escape(value))
