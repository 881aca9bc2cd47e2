"""What the tests know of a FEC: how to make one, and what its figures must become on a page."""
import subprocess
from pathlib import Path

from node import ROOT

SIREN = "732829320"


def make(folder, lines=400, *options):
    subprocess.run(
        [str(ROOT / "tools/generate-fec"), str(lines), str(folder), "--no-journal", *options],
        check=True, capture_output=True,
    )
    return Path(folder) / f"{SIREN}FEC20261231.txt"


def write(folder, lines, labels, year=2026, validated="20260331", letters=lambda line: None):
    """A small file by hand. Lines are (journal, number, day, account, party, its name, piece, label, debit, credit), in
    cents; labels name journals and accounts; `letters` gives a line its letter and the day of it, or nothing."""
    head = ("JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef "
            "PieceDate EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise").split()
    rows = ["\t".join(head)]
    for line in lines:
        journal, number, day, account, party, name, piece, label, debit, credit = line
        letter, matched = letters(line) or ("", "")
        rows.append("\t".join([
            journal, labels[journal], str(number), day, account, labels[account], party, name, piece, day, label,
            euros(debit), euros(credit), letter, matched, validated, "", ""]))
    path = Path(folder) / f"{SIREN}FEC{year}1231.txt"
    path.write_bytes(("\r\n".join(rows) + "\r\n").encode("utf-8"))
    return path


def euros(cents):
    return f"{cents // 100},{cents % 100:02d}"


def rows(path):
    text = Path(path).read_bytes().decode("utf-8-sig")
    return [line.split("\t") for line in text.splitlines()]


def cents(text):
    return int(text.replace(",", ""))


def balances(path):
    """Debit minus credit of each account, in cents."""
    sums = {}
    for row in rows(path)[1:]:
        sums[row[4]] = sums.get(row[4], 0) + cents(row[11]) - cents(row[12])
    return sums


def french(value):
    """1 234 567,89 with the narrow hard space between thousands, as pages write it."""
    whole, rest = divmod(abs(value), 100)
    return f"{whole:,}".replace(",", "\u202f") + f",{rest:02d}"
