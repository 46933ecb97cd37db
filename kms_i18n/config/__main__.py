"""Print the JSON Schema of ``kms-i18n.yaml``: ``python -m kms_i18n.config``."""

import sys

from kms_i18n.config.schema import published

sys.stdout.write(published())
