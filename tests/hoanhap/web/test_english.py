"""English is complete: every message of code and templates is in the catalogue, translated, with the same names in it."""

from __future__ import annotations

import re

from tests.hoanhap.web.messages import all_messages, in_python, in_template, translated

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
