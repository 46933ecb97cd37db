"""``python -m kms_i18n`` is ``kms-i18n``."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from kms_i18n.cli import EXIT_FAULT, main


def run() -> NoReturn:
    """Run the command line and leave at once.

    Taking a whole interpreter apart, value by value, costs a tenth of a short command, and what is
    left to be done by then is done: files are written, processes joined. ``mypy`` leaves so, too.
    """
    status: object = EXIT_FAULT
    try:
        main()
    except SystemExit as stop:
        status = stop.code
    code = status if isinstance(status, int) else int(status is not None)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            pass  # Who listened has gone; ``main`` has decided what that means.
        except OSError:
            code = code or EXIT_FAULT
    os._exit(code)


if __name__ == "__main__":
    run()
