"""A project as it lies there: its settings file, which is run, and its places. What that says is judged in settings.py.

Every build begins here and most end before they need more, so this loads next to nothing.

    SITENAME = "The Sandhaven Digest"
    NEWSDESK_CLOCK = os.environ.get("NEWSDESK_CLOCK")
"""

from __future__ import annotations

import datetime as dt
import os

from newsdesk.model.errors import UsageError

TYPE_CHECKING = False  # as in model/errors.py
if TYPE_CHECKING:
    from typing import Any

TARGET = "site"  # where releases go unless NEWSDESK_TARGET names another place


def read_pelicanconf(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Every upper-case name that the settings file defines, as written. The file is Python and is executed."""
    path = os.fspath(path)
    if not os.path.isfile(path):
        raise UsageError(f"{path}: no such settings file. Run the command in a project, or write pelicanconf.py.")
    names: dict[str, Any] = {"__file__": path, "__name__": "pelicanconf"}
    try:
        with open(path, "rb") as file:
            exec(compile(file.read(), path, "exec"), names)  # noqa: S102  # a settings file is trusted code
    except Exception as error:  # whatever the file does wrong is the user's to hear of
        line = _line_of(error, path)
        raise UsageError(f"{os.path.basename(path)}{line}: {type(error).__name__}: {error}") from error
    return {name: value for name, value in names.items() if name.isupper()}


def overrides(*, drafts: bool, clock: str) -> dict[str, Any]:
    """Settings that take precedence, as options of a command give them."""
    return {"NEWSDESK_PREVIEW": drafts} | ({"NEWSDESK_CLOCK": clock} if clock else {})


def where(root: str | os.PathLike[str], folder: str) -> str:
    """Where a folder lies that settings name: absolute, without links. `root` is the project's."""
    return os.path.realpath(os.path.join(root, folder))


def shown(root: str, path: str) -> str:
    """As a place is called in messages: below the project, from there. Both are absolute."""
    return path.removeprefix(os.path.join(root, ""))


def read_clock(text: str | None, zone: dt.tzinfo) -> dt.datetime:
    """The moment that counts as now: as given (ISO, in the site's zone if it names none), else SOURCE_DATE_EPOCH,
    else the machine's clock."""
    if text:
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError as error:
            raise UsageError(f'clock "{text}" is not a time such as 2018-10-14T08:00:00+03:00.') from error
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return _from_epoch(epoch, zone)
    return dt.datetime.now(tz=zone)


def _from_epoch(epoch: str, zone: dt.tzinfo) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(int(epoch), tz=zone)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f'SOURCE_DATE_EPOCH: "{epoch}" is not a number of seconds since 1970.') from error


def _line_of(error: BaseException, path: str) -> str:
    """`:LINE` of the settings file at which an exception arose, or nothing."""
    if isinstance(error, SyntaxError):
        return f":{error.lineno}"
    line, traceback = "", error.__traceback__
    while traceback:
        if traceback.tb_frame.f_code.co_filename == path:
            line = f":{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return line
