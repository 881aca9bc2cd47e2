import Application
import Model
import Web

/// What a control found, for a terminal or a program. Amounts in integer cents.
struct PreviewReport: Encodable {
  let file: String
  let year: String?
  let entries: Int
  let lines: Int
  let debit: Int128
  let credit: Int128
  let blocked: Bool
  let facts: Facts?
  let journals: [JournalRow]
  let anomalies: [String: Int]

  /// How the file is written. Days as `2026-12-31`.
  struct Facts: Encodable {
    let bytes: Int
    let encoding: String
    let separator: String
    let columns: Int
    let firstEntry: String?
    let lastEntry: String?
    let accounts: Int
    let parties: Int
    let matchingGroups: Int
    let numbering: String
  }

  struct JournalRow: Encodable {
    let code: String
    let label: String
    let lines: UInt64
    let debit: Int128
    let credit: Int128
  }

  init(_ status: ImportStatus) {
    let preview = status.preview
    file = status.fileName
    year = preview?.year.map { "\($0.start)/\($0.end)" }
    entries = preview?.facts.entryCount ?? 0
    lines = preview?.facts.lineCount ?? 0
    debit = preview?.debit.minor ?? 0
    credit = preview?.credit.minor ?? 0
    blocked = preview?.isBlocked ?? true
    facts = preview.map(Facts.init)
    journals = (preview?.journals ?? []).map {
      JournalRow(
        code: $0.code, label: $0.label, lines: $0.lineCount, debit: $0.debit.minor, credit: $0.credit.minor)
    }
    anomalies = (preview?.anomalyCounts ?? [:]).reduce(into: [:]) { $0[$1.key.rawValue] = $1.value }
  }

  func table(_ preview: FECPreview) -> String {
    var table = TextTable([
      ("Journal", .left), ("Libellé", .left), ("Écritures", .right), ("Lignes", .right), ("Débit", .right),
      ("Crédit", .right),
    ])
    for sum in preview.journals {
      table.add([
        sum.code, sum.label, String(sum.entryCount), String(sum.lineCount), sum.debit.description,
        sum.credit.description,
      ])
    }
    table.add(["", "Total", String(entries), String(lines), preview.debit.description, preview.credit.description])
    let period = preview.year.map { "exercice du \($0.start) au \($0.end)" } ?? "exercice inconnu"
    let form = Facts(preview)
    let span = form.firstEntry.flatMap { first in form.lastEntry.map { ", écritures du \(first) au \($0)" } } ?? ""
    return "\(file) : \(period)\n"
      + "\(form.bytes) octets, \(form.encoding), séparateur : \(form.separator), "
      + "\(form.columns) \(French.plural(form.columns, "colonne", "colonnes"))\(span)\n"
      + "\(form.accounts) \(French.plural(form.accounts, "compte", "comptes")), \(form.parties) tiers, "
      + "\(form.matchingGroups) \(French.plural(form.matchingGroups, "groupe lettré", "groupes lettrés")), "
      + "numérotation : \(form.numbering)\n" + table.text + "\n"
  }

  func csv(_ preview: FECPreview) -> String {
    preview.journals.reduce(CSVText.row(["Fichier", "Journal", "Libellé", "Lignes", "Débit", "Crédit"])) { text, sum in
      text
        + CSVText.row([
          file, sum.code, sum.label, String(sum.lineCount), sum.debit.description, sum.credit.description,
        ])
    }
  }
}

extension PreviewReport.Facts {
  init(_ preview: FECPreview) {
    let facts = preview.facts
    bytes = facts.sizeBytes
    encoding = Words.name(of: facts.encoding)
    separator = Words.name(of: facts.separator)
    columns = facts.columnCount
    firstEntry = facts.firstEntryDate?.iso
    lastEntry = facts.lastEntryDate?.iso
    accounts = preview.accountCount
    parties = preview.partyCount
    matchingGroups = preview.matchingGroupCount
    numbering = Words.name(of: preview.numbering)
  }
}
