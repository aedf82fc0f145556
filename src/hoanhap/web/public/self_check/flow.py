"""Where somebody is in the self-check: what has come with the form, which question is next, what still waits.

The whole state is what the form carries; nothing is kept between two requests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import QueryDict

from hoanhap.ground.legislation.queries import Rules
from hoanhap.web.public.self_check.questions import BY_NAME, QUESTIONS, Question, QuestionForm
from hoanhap.web.public.self_check.state import State

LONGEST_VALUE, MOST_VALUES = 60, 60
"""Nothing that a page of ours sends is longer or more."""


@dataclass(slots=True)
class Reading:
    """What came: the state, the questions that are asked, the forms that were answered well, those that were not."""

    state: State
    asked: list[Question] = field(default_factory=list)
    good: dict[str, QuestionForm] = field(default_factory=dict)
    wrong: dict[str, QuestionForm] = field(default_factory=dict)

    @property
    def waiting(self) -> Question | None:
        """The first question without a good answer."""
        return next((question for question in self.asked if question.name not in self.good), None)

    def before(self, question: Question) -> Question | None:
        """The question before one."""
        earlier = [one for one in self.asked if QUESTIONS.index(one) < QUESTIONS.index(question)]
        return earlier[-1] if earlier else None

    def after(self, question: Question) -> Question | None:
        """The question behind one."""
        return next((one for one in self.asked if QUESTIONS.index(one) > QUESTIONS.index(question)), None)

    def form(self, question: Question) -> QuestionForm:
        """The form of a question as it was answered, or empty."""
        return self.good.get(question.name) or self.wrong.get(question.name) or question.form(self.state, None)


def read(sent: QueryDict, rules: Rules) -> Reading:
    """Everything that came, in the order of the questions: later ones depend on earlier ones."""
    reading = Reading(State(rules))
    for question in QUESTIONS:
        if not question.asked(reading.state):
            continue
        reading.asked.append(question)
        if not any(name in sent for name in question.fields):
            continue
        form = question.form(reading.state, sent)
        if form.is_valid():
            reading.good[question.name] = form
            reading.state = reading.state.with_(**question.said(form.value()))
        else:
            reading.wrong[question.name] = form
    return reading


def carried(sent: QueryDict, *, without: Question | None = None) -> Iterator[tuple[str, str]]:
    """The hidden fields of the next page: every answer so far but that of the question on the page. Names of ours only, and short."""
    for question in QUESTIONS:
        if question is without:
            continue
        for name in question.fields:
            for value in sent.getlist(name)[:MOST_VALUES]:
                yield name, str(value)[:LONGEST_VALUE]


def named(sent: QueryDict, key: str) -> Question | None:
    """The question that a control names."""
    return BY_NAME.get(sent.get(key, ""))
