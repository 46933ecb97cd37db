"""The verbs: values in, values out. No file, no Git, no terminal.

Each works on one catalog and the documents it serves; callers map over locales and fold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import registry

if TYPE_CHECKING:
    from kms_i18n.flow.assessing import assess, cover
    from kms_i18n.flow.comparing import compare
    from kms_i18n.flow.publishing import Published, publish
    from kms_i18n.flow.texts import references, remembered
    from kms_i18n.flow.updating import Updated, update

__all__ = [
    "Published",
    "Updated",
    "assess",
    "compare",
    "cover",
    "publish",
    "references",
    "remembered",
    "update",
]
__getattr__ = registry.doors(
    __name__,
    {
        "Published": f"{__name__}.publishing",
        "Updated": f"{__name__}.updating",
        "assess": f"{__name__}.assessing",
        "compare": f"{__name__}.comparing",
        "cover": f"{__name__}.assessing",
        "publish": f"{__name__}.publishing",
        "references": f"{__name__}.texts",
        "remembered": f"{__name__}.texts",
        "update": f"{__name__}.updating",
    },
)
