"""The same world for every test, whoever runs it: no colours, one clock, nobody's Git settings."""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import settings

WORLD = {
    "COLUMNS": "80",
    "GIT_AUTHOR_EMAIL": "translator@example.org",
    "GIT_AUTHOR_NAME": "Translator",
    "GIT_COMMITTER_EMAIL": "translator@example.org",
    "GIT_COMMITTER_NAME": "Translator",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "LC_ALL": "C.UTF-8",
    "NO_COLOR": "1",
    "TZ": "UTC",
}
# A commit hook runs with these set; tests that make repositories of their own must not see them.
ELSEWHERE = (
    "CLICOLOR_FORCE",
    "FORCE_COLOR",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
    "LANGUAGE",
)

os.environ.update(WORLD)
for name in [*ELSEWHERE, *(key for key in os.environ if key.startswith("KMS_I18N_"))]:
    os.environ.pop(name, None)

# No deadlines: a machine that is busy with other work is no fault of the program.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.getenv("CI") else "dev"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs GNU gettext, strace or Typst where it is missing, and say so."""
    if item.get_closest_marker("gettext") and shutil.which("msgfmt") is None:
        pytest.skip("msgfmt is not installed (apt-get install gettext)")
    if item.get_closest_marker("strace"):
        from tests.crash.injection import unavailable

        if reason := unavailable():
            pytest.skip(reason)
    if item.get_closest_marker("pdf"):
        typst = pytest.importorskip("typst", reason="typst is not installed (make test-browser)")
        if not any("Khmer" in name for name in typst.Fonts().families()):
            pytest.skip("no Khmer font is installed (apt-get install fonts-noto-core)")
