"""The machine interface of the room: plain text in, one JSON object a line out.

    python -m newsdesk.language --json --published 2018-10-13 article.txt

Keys of a line: `path, lang, quotations, people, dates, events, links`; of a file that cannot be read: `path, error`.
Offsets are Python characters of the file read as UTF-8 with `newline=""`, so that CR LF counts two. Keys may be added,
never renamed. When what a sentence tells happened is said by its dates or, if it has none, by its link.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from newsdesk.language.analysis import Analysis, analyse

_EXAMPLES = """\
examples:
  python -m newsdesk.language article.txt
      what is found, for people to read
  python -m newsdesk.language --json --published 2018-10-13 article.txt another.txt
      one JSON object a line for each file; relative dates are counted from 13 October 2018
  python -m newsdesk.language --json --lang de artikel.txt
      the language is given and not detected

A date's value is written as in TIMEX3 (2018-Q3, 2018-W40), its bounds and doubts in EDTF beside it.
Without --published relative dates ("yesterday") have no value. A file that cannot be read gives an object with
"error" and the rest go on.

exit code: 0 all read, 1 a file could not be read, 2 usage
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Analyse the files named in `arguments` (default: the command line's); the exit code."""
    options = _parser().parse_args(arguments)
    if hasattr(sys.stdout, "reconfigure"):
        # A pipe under LANG=C would refuse the first quotation mark.
        sys.stdout.reconfigure(encoding="utf-8")
    failed = False
    for path in options.paths:
        report = _read(path, options.published, options.lang)
        failed = failed or "error" in report
        sys.stdout.write(_as_json(report) if options.json else _as_words(report))
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m newsdesk.language",
        description="Find quotations, people, dates and events in plain text.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a UTF-8 text file")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--published", type=_date, metavar="DATE", help="when the text appeared, as 2018-10-13")
    parser.add_argument(
        "--lang", type=_language, metavar="LANG", help="the text's language (en, de, ru …); else detected"
    )
    return parser


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{value}" is no date. Write it as 2018-10-13.') from None


def _language(value: str) -> str:
    code = value.strip().lower().replace("_", "-").split("-")[0]
    if not (2 <= len(code) <= 3 and code.isascii() and code.isalpha()):
        raise argparse.ArgumentTypeError(f'"{value}" is no language. Write its code, such as en, de or ru.')
    return code


def _read(path: str, published: date | None, lang: str | None) -> dict[str, Any]:
    try:
        with Path(path).open(encoding="utf-8", newline="") as file:
            text = file.read()
    except (OSError, ValueError) as error:
        return {"path": path, "error": _fault(error)}
    return {"path": path, **_found(analyse(text, published=published, lang=lang))}


def _fault(error: OSError | ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8: byte {error.start} cannot be read. Save the file as UTF-8."
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _found(analysis: Analysis) -> dict[str, Any]:
    found = asdict(analysis)
    for quotation in found["quotations"]:
        quotation["kind"] = quotation.pop("speech")
    for found_date in found["dates"]:
        # A date alone is what others compare (TIMEX3); how it is bounded ("by", "about") stays in EDTF.
        found_date["edtf"], timex = found_date["value"], found_date.pop("timex")
        found_date["value"] = timex or found_date["value"]
    for link in found["links"]:
        link["edtf"], link["value"] = link["value"], link.pop("timex")
    return found


def _as_json(report: dict[str, Any]) -> str:
    # Lone surrogates (an escaped file name) can stand in JSON only as escapes.
    return json.dumps(report, ensure_ascii=not _is_encodable(report)) + "\n"


def _is_encodable(report: dict[str, Any]) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in report["path"])


def _as_words(report: dict[str, Any]) -> str:
    if "error" in report:
        return f"{_printable(report['path'])}: {report['error']}\n"
    lines = [f"{_printable(report['path'])} ({report['lang']})"]
    lines += [
        f"  {found['kind']:8} {found['confidence']:.2f}  {found['speaker_name'] or found['speaker_text'] or '?'}: "
        f"characters {found['content_start']}–{found['content_end']} ({found['why']})"
        for found in report["quotations"]
    ]
    lines += [f"  person   {_person(found)}" for found in report["people"]]
    lines += [f"  date     {found['value'] or '?'}: {found['text']}" for found in report["dates"]]
    lines += [f"  event    {found['date']}: {found['title']}" for found in report["events"]]
    return "\n".join(lines) + "\n"


def _printable(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _person(found: dict[str, Any]) -> str:
    known = [found["name"], *(f"also {alias}" for alias in found["aliases"]), found["role"], found["affiliation"]]
    return ", ".join(word for word in known if word)


if __name__ == "__main__":
    sys.exit(main())
