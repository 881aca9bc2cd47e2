import Application
import Model

/// What a control found, for a terminal or a program. Amounts in integer cents.
struct PreviewReport: Encodable {
  let file: String
  let year: String?
  let entries: Int
  let lines: Int
  let debit: Int128
  let credit: Int128
  let blocked: Bool
  let journals: [JournalRow]
  let anomalies: [String: Int]

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
    return "\(file) : \(period)\n" + table.text + "\n"
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
