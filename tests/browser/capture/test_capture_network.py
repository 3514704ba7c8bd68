"""A set that cannot be sent: kept on the device, sent once, deleted when it has arrived."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import expect

from builders.capture_pages import (
    NO_STORE,
    START,
    accessible,
    opened,
    seen,
)


def test_what_could_not_be_sent_is_sent_once_when_the_network_is_back(page, address, site):
    opened(page, address)
    page.click(START)
    page.wait_for_selector("dialog[open]")
    page.context.set_offline(True)
    seen(page, "unsent")
    assert accessible(page) == []
    assert site.received == []
    page.context.set_offline(False)
    page.wait_for_url("**/capture/arrived")
    assert len(site.received) == 1
    page.goto(f"{address}/capture/")
    seen(page, "start")


def test_a_set_survives_a_reload_and_keeps_its_id(page, address, site):
    site.answers = [(503, {}), (200, {"next": "/capture/arrived"})]
    opened(page, address)
    page.click(START)
    seen(page, "unsent")
    page.reload()
    seen(page, "unsent")
    assert "has not been sent yet" in page.inner_text('[data-screen="unsent"] [data-text]')
    page.click('[data-do="send"]')
    page.wait_for_url("**/capture/arrived")
    first, second = site.received
    assert first == second


def test_two_taps_send_one_set(page, address, site):
    site.answers = [(503, {})]
    opened(page, address)
    page.click(START)
    seen(page, "unsent")
    page.evaluate("() => { const send = document.querySelector('[data-do=\"send\"]'); send.click(); send.click(); }")
    page.wait_for_url("**/capture/arrived")
    assert len(site.received) == 2


def test_what_is_not_wanted_any_more_is_deleted(page, address, site):
    site.answers = [(503, {})]
    opened(page, address)
    page.click(START)
    seen(page, "unsent")
    page.click('[data-do="discard"]')
    seen(page, "start")
    page.reload()
    seen(page, "start")


def test_unsent_sets_are_forgotten_after_a_week_and_when_a_person_leaves(page, address, site):
    opened(page, address)
    left = page.evaluate(
        """async () => {
          const { keep, unsent, forgetAll } = await import("/static/supple/capture/store.js");
          const made = (days) => Date.now() - days * 864e5;
          const set = (id, days) => ({ client_id: id, post_url: "/capture/set", body: "{}", recorded_at: made(days) });
          await keep(set("old", 8));
          const old = await unsent("/capture/set");
          await keep(set("new", 1));
          const elsewhere = await unsent("/another/set");
          const kept = await unsent("/capture/set");
          await forgetAll();
          return [old, elsewhere, kept.client_id, await unsent("/capture/set")];
        }"""
    )
    assert left == [None, None, "new", None]


def test_a_page_that_was_open_for_too_long_is_reloaded_and_its_set_sent(page, address, site):
    opened(page, address)
    page.context.clear_cookies()
    page.click(START)
    seen(page, "unsent")
    assert page.locator('[data-do="send"]').is_hidden()
    page.click('[data-do="reload"]')
    page.click('[data-do="send"]')
    page.wait_for_url("**/capture/arrived")
    assert len(site.received) == 1


def test_a_browser_that_keeps_nothing_says_so(page, address, site):
    site.answers = [(503, {})]
    opened(page, address, NO_STORE)
    page.click(START)
    seen(page, "unsent")
    expect(page.locator("[data-volatile]")).to_be_visible()
    page.click('[data-do="send"]')
    page.wait_for_url("**/capture/arrived")
    assert site.received[0]["client_id"] == site.received[1]["client_id"]


def test_a_database_that_never_answers_keeps_nobody_waiting(page, address, site):
    opened(page, address, "IDBFactory.prototype.open = () => ({});")
    page.click(START)
    page.wait_for_url("**/capture/arrived")
    assert len(site.received) == 1


def test_an_answer_that_leads_elsewhere_is_not_followed(page, address, site):
    site.answers = [(200, {"next": "https://elsewhere.example/"})]
    opened(page, address)
    page.click(START)
    seen(page, "unsent")
    assert urlsplit(page.url).hostname == "localhost"


def test_a_check_that_went_on_elsewhere_takes_no_set_and_leads_there(page, address, site):
    site.answers = [(409, {"problem": "This set was not added: the check has gone on without it."})]
    opened(page, address)
    page.click(START)
    seen(page, "gone")
    assert "gone on without it" in page.inner_text('[data-screen="gone"] [data-text]')
    page.click('[data-screen="gone"] [data-do="reload"]')
    seen(page, "start")
