"""``python -m kms_i18n`` is ``kms-i18n``."""

from __future__ import annotations

from kms_i18n.cli import main

if __name__ == "__main__":
    main()
