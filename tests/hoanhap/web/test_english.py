"""English is complete: every message of code and templates is in the catalogue, translated, with the same names in it."""

from __future__ import annotations

import re

from tests.hoanhap.web.messages import SOURCE, all_messages, bare_strings, in_python, in_template, plain_texts, translated

TEMPLATES = SOURCE / "web" / "templates"

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
ADD = "thêm vào src/hoanhap/web/locale/en/LC_MESSAGES/django.po"


def test_every_message_has_its_english_and_none_is_left_over() -> None:
    wanted, known = all_messages(), translated()
    assert len(wanted) > 100, "the extractor finds too little to be believed"
    missing = [f"{wanted[key].place}: “{wanted[key].text}” ({ADD})" for key in sorted(wanted.keys() - known.keys())]
    unused = [f"“{text}” is used nowhere: take it out of django.po" for text, _ in sorted(known.keys() - wanted.keys())]
    assert not missing + unused, "\n".join(["", *missing, *unused])


def test_every_english_says_something_with_the_same_names_in_it() -> None:
    faults = []
    for (text, plural), entry in translated().items():
        for english in [entry.msgstr, *entry.msgstr_plural.values()] if plural else [entry.msgstr]:
            if plural and english == entry.msgstr:
                continue
            if not english.strip() or entry.fuzzy:
                faults.append(f"“{text}” is not translated")
            elif sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(plural or text)):
                faults.append(f"“{text}”: other names in “{english}”")
    assert not faults, "\n".join(faults)


VIETNAMESE = re.compile(r"[À-ỹ]")
NAMES = re.compile(r"Hòa Nhập|Tiếng Việt")
"""What is called the same in every language."""

PRINTED = {
    "desk/reports/report.html": {"CỘNG", "Độc", "ngày", "BÁO", "Nơi", "số", "tháng", "năm", "Số"},
    "desk/style/guide.html": set(),
}
"""What a template says in Vietnamese in every language: the head of an official paper, by the first words of its parts, and samples."""


def test_no_template_says_anything_that_is_not_translated() -> None:
    untranslated = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = str(path.relative_to(TEMPLATES))
        for text in plain_texts(path.read_text("utf-8")):
            first = NAMES.sub("", re.sub(r"<[^>]*>", " ", text)).strip()
            words = set(re.findall(r"\w+", first))
            if VIETNAMESE.search(first) and name != "desk/style/guide.html" and not words & PRINTED.get(name, set()):
                untranslated.append(f"{name}: “{' '.join(first.split())[:60]}”")
    assert not untranslated, "\n".join(["wrap these in {% translate %}:", *untranslated])


ONE_LANGUAGE = {"samples.py", "public/figures/rows.py", "public/figures/files.py"}
"""Samples, and the columns of open data: a program that reads the file must find the same words whoever asked for it."""


def test_no_page_code_says_anything_that_is_not_translated() -> None:
    untranslated = []
    for path in sorted((SOURCE / "web").rglob("*.py")):
        if not str(path).endswith(tuple(ONE_LANGUAGE)):
            untranslated += [
                f"{path.name}:{line}: “{text[:60]}”" for line, text in bare_strings(path.read_text("utf-8")) if VIETNAMESE.search(text)
            ]
    assert not untranslated, "\n".join(["wrap these in _():", *untranslated])


def test_the_extractor_finds_every_way_of_saying_a_message() -> None:
    template = """{% translate "Một" %}{% x _("Hai") a=_("Ba \\"bốn\\"") %}{{ y|default:_("Năm") }}
    {% blocktranslate with n=a.b trimmed %}
      Sáu {{ n }}%
    {% endblocktranslate %}{% blocktranslate count n=k %}Bảy{% plural %}Tám {{ n }}{% endblocktranslate %}"""
    assert [(m.text, m.plural) for m in in_template(template, "t")] == [
        ("Một", ""), ("Hai", ""), ('Ba "bốn"', ""), ("Năm", ""), ("Sáu %(n)s%%", ""), ("Bảy", "Tám %(n)s"),
    ]  # fmt: skip
    code = '_("Một " "hai"); gettext_lazy("Ba"); ngettext("Bốn", "Năm", 2); other("Sáu")'
    assert [(m.text, m.plural) for m in in_python(code, "c")] == [("Một hai", ""), ("Ba", ""), ("Bốn", "Năm")]
