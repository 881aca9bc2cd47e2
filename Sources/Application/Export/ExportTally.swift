import Formats
import Model

/// What the description of a FEC says of its content, counted while it is written.
struct ExportTally {
  private struct Journal {
    var entryCount = 0
    var lineCount = 0
    var isOpening = false
  }

  private(set) var lineCount = 0
  private var entryCount = 0
  private var longestLine = 0
  private var unvalidatedCount = 0
  private var journals: [String: Journal] = [:]
  private var currencies: Set<String> = []

  mutating func add(_ entry: JournalEntry.Validated) {
    entryCount += 1
    if entry.flags.contains(.validationDateAbsentAtSource) { unvalidatedCount += 1 }
    journals[entry.journal, default: Journal()].entryCount += 1
    journals[entry.journal, default: Journal()].lineCount += entry.lines.count
    if entry.flags.contains(.opening) { journals[entry.journal]?.isOpening = true }
    for line in entry.lines {
      if let currency = line.original?.currency, !currency.isEmpty { currencies.insert(currency) }
    }
  }

  mutating func noteLine(bytes: Int) {
    lineCount += 1
    longestLine = max(longestLine, bytes)
  }

  func notice(
    of company: CompanyCard, _ year: FiscalYear, fileName: String, columns: FECWriter.Columns,
    numbering: NumberingScheme, labels: [String: String],
    completion: FECCompletion
  ) -> FECNotice {
    let list = journals.sorted { $0.key < $1.key }.map { code, journal in
      FECNotice.Journal(
        code: code, label: labels[code] ?? "", entryCount: journal.entryCount, lineCount: journal.lineCount,
        isOpening: journal.isOpening)
    }
    return FECNotice(
      siren: company.siren, companyName: company.name, year: year, fileName: fileName, columns: columns,
      numbering: numbering, entryCount: entryCount, lineCount: lineCount, longestLine: longestLine, journals: list,
      unvalidatedCount: unvalidatedCount, completion: completion, currencies: currencies.sorted())
  }
}
