"""Runs commands, each in a process of its own that has everything imported already.

A process that is forked needs no second to start, so that every system call of every command
can be stopped once. It waits to be let go, so that strace can look at it from its first call on.

Lines on stdin and stdout, as JSON: a command in, its process id out; a line in to let it go, its
exit status out (negative: the signal that ended it).
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

EXEC = "exec"
"""First argument of a request for another program than ours."""
_PR_SET_PTRACER, _ANYBODY = 0x59616D61, -1


def main() -> None:
    """Answer requests until stdin ends; the first is the one to warm up with."""
    for line in sys.stdin:
        request = json.loads(line)
        if request.get("warm"):
            _warm(request)
            _say(True)
            continue
        waits, lets = os.pipe()
        hears, ready = os.pipe()
        child = os.fork()
        if not child:
            os.close(lets)
            _become(request, waits, ready)
        os.close(waits)
        os.close(ready)
        os.read(hears, 1)
        os.close(hears)
        _say(child)
        sys.stdin.readline()
        os.close(lets)
        _, status = os.waitpid(child, 0)
        _say(os.waitstatus_to_exitcode(status))


def _say(value: object) -> None:
    sys.stdout.write(f"{json.dumps(value)}\n")
    sys.stdout.flush()


def _warm(request: dict[str, Any]) -> None:
    """Run commands here, so that every module they need is imported."""
    import ctypes

    from kms_i18n.cli import group

    ctypes.CDLL(None).prctl  # noqa: B018  looked up once
    os.chdir(request["folder"])
    said, sys.stdout = sys.stdout, open(os.devnull, "w")  # noqa: PTH123, SIM115
    told, sys.stderr = sys.stderr, sys.stdout
    for arguments in request["warm"]:
        group.main(arguments, prog_name="kms-i18n", standalone_mode=False)
    sys.stdout, sys.stderr = said, told


def _become(request: dict[str, Any], waits: int, ready: int) -> NoReturn:
    """Become the command of a request, once it is let go."""
    import ctypes

    code = 70
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_long(_ANYBODY), 0, 0, 0)
        os.chdir(request["folder"])
        output = os.open(request["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for descriptor in (1, 2):
            os.dup2(output, descriptor)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.close(ready)
        os.read(waits, 1)
        if request["arguments"][0] == EXEC:
            os.execvp(request["arguments"][1], request["arguments"][1:])  # noqa: S606
        from kms_i18n.cli import main as run

        run(request["arguments"])
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001  whatever it was, the test reads it
        import traceback

        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
