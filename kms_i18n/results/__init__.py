"""What the verbs answer: values that every report format can show.

``data()`` is the JSON form: plain values, sorted where order has no meaning, no clock, no path
of the machine. ``schema`` names it and its version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kms_i18n import registry

if TYPE_CHECKING:
    from kms_i18n.results.catalogs import CatalogCount, CatalogStatus
    from kms_i18n.results.coverage import Coverage, Length, Status
    from kms_i18n.results.difference import Delta, Difference, Differences
    from kms_i18n.results.files import File, Files
    from kms_i18n.results.findings import Findings, Repair, Repairs, TermRow, Terms
    from kms_i18n.results.review import Audit, Record, Review, Verification, Verified, Waiting
    from kms_i18n.results.verdict import Demanded, Reason, Verdict

__all__ = [
    "Audit",
    "CatalogCount",
    "CatalogStatus",
    "Coverage",
    "Delta",
    "Demanded",
    "Difference",
    "Differences",
    "File",
    "Files",
    "Findings",
    "Length",
    "Reason",
    "Record",
    "Repair",
    "Repairs",
    "Review",
    "Status",
    "TermRow",
    "Terms",
    "Verdict",
    "Verification",
    "Verified",
    "Waiting",
]
__getattr__ = registry.doors(
    __name__,
    {
        "Audit": f"{__name__}.review",
        "CatalogCount": f"{__name__}.catalogs",
        "CatalogStatus": f"{__name__}.catalogs",
        "Coverage": f"{__name__}.coverage",
        "Delta": f"{__name__}.difference",
        "Demanded": f"{__name__}.verdict",
        "Difference": f"{__name__}.difference",
        "Differences": f"{__name__}.difference",
        "File": f"{__name__}.files",
        "Files": f"{__name__}.files",
        "Findings": f"{__name__}.findings",
        "Length": f"{__name__}.coverage",
        "Reason": f"{__name__}.verdict",
        "Record": f"{__name__}.review",
        "Repair": f"{__name__}.findings",
        "Repairs": f"{__name__}.findings",
        "Review": f"{__name__}.review",
        "Status": f"{__name__}.coverage",
        "TermRow": f"{__name__}.findings",
        "Terms": f"{__name__}.findings",
        "Verdict": f"{__name__}.verdict",
        "Verification": f"{__name__}.review",
        "Verified": f"{__name__}.review",
        "Waiting": f"{__name__}.review",
    },
)
