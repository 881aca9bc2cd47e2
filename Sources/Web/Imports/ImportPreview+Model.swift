import Model

/// What the control found in a file: facts, the year, journals, anomalies.
struct ImportPreviewModel: Sendable {
  /// Follows the identifiers of its parts, where the page shows several files.
  let key: String
  let fileName: String
  let facts: [Fact]
  let year: Year?
  let journals: [Journal]
  let journalTotal: Journal
  let anomaliesHeading: String
  let anomalies: [AnomalyGroup]
  let hasAnomalies: Bool
  let anomaliesHref: String

  struct Fact: Sendable {
    let label: String
    let value: String
  }

  struct Year: Sendable {
    let name: String
    let span: String
    let sums: SumTexts
  }

  struct Journal: Sendable {
    let code: String
    let label: String
    let sums: SumTexts
  }

  /// - Parameter isInBooks: the import is complete: what it brought can be looked at.
  init(_ preview: FECPreview, id: Identifier<Import>, key: String = "", isInBooks: Bool = false) {
    self.key = key
    fileName = preview.facts.fileName
    anomaliesHref = Address.importStep(id, .anomalies)
    facts = Self.facts(preview)
    let books = isInBooks ? preview.year : nil
    let sums = SumTexts(
      entries: preview.facts.entryCount, lines: preview.facts.lineCount, debit: preview.debit, credit: preview.credit,
      href: books.map { Address.ledger(year: $0) })
    year = preview.year.map { Year(name: $0.name, span: French.span($0.start, $0.end), sums: sums) }
    journals = preview.journals.map { sum in
      Journal(
        code: sum.code, label: sum.label,
        sums: SumTexts(
          entries: sum.entryCount, lines: sum.lineCount, debit: sum.debit, credit: sum.credit,
          href: books.map { Address.journal(sum.code, year: $0) }))
    }
    journalTotal = Journal(code: "Total", label: "", sums: sums)
    hasAnomalies = !preview.anomalyCounts.isEmpty
    anomaliesHeading = Self.heading(preview.anomalyCounts)
    anomalies = AnomalyGroup.list(preview, key: key)
  }

  /// `2 points bloquants, 1 accord demandé, 3 à vérifier, 1 à savoir`.
  static func heading(_ counts: [FECAnomaly.Code: Int]) -> String {
    let parts = FECAnomaly.Severity.allCases.compactMap { severity -> String? in
      let count = counts.filter { $0.key.severity == severity }.values.reduce(0, +)
      guard count > 0 else { return nil }
      return switch severity {
      case .blocking: French.count(count, "point bloquant", "points bloquants")
      case .consent: French.count(count, "accord demandé", "accords demandés")
      case .warning: French.integer(count) + French.hardSpace + "à vérifier"
      case .note: French.integer(count) + French.hardSpace + "à savoir"
      }
    }
    return parts.isEmpty ? "Aucune anomalie" : parts.joined(separator: ", ")
  }

  private static func facts(_ preview: FECPreview) -> [Fact] {
    let facts = preview.facts
    var list = [
      Fact(label: "Taille", value: French.size(bytes: facts.sizeBytes)),
      Fact(label: "Encodage", value: Words.name(of: facts.encoding)),
      Fact(label: "Séparateur", value: Words.name(of: facts.separator)),
      Fact(label: "Colonnes", value: French.integer(facts.columnCount)),
      Fact(label: "Comptes", value: French.integer(preview.accountCount)),
      Fact(label: "Clients et fournisseurs", value: French.integer(preview.partyCount)),
      Fact(label: "Groupes lettrés", value: French.integer(preview.matchingGroupCount)),
      Fact(label: "Numérotation", value: Words.name(of: preview.numbering)),
    ]
    if let first = facts.firstEntryDate, let last = facts.lastEntryDate {
      list.insert(Fact(label: "Écritures", value: "du \(French.date(first)) au \(French.date(last))"), at: 0)
    }
    return list
  }
}
