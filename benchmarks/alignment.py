from kms_i18n.align import align
from kms_i18n.model import Kind, Segment, Span
from kms_i18n.recall import Known, recall

NOWHERE = Span(0, 0)
KINDS = {"h": Kind.HEADING, "i": Kind.ITEM, "p": Kind.PARAGRAPH}


def segments(found):
    return [
        Segment(str(k), " ".join(s["t"].split()), NOWHERE, KINDS.get(s.get("k", "p"), Kind.PARAGRAPH), NOWHERE, headings=tuple(s.get("s", ())))
        for k, s in enumerate(found)
    ]


def predict(old, new, memory=True):
    before, after = segments(old), segments(new)
    found = [[] for _ in new]
    for change in align(before, after):
        for j in change.new:
            found[j] = list(change.old)
    if memory:
        places = {}
        for j, s in enumerate(after):
            places.setdefault(s.text, j)
        wanted = [j for j, origin in enumerate(found) if not origin]
        known = [Known(s.text, o.get("d", ""), places.get(s.text, i)) for i, (s, o) in enumerate(zip(before, old, strict=True))]
        asked = [Known(after[j].text, new[j].get("d", ""), j) for j in wanted]
        for j, hit in zip(wanted, recall(known, asked), strict=True):
            if hit:
                found[j] = [hit.index]
    return found
