"""The facts that questions are dealt with by: complete, with a status each, and no law claimed where there is none."""

from __future__ import annotations

import re

from hoanhap.people.feedback import queries
from hoanhap.people.feedback.queries import rules
from hoanhap.people.feedback.states import Kind


def test_every_kind_of_the_form_is_a_kind() -> None:
    assert list(queries.kinds()) == [kind.value for kind in Kind]
    assert [kind.code for kind in queries.kinds().values() if kind.forwarded] == ["COMPLAINT"]
    assert all(1 <= kind.days <= 30 for kind in queries.kinds().values())


def test_every_reason_names_its_rule_and_says_what_that_is_worth() -> None:
    for act in ("PAUSE", "EXTEND", "TRANSFER"):
        found = queries.reasons(act)
        assert found
        for reason in found.values():
            assert reason.status in rules.STATUSES
            assert reason.basis
            assert bool(re.search(r"Điều \d+", reason.basis)) == (reason.status != "own"), reason.code


def test_every_body_that_complaints_go_to_names_its_article_or_says_that_it_is_open() -> None:
    for body in queries.bodies().values():
        assert body.status in rules.STATUSES
        assert (body.status == "verified") == bool(re.search(r"Luật 127/2025/QH15, Điều \d+", body.basis)), body.code


def test_consents_are_one_a_purpose_and_say_for_what() -> None:
    assert len(queries.purposes()) >= 2
    assert all(purpose.label.startswith("Tôi đồng ý") for purpose in queries.purposes().values())
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", queries.consent_version())


def test_a_contact_is_kept_for_ninety_days_after_the_answer() -> None:
    assert queries.keeping("contact_after_end") == 90
    assert queries.keeping("contact_after_receipt") <= 365


def test_topics_and_templates_have_words() -> None:
    assert len(queries.topics()) >= 10
    assert len({topic.label for topic in queries.topics().values()}) == len(queries.topics())
    assert all(template.words and template.title for template in queries.templates())
