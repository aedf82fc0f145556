"""Asking the office something: one thing a page, everything carried in the form, the code at the end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoanhap.ground.organisations import queries as organisations
from hoanhap.kernel import clock
from hoanhap.kernel.errors import Conflict, Invalid, WrongState
from hoanhap.people.feedback import operations, queries
from hoanhap.web.forms import Form
from hoanhap.web.public.feedback import throttle
from hoanhap.web.public.feedback.carrying import Carried, carried, fresh_secret
from hoanhap.web.public.feedback.door import nobody_in_particular
from hoanhap.web.public.feedback.forms import ContactForm, KindForm, PlaceForm, WordsForm
from hoanhap.web.public.feedback.pictures import take_pictures
from vanban.checking import dignity


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form."""

    name: str
    title: str | Promise
    form: type[Form]
    fields: tuple[str, ...]


STEPS = (
    Step("kind", gettext_lazy("Bạn muốn gửi gì cho cơ quan?"), KindForm, ("kind",)),
    Step("words", gettext_lazy("Bạn muốn hỏi hoặc cho biết điều gì?"), WordsForm, ("words",)),
    Step("place", gettext_lazy("Việc này ở đâu?"), PlaceForm, ("place", "concerns")),
    Step("contact", gettext_lazy("Bạn có muốn để lại liên hệ không?"), ContactForm, ("contact", "purposes")),
)
NAMES = [step.name for step in STEPS]


@nobody_in_particular("GET", "POST")
def ask(request: HttpRequest) -> HttpResponse:
    """The pages of the form. Back keeps everything that was typed."""
    if request.method != "POST":
        return _page(request, STEPS[0], Carried(fresh_secret()))
    kept, here, go = carried(request.POST), _step(request.POST.get("step", "")), request.POST.get("go", "next")
    if go.startswith("to:"):
        return _page(request, _step(go[3:]), replace(kept, to_check=True))
    if go.startswith("drop:"):
        return _page(request, STEPS[1], kept.without_picture(go[5:]))
    if here is None:
        return _check(request, kept)
    if go == "back":
        return _page(request, STEPS[max(0, NAMES.index(here.name) - 1)], kept)
    return _onward(request, here, kept)


@nobody_in_particular("POST")
def ask_done(request: HttpRequest) -> HttpResponse:
    """Send it, and show the code. Pressed twice, or loaded again, it shows the same code."""
    throttle.ask(request)
    kept = carried(request.POST)
    try:
        got = operations.receive(secret=kept.secret, asked=kept.asked(), now=clock.now())
    except Conflict as refusal:
        return _check(request, kept.anew(), refusal=str(refusal.message), status=409)
    except (Invalid, WrongState) as refusal:
        told = dict.fromkeys([str(refusal.message), *map(str, refusal.fields.values())])
        return _check(request, kept, refusal=" ".join(told), status=refusal.status)
    rule = queries.kinds()[kept.one["kind"]]
    context = {"code": got.code, "groups": got.code.split("-"), "rule": rule, "left_contact": bool(kept.one.get("contact"))}
    return render(request, "public/feedback/done.html", context, status=201)


def _onward(request: HttpRequest, here: Step, kept: Carried) -> HttpResponse:
    """Go on when this page is well filled in, else say what is not."""
    form = _form(here, kept, data=request.POST, files=request.FILES)
    if form.is_valid() and here.name == "words":
        with form.refusals():
            kept = take_pictures(request, kept)
    if form.is_valid() and here.name == "contact":
        with form.refusals():
            operations.examined(kept.asked(), on=clock.now())
    if not form.is_valid():
        return _page(request, here, kept, form=form)
    following = NAMES.index(here.name) + 1
    return _check(request, kept) if kept.to_check or following == len(STEPS) else _page(request, STEPS[following], kept)


def _page(request: HttpRequest, step: Step | None, kept: Carried, *, form: Form | None = None) -> HttpResponse:
    shown = step or STEPS[0]
    context: dict[str, Any] = {
        "step": shown, "number": NAMES.index(shown.name) + 1, "of": len(STEPS) + 1, "form": form or _form(shown, kept),
        "carried": list(kept.inputs(without=shown.fields)), "pictures": kept.many.get("pictures", []), "to_check": kept.to_check,
    }  # fmt: skip
    return render(request, "public/feedback/step.html", context, status=422 if form else 200)


def _check(request: HttpRequest, kept: Carried, *, refusal: str = "", status: int = 200) -> HttpResponse:
    """Everything once more before it is sent, with a kind word about what had better not stand in it."""
    asked, kinds, purposes = kept.asked(), queries.kinds(), queries.purposes()
    context = {
        "asked": asked, "kind": kinds[asked.kind].label if asked.kind in kinds else "", "refusal": refusal,
        "place": _named(kept, "place", _places()), "concerns": _named(kept, "concerns", _units()),
        "purposes": [purposes[code].label for code in asked.purposes if code in purposes],
        "carried": list(kept.inputs()), "advice": advice(asked.words), "number": len(STEPS) + 1, "of": len(STEPS) + 1,
    }  # fmt: skip
    return render(request, "public/feedback/check.html", context, status=status)


def advice(words: str) -> list[str]:
    """What in the words might lead to a person, one sentence each. It is said and never stands in the way."""
    found = [objection.message for objection in dignity.examine(words[: operations.LONGEST], kind="feedback")]
    return list(dict.fromkeys(found))[:6]


def _form(step: Step, kept: Carried, *, data: Any = None, files: Any = None) -> Form:
    extra: dict[str, Any] = {"places": _places(), "units": _units()} if step.form is PlaceForm else {}
    return step.form(data, files, initial=kept.initial(), **extra)


def _step(name: str) -> Step | None:
    return next((step for step in STEPS if step.name == name), None)


def _places() -> list[tuple[str, str]]:
    today = clock.day_of(clock.now())
    units = list(organisations.units_on(today, kinds=[organisations.UnitKind.COMMUNE]))
    names = organisations.names_of([unit.id for unit in units], on=today)
    plain = {unit.id: names.get(unit.id, unit.code).removeprefix(organisations.COMMITTEE) for unit in units}
    return sorted(((str(unit.id), plain[unit.id][:1].upper() + plain[unit.id][1:]) for unit in units), key=lambda pair: pair[1])


def _units() -> list[tuple[str, str]]:
    """Every body that somebody may have to complain of, by name."""
    today = clock.day_of(clock.now())
    names = organisations.names_of(organisations.units_on(today).values_list("id", flat=True), on=today)
    return sorted(((str(unit_id), name) for unit_id, name in names.items()), key=lambda pair: pair[1])


def _named(kept: Carried, field: str, choices: list[tuple[str, str]]) -> str:
    value = kept.one.get(field, "")
    return dict(choices).get(value, "") or (_("Không có trong danh sách") if value else "")
