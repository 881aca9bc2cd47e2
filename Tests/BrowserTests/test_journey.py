"""From an empty computer to books that come back after a restart. Run once with scripts and once without."""
import pytest

import fec
import journey
from conftest import Watch
from node import Node

pytestmark = pytest.mark.usefixtures("browser")


class Trip:
    """What one journey carries from step to step."""

    def __init__(self, browser, folder, has_scripts):
        self.folder, self.has_scripts = folder, has_scripts
        self.node = Node(folder / "data")
        self.node.start()
        context = browser.new_context(
            java_script_enabled=has_scripts, locale="fr-FR", viewport={"width": 1280, "height": 900},
            accept_downloads=True,
        )
        self.page = context.new_page()
        self.watch = Watch(self.page, self.node.address)
        self.source = fec.make(folder / "fec")


@pytest.fixture(scope="module", params=[True, False], ids=["scripts", "no-script"])
def trip(request, browser, tmp_path_factory):
    started = Trip(browser, tmp_path_factory.mktemp("trip"), request.param)
    yield started
    started.page.context.close()
    started.node.kill()


@pytest.fixture
def looked_at(trip, accessible, fits):
    """Checked after each step, on the page where it ends."""

    def check():
        if trip.has_scripts:
            accessible(trip.page)
            fits(trip.page)
        assert trip.watch.complaints == []

    return check


def test_first_start(trip, looked_at):
    groups = journey.start_company(trip.page, trip.node.address, "Mesures et Pains", fec.SIREN)
    looked_at()
    journey.confirm_recovery_code(trip.page, groups)
    assert "Mesures et Pains" in trip.page.locator("body").inner_text()
    looked_at()


def test_import(trip, looked_at):
    journey.send_file(trip.page, trip.source)
    assert trip.source.name in journey.heading(trip.page) + trip.page.locator("main").inner_text()
    looked_at()
    journey.accept_import(trip.page)
    looked_at()


def test_balance_has_the_figures_of_the_file(trip, looked_at):
    journey.open_balance(trip.page)
    text = trip.page.locator("main").inner_text()
    for account, value in fec.balances(trip.source).items():
        assert account in text
        if value:
            assert fec.french(value) in text, f"{account}: {fec.french(value)}"
    debit = sum(value for value in fec.balances(trip.source).values() if value > 0)
    assert fec.french(debit) in text
    looked_at()


def test_account_shows_its_lines(trip, looked_at):
    journey.open_account(trip.page, "101000")
    text = trip.page.locator("main").inner_text()
    assert fec.french(5_000_000) in text
    assert "01/01/2026" in text
    looked_at()


def test_export_gives_the_file_back(trip, looked_at):
    target = trip.folder / "export.txt"
    name = journey.export(trip.page, target)
    assert name == f"{fec.SIREN}FEC20261231.txt"
    assert fec.rows(target) == fec.rows(trip.source)
    looked_at()


def test_restart_and_unlock(trip, looked_at):
    trip.node.restart()
    journey.unlock(trip.page, trip.node.address + "/balance", "un autre mot de passe")
    assert "mot de passe" in trip.page.locator("main").inner_text().lower()
    assert "/ouvrir/" in trip.page.url
    looked_at()
    journey.unlock(trip.page, trip.node.address + "/balance")
    trip.page.wait_for_url("**/balance*", timeout=journey.LONG_WAIT)
    assert fec.french(5_000_000) in trip.page.locator("main").inner_text()
    looked_at()
