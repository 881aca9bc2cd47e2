#!/usr/bin/env python3
"""Run by bench_tryton.py with the Python that Tryton is installed in: makes a company, then posts moves.

Prints the version, the seconds of the batch, and the seconds of each single move."""
import argparse
import datetime
import os
import subprocess
import sys
import time
from decimal import Decimal

BATCH = 500


def prepared(options):
    """A database with the French chart. Its name is not that of the default one: that would silently take Tryton's pool
    of connections away."""
    config = os.path.join(options.folder, "trytond.conf")
    with open(config, "w", encoding="utf-8") as file:
        file.write("[database]\nuri = postgresql://postgres@/\ndefault_name = other\n"
                   f"path = {options.folder}\n[session]\nsuper_pwd =\n")
    passwords = os.path.join(options.folder, "trytond.password")
    with open(passwords, "w", encoding="utf-8") as file:
        file.write("administrateur")
    environment = os.environ | {"PGHOST": options.socket, "TRYTONPASSFILE": passwords}
    admin = os.path.join(os.path.dirname(sys.executable), "trytond-admin")
    subprocess.run([admin, "-c", config, "-d", "books", "-u", "account", "account_fr", "--all",
                    "--activate-dependencies", "--email", "admin@example.com"],
                   check=True, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.environ["PGHOST"] = options.socket
    from proteus import config as proteus
    return proteus.set_trytond(database="books", user="admin", config_file=config)


def found(config):
    """A company in euros, the French chart, a year that is open; gives what a move needs."""
    from proteus import Model, Wizard
    Currency, Party = Model.get("currency.currency"), Model.get("party.party")
    currencies = Currency.find([("code", "=", "EUR")])
    currency = currencies[0] if currencies else Currency(name="Euro", symbol="€", code="EUR", numeric_code="978")
    currency.save()
    party = Party(name="Mesures")
    party.save()
    wizard = Wizard("company.company.config")
    wizard.execute("company")
    wizard.form.party = party
    wizard.form.currency = currency
    wizard.execute("add")
    company, = Model.get("company.company").find([])
    user, = Model.get("res.user").find([("login", "=", "admin")])
    user.companies.append(company)
    user.company = company
    user.save()
    config._context = Model.get("res.user").get_preferences(True, config.context)
    # The module of accounting brings a small chart of its own: the French one is the largest.
    templates = Model.get("account.account.template")
    template = max(templates.find([("parent", "=", None)]), key=lambda root: len(root.childs))
    chart = Wizard("account.create_chart")
    chart.execute("account")
    chart.form.account_template = template
    chart.form.company = company
    chart.execute("create_account")
    accounts = Model.get("account.account")
    def account(beginning, *conditions):
        return accounts.find([("code", "like", beginning + "%"), ("closed", "!=", True), *conditions], limit=1)[0]

    receivable = account("411", ("type.receivable", "=", True), ("party_required", "=", True))
    revenue = account("707", ("type.revenue", "=", True))
    chart.form.account_receivable = receivable
    chart.form.account_payable = account("401", ("type.payable", "=", True), ("party_required", "=", True))
    chart.execute("create_properties")
    customer = Party(name="Client")
    customer.save()
    return company, receivable, revenue, account("4457"), customer, year_of(company)


def year_of(company):
    from proteus import Model
    # Without a gap, as legal numbers are.
    kind, = Model.get("ir.sequence.type").find([("name", "=", "Account Move")], limit=1)
    sequence = Model.get("ir.sequence.strict")(name="Écritures", sequence_type=kind, company=company)
    sequence.save()
    year = Model.get("account.fiscalyear")(name="2026", company=company)
    year.start_date, year.end_date = datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)
    year.move_sequence = sequence
    year.save()
    year.click("create_period")
    return year


def main():
    parser = argparse.ArgumentParser()
    for name in ("--socket", "--folder"):
        parser.add_argument(name, required=True)
    for name in ("--single", "--batch"):
        parser.add_argument(name, type=int, required=True)
    options = parser.parse_args()
    config = prepared(options)
    from proteus import Model
    company, receivable, revenue, tax, customer, year = found(config)
    journal, = Model.get("account.journal").find([("code", "=", "REV")], limit=1)
    period = year.periods[3]
    day = period.start_date + datetime.timedelta(days=14)
    move = Model.get("account.move")._proxy

    def line(account, debit, credit):
        return {"account": account.id, "debit": debit, "credit": credit,
                "party": customer.id if account.party_required else None}

    def values(number):
        """Three lines, as here."""
        net, vat, nothing = Decimal(10_000 + number) / 100, Decimal(20), Decimal(0)
        lines = [line(receivable, net + vat, nothing), line(revenue, nothing, net), line(tax, nothing, vat)]
        return {"journal": journal.id, "period": period.id, "date": day, "description": f"Mesure {number}",
                "company": company.id, "lines": [("create", lines)]}

    # The first one fills the caches.
    move.post(move.create([values(0)], config.context), config.context)
    took = []
    for number in range(options.single):
        start = time.perf_counter()
        move.post(move.create([values(number)], config.context), config.context)
        took.append(time.perf_counter() - start)
    start = time.perf_counter()
    for first in range(0, options.batch, BATCH):
        some = [values(number) for number in range(first, min(first + BATCH, options.batch))]
        move.post(move.create(some, config.context), config.context)
    batch = time.perf_counter() - start
    posted = Model.get("account.move").find([("state", "=", "posted")])
    if len(posted) != 1 + options.single + options.batch:
        raise SystemExit(f"Tryton a validé {len(posted)} écritures.")
    from trytond import __version__
    print(__version__, batch, *took)


if __name__ == "__main__":
    main()
