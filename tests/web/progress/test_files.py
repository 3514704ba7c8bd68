"""Files that leave: the history as the command line reads it, progress by its schema, the report as PDF."""

from __future__ import annotations

import builtins
import contextlib
import csv
import io
import json
import logging
import re
import socket
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from django.urls import reverse
from django.utils import timezone

from builders.checks import make_check, make_set
from builders.courses import CLINIC, PHONE, SEATED, measured_days
from supple import progress_report
from supple.exchange.history import parse_history
from supple_web.assessments.engine import trials_of
from supple_web.progress.pdf import PdfMissing, pdf_of

pytestmark = pytest.mark.django_db

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schemas" / "progress-1.schema.json").read_text(encoding="utf-8"))


def unordered(trials):
    return sorted(repr(one) for one in trials)


class TestCsv:
    def test_what_is_taken_along_is_read_back_as_it_is_stored(self, guest, guest_client):
        measured_days(guest, 3, ways=(PHONE, SEATED, CLINIC))
        answer = guest_client.get(reverse("progress_csv"))
        assert answer["Content-Type"].startswith("text/csv")
        assert "attachment" in answer["Content-Disposition"]
        read = parse_history(answer.text, "trials.csv")
        assert len(read) == 3 * 3 * 12
        assert unordered(replace(one, order=None) for one in read) == unordered(
            replace(one, order=None) for one in trials_of(guest)
        )

    def test_sets_that_both_begin_at_one_are_no_copies(self, guest, guest_client):
        check = make_check(guest, timezone.localdate())
        for _ in range(2):
            make_set(check, {"left": [40.0, 41.0, 42.0]})
        check.sets.last().trials.update(order=1)
        assert len(parse_history(guest_client.get(reverse("progress_csv")).text, "t.csv")) == 6

    @pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1", "-1+2", "@SUM(A1)", "'=1", "＝1"])
    def test_no_name_becomes_a_formula(self, guest, guest_client, name):
        make_set(make_check(guest, timezone.localdate()), {"left": [40.0, 41.0, 42.0]}, rater=name)
        text = guest_client.get(reverse("progress_csv")).text
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell.lstrip().startswith(tuple("=+-@＝"))]
        assert {one.rater for one in parse_history(text, "t.csv")} == {name}

    def test_left_out_repetitions_stay_here(self, guest, guest_client):
        one = make_set(make_check(guest, timezone.localdate()), {"left": [40.0, 41.0, 42.0]})
        one.trials.filter(value_deg=41.0).update(quality="rejected")
        assert [t.value_deg for t in parse_history(guest_client.get(reverse("progress_csv")).text, "t.csv")] == [40.0, 42.0]


class TestJson:
    def test_it_is_what_its_schema_says(self, five_weeks, guest_client):
        answer = guest_client.get(reverse("progress_json"))
        document = answer.json()
        jsonschema.validate(document, SCHEMA, format_checker=jsonschema.FormatChecker())
        assert len(document["series"]) == 4
        assert "attachment" in answer["Content-Disposition"]

    def test_its_trends_are_those_of_the_command_line(self, guest, guest_client):
        measured_days(guest, 5)
        document = guest_client.get(reverse("progress_json")).json()
        read = parse_history(guest_client.get(reverse("progress_csv")).text, "trials.csv")
        told = progress_report(read).to_json()
        assert [one["trend"] for one in document["series"]] == [one["trend"] for one in told["series"]]

    def test_nobody_has_no_series(self, client):
        document = client.get(reverse("progress_json")).json()
        jsonschema.validate(document, SCHEMA)
        assert document["series"] == []


class TestPdf:
    def test_it_is_tagged_in_one_language_and_on_two_pages_at_most(self, five_weeks, guest_client):
        answer = guest_client.get(reverse("progress_pdf"))
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer.content.startswith(b"%PDF-")
        document = inflated(answer.content)
        for part in (b"/StructTreeRoot", b"/Marked true", b"/Lang (en)", b"pdfuaid"):
            assert part in document, part
        assert 1 <= pages(document) <= 2

    def test_several_ways_of_measuring_fit_on_three_pages(self, guest, guest_client):
        measured_days(guest, 3, ways=(PHONE, SEATED, CLINIC))
        assert pages(guest_client.get(reverse("progress_pdf")).content) <= 3

    def test_every_picture_has_its_words(self, five_weeks, guest_client):
        document = inflated(guest_client.get(reverse("progress_pdf")).content)
        assert document.count(b"/Figure") >= 5
        assert document.count(b"/Alt ") >= 5

    def test_its_text_can_be_read_out(self, five_weeks, guest_client, tmp_path):
        file = tmp_path / "report.pdf"
        file.write_bytes(guest_client.get(reverse("progress_pdf")).content)
        text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
        for words in ("Range of motion of the upper back", "41 years old", "Real change: more", "decision support", "Sources:"):
            assert words in " ".join(text.split()), words

    def test_nobody_gets_a_page_that_says_so(self, client):
        assert pages(client.get(reverse("progress_pdf")).content) == 1

    def test_nothing_is_fetched_from_anywhere(self, monkeypatch, tmp_path):
        secret = tmp_path / "secret.svg"
        secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')

        def refuse(*_args, **_more):
            raise AssertionError("a report opened a connection")

        monkeypatch.setattr(socket.socket, "connect", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        looked = []
        opened = Path.open
        monkeypatch.setattr(Path, "open", lambda self, *a, **k: looked.append(self) or opened(self, *a, **k))
        told = []
        monkeypatch.setattr(logging.getLogger("weasyprint"), "error", lambda message, *args, **_more: told.append(message % args))
        addresses = (secret.as_uri(), "http://example.org/y.png", "https://example.org/y.png", "data:text/html,x")
        images = "".join(f'<img alt="x" src="{address}">' for address in addresses)
        page = f'<html lang="en"><title>x</title><link rel="stylesheet" href="http://example.org/x.css">{images}</html>'
        assert pdf_of(page).startswith(b"%PDF")
        refused = " ".join(told)
        assert all(address in refused for address in (*addresses, "http://example.org/x.css"))
        assert secret not in looked

    @pytest.mark.parametrize(("fault", "says"), [(ImportError, "pip install weasyprint"), (OSError, "apt-get install libpango")])
    def test_where_it_cannot_be_made_one_line_says_what_to_install(self, five_weeks, guest_client, monkeypatch, fault, says):
        usual = builtins.__import__

        def missing(name, *rest):
            if name.split(".")[0] == "weasyprint":
                raise fault(name)
            return usual(name, *rest)

        for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setattr(builtins, "__import__", missing)
        with pytest.raises(PdfMissing, match=says):
            pdf_of("<html></html>")
        answer = guest_client.get(reverse("progress_pdf"))
        assert answer.status_code == 503
        assert says in answer.text
        assert reverse("progress_print") in answer.text


class TestPrinted:
    def test_the_page_to_print_holds_the_same_and_names_nobody(self, five_weeks, guest_client):
        answer = guest_client.get(reverse("progress_print"))
        text = re.sub(r"\s+", " ", answer.text)
        for words in ("Findings of", "Over time", "Sessions and pain", "Programme", "How this was made", "Sources:"):
            assert words in text, words
        assert str(five_weeks.pk) not in text
        assert 'style="' not in answer.text
        assert "<style" not in answer.text

    def test_a_members_address_stands_nowhere_in_it(self, member, member_client):
        measured_days(member, 2)
        main = member_client.get(reverse("progress_print")).text.partition("<main")[2]
        assert "member@example.org" not in main


def inflated(document: bytes) -> bytes:
    """The file with its packed parts unpacked, as far as they are packed the usual way."""
    parts = [document]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL):
        with contextlib.suppress(zlib.error):
            parts.append(zlib.decompress(packed))
    return b"\n".join(parts)


def pages(document: bytes) -> int:
    (tree,) = set(re.findall(rb"<<[^<>]*/Type ?/Pages\b[^<>]*>>", inflated(document)))
    return int(re.search(rb"/Count (\d+)", tree).group(1))
