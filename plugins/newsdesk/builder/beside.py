"""A question that another process answers while this one goes on with something else.

    with Beside(all_are_there) as asked:
        look_around()
        if asked.answer(): …

The other process is a fork: it knows what this one knows, says yes or no by how it ends, and leaves nothing else.
Where none can be made, or no answer comes (it was killed, or the question raised something), the question is asked
here: that takes longer and says the same.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False  # as in model/errors.py
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import NoReturn

_YES, _NO, _NOTHING = 0, 1, 2  # how the other process ends


class Beside:
    """`question` being answered, for as long as the block lasts: the other process never outlives it."""

    def __init__(self, question: Callable[[], bool]) -> None:
        self._question = question
        self._child = 0  # while it has not been seen to end

    def __enter__(self) -> Beside:
        self._child = _begin(self._question) if _is_alone() else 0
        return self

    def answer(self) -> bool:
        """Waits for it."""
        code = self._end() if self._child else _NOTHING
        return code == _YES if code in (_YES, _NO) else self._question()

    def __exit__(self, *_: object) -> None:
        if self._child:
            import signal

            with suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
            self._end()

    def _end(self) -> int:
        """Waits for the other process, and says how it ended."""
        code = _NOTHING
        with suppress(ChildProcessError):  # so it is where somebody told the system not to keep how processes end
            code = os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])
        self._child = 0
        return code


def _is_alone() -> bool:
    """Whether this process has no other threads: what those hold locked would stay so in a fork. Only Linux tells,
    also of threads that Python knows nothing of."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return False


def _begin(question: Callable[[], bool]) -> int:
    try:
        child = os.fork()
    except OSError:
        return 0
    if not child:
        _tell(question)
    return child


def _tell(question: Callable[[], bool]) -> NoReturn:
    code = _NOTHING
    try:
        _forget_handlers()
        code = _YES if question() else _NO
    finally:
        os._exit(code)  # without a word of what went wrong, nor of what the parent had still to write


def _forget_handlers() -> None:
    """What the parent does when it is told to end is no business of this process. Who has set handlers has loaded
    `signal`, which takes a while."""
    if "signal" in sys.modules:
        import signal

        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
