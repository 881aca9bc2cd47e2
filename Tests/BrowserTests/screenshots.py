"""Called by tools/screenshots: thirteen named pictures of the demonstration company, in docs/screens/."""
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import journey
from conftest import chromium_path
from node import ROOT, Node

FOLDER = ROOT / "docs/screens"
WIDE = {"width": 1280, "height": 860}
NARROW = {"width": 390, "height": 844}


class Album:
    def __init__(self):
        self.count = 0
        FOLDER.mkdir(parents=True, exist_ok=True)

    def take(self, page, name, whole=False):
        self.count += 1
        path = FOLDER / f"{self.count:02d}-{name}.png"
        page.screenshot(path=str(path), full_page=whole, animations="disabled", caret="hide")
        print(f"  {path.relative_to(ROOT)}", flush=True)


def demo_files(folder):
    command = [str(ROOT / "tools/demo-data"), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    described = subprocess.run([command[0], "--describe"], check=True, capture_output=True, text=True).stdout
    siren, name, start, _ = described.strip().split("\t")
    return sorted(Path(folder).glob("*FEC*.txt")), siren, name, start[:4]


def pictures(browser, node, folder):
    album = Album()
    files, siren, name, year = demo_files(folder / "fec")
    context = browser.new_context(locale="fr-FR", viewport=WIDE, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(node.address)
    journey.fill(page, "Raison sociale", name)
    journey.fill(page, "SIREN", siren)
    album.take(page, "premier-demarrage")
    groups = journey.start_company(page, node.address, name, siren, f"01/01/{year}", f"31/12/{year}")
    journey.confirm_recovery_code(page, groups)
    for path in files[:-1]:
        journey.send_file(page, path)
        journey.accept_import(page)
    journey.send_file(page, files[-1])
    album.take(page, "import-apercu")
    journey.accept_import(page)
    page.goto(node.address + "/fec/imports")
    album.take(page, "imports")
    page.goto(node.address + "/accueil")
    album.take(page, "accueil", whole=True)
    page.emulate_media(color_scheme="dark")
    album.take(page, "accueil-nuit", whole=True)
    page.emulate_media(color_scheme="light")
    journey.open_balance(page)
    album.take(page, "balance")
    journey.open_account(page, "411000")
    album.take(page, "compte-clients")
    page.goto(node.address + "/fec/export")
    album.take(page, "export")
    page.set_viewport_size(NARROW)
    page.goto(node.address + "/accueil")
    album.take(page, "accueil-etroit")
    page.set_viewport_size(WIDE)
    for address, name in (("/bilan", "bilan"), ("/grand-livre", "grand-livre")):
        page.goto(node.address + address)
        album.take(page, name)
    page.get_by_role("row").filter(has=page.get_by_role("link")).nth(3).get_by_role("link").first.click()
    page.wait_for_load_state()
    album.take(page, "ecriture")
    context.clear_cookies()
    page.goto(node.address)
    album.take(page, "ouvrir")
    context.close()
    return album.count


def main():
    with tempfile.TemporaryDirectory(prefix="fmpro-screens-") as name, sync_playwright() as playwright:
        folder = Path(name)
        node = Node(folder / "data")
        browser = playwright.chromium.launch(
            executable_path=chromium_path(),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--force-device-scale-factor=1"],
        )
        try:
            node.start()
            taken = pictures(browser, node, folder)
        finally:
            browser.close()
            node.kill()
    print(f"{taken} images dans docs/screens")
    return 0


if __name__ == "__main__":
    sys.exit(main())
