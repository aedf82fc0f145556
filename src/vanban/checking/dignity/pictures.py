"""What must be declared of a picture before it is published."""

from __future__ import annotations

from vanban.checking.dignity.objections import Objection, objection


def examine_picture(*, people_recognisable: bool | None, consent_id: str | None = None, papers_visible: bool = False) -> list[Objection]:
    """Object to a picture that shows a face without a consent, or papers, or of which nothing was declared.

    :param people_recognisable: whether anybody can be recognised, officials at their public work aside; None where nobody has said
    :param consent_id: the consent that covers the persons shown; whether it still holds is for the caller to look up
    :param papers_visible: identity papers, certificates or license plates can be read
    """
    found = []
    if people_recognisable is None:
        found.append(objection("PICTURE_UNDECLARED", (0, 0), "", ""))
    elif people_recognisable and not (consent_id or "").strip():
        found.append(objection("FACE_WITHOUT_CONSENT", (0, 0), "", ""))
    if papers_visible:
        found.append(objection("PAPER_IN_PICTURE", (0, 0), "", ""))
    return found
