import os
import shutil
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import fec
import journey
from node import Node, program

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium_path():
    return os.environ.get("FMPRO_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser():
    path = chromium_path()
    assert path, "Chromium is missing: install the package « chromium »"
    assert os.access(program(), os.X_OK), "the node is not built: swift build --product fmpro-node"
    with sync_playwright() as playwright:
        # The sandbox needs rights that the root user of a container does not have.
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    started = Node(tmp_path_factory.mktemp("node") / "data")
    started.start()
    yield started
    started.kill()


def opened_company(browser, node, name, file, *year):
    """A company of that name, its first year when it is another one, and one file of books: the state of a browser that
    has opened it."""
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    journey.confirm_recovery_code(page, journey.start_company(page, node.address, name, fec.SIREN, *year))
    journey.send_file(page, file)
    journey.accept_import(page)
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="module")
def opened(browser, node, tmp_path_factory):
    """A node with one year of books, and the state of a browser that has opened it."""
    return opened_company(browser, node, "Pains d’Essai", fec.make(tmp_path_factory.mktemp("fec"), 400))


@pytest.fixture
def page(browser, opened):
    """A page of a browser that has opened the company."""
    context = browser.new_context(storage_state=opened, locale="fr-FR", viewport={"width": 1280, "height": 860})
    yield context.new_page()
    context.close()


class Watch:
    """Remembers what a page must never do: complain in the console, or ask anything of another place."""

    def __init__(self, page, address):
        self.complaints = []
        host = urlsplit(address).netloc
        page.on("console", lambda message: self.said(message))
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", lambda request: self.asked(request, host))

    def said(self, message):
        # A refusal is answered with 422, which the browser reports as a failed resource.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"console: {message.text}")

    def asked(self, request, host):
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != host:
            self.complaints.append(f"request outside: {request.url}")


@pytest.fixture(scope="session")
def accessible():
    """Asks axe about the page on show: zero violation."""

    def check(page):
        result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert result.violations_count == 0, f"{page.url}\n{result.generate_report()}"

    return check


@pytest.fixture(scope="session")
def fits():
    """Nothing is wider than the window."""

    def check(page):
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{page.url} is {over} px wider than its window"

    return check
