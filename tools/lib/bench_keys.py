#!/usr/bin/env python3
"""Called by bench_daily.py with the interpreter that drives browsers: what a key costs in the grid, by Chromium.

From the key to the next picture: the browser's own event timing, in steps of 8 ms; a key that it does not report took
less than 16 ms and counts as 16. From a letter to the answer of the list under the cell: the browser's own resource
timing, without the wait in which more letters may come.
"""
import argparse
import json
import os
import shutil
import sys

from playwright.sync_api import sync_playwright

WATCH = """() => {
  window.keys = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (one.name === "keydown") window.keys.push(one.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: false });
}"""
ANSWERS = """() => performance.getEntriesByType("resource").filter((one) => one.name.includes("/saisie/comptes"))
  .map((one) => one.responseEnd - one.startTime)"""
WORDS = ["601", "fourn", "4456", "401", "banque", "512", "606", "client"]


def open_books(page, address, password):
    page.goto(address)
    page.get_by_label("Mot de passe", exact=True).fill(password)
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/accueil*")


def type_entry(page, number):
    """A purchase of three lines, every key pressed as a hand does; nothing is saved."""
    typed = 0
    cells = [("piece", f"B{number}"), ("libelle", "Farine de mesure"), ("compte-1", WORDS[number % len(WORDS)]),
             ("debit-1", "1234,56"), ("compte-2", WORDS[(number + 3) % len(WORDS)]), ("debit-2", "=1200/1,2"),
             ("compte-3", "401")]
    for place, text in cells:
        page.locator(f"#{place}").focus()
        for letter in text:
            page.keyboard.press(letter)
            page.wait_for_timeout(30)
            typed += 1
        page.keyboard.press("Escape")
        typed += 1
    return typed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--address", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--entries", type=int, default=20)
    options = parser.parse_args()
    path = os.environ.get("FMPRO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        sys.exit("Erreur : Chromium manque (paquet chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        page = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 860}).new_page()
        open_books(page, options.address, options.password)
        keys, answers, typed = [], [], 0
        for number in range(options.entries):
            page.goto(f"{options.address}/saisie?journal=AC")
            page.evaluate(WATCH)
            typed += type_entry(page, number)
            page.wait_for_timeout(200)
            keys += page.evaluate("window.keys")
            answers += page.evaluate(ANSWERS)
        browser.close()
    keys += [16.0] * max(0, typed - len(keys))
    print(json.dumps({"keys": [one / 1000 for one in keys], "answers": [one / 1000 for one in answers]}))


main()
