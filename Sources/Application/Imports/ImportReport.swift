import Foundation
import Model

/// What the control of a file said, as it is kept beside the original once the import is accepted: the page and the
/// command line show it again after any restart.
///
/// The anomalies are those of the preview: all counted, the first of each code listed. The log holds the decision and
/// the sums; this holds what a person saw when deciding, and is made again by nobody.
struct ImportReport: Codable, Equatable {
  /// Raised when the form changes in a way that an older program could not read.
  static let version = 1

  var version: Int
  var facts: Facts
  var year: [Int32]?
  var numbering: UInt8
  var journals: [Journal]
  var accountCount: Int
  var partyCount: Int
  var matchingGroupCount: Int
  var anomalies: [Anomaly]
  /// By the text of the code, so that a code that this program does not know yet or any more is no fault.
  var counts: [String: Int]

  struct Facts: Codable, Equatable {
    var fileName: String
    var sizeBytes: Int
    var hash: [UInt8]
    var encoding: String
    var separator: String
    var lineEnding: String
    var columnCount: Int
    var lineCount: Int
    var entryCount: Int
    var siren: String?
    var closingDate: Int32?
    var firstEntryDate: Int32?
    var lastEntryDate: Int32?
  }

  /// Totals are decimal counts of cents: they may exceed 64 bits.
  struct Journal: Codable, Equatable {
    var code: String
    var label: String
    var entryCount: UInt64
    var lineCount: UInt64
    var debit: String
    var credit: String
  }

  struct Anomaly: Codable, Equatable {
    var code: String
    var line: Int?
    var journal: String?
    var entryNumber: String?
    var voucherReference: String?
    var values: [String]
  }
}

extension ImportReport {
  init(_ preview: FECPreview) {
    version = Self.version
    facts = Facts(preview.facts)
    year = preview.year.map { [$0.start.number, $0.end.number] }
    numbering = preview.numbering.rawValue
    journals = preview.journals.map {
      Journal(
        code: $0.code, label: $0.label, entryCount: $0.entryCount, lineCount: $0.lineCount,
        debit: String($0.debit.minor), credit: String($0.credit.minor))
    }
    accountCount = preview.accountCount
    partyCount = preview.partyCount
    matchingGroupCount = preview.matchingGroupCount
    anomalies = preview.anomalies.map {
      Anomaly(
        code: $0.code.rawValue, line: $0.line, journal: $0.journal, entryNumber: $0.entryNumber,
        voucherReference: $0.voucherReference, values: $0.values)
    }
    counts = Dictionary(uniqueKeysWithValues: preview.anomalyCounts.map { ($0.key.rawValue, $0.value) })
  }

  /// Nil when the report holds what this program cannot read.
  var preview: FECPreview? {
    guard version == Self.version, let facts = facts.facts, let numbering = NumberingScheme(rawValue: numbering) else {
      return nil
    }
    var sums: [JournalSum] = []
    for journal in journals {
      guard let debit = Int128(journal.debit), let credit = Int128(journal.credit) else { return nil }
      sums.append(
        JournalSum(
          code: journal.code, label: journal.label, entryCount: journal.entryCount, lineCount: journal.lineCount,
          debit: MoneyTotal(minor: debit), credit: MoneyTotal(minor: credit)))
    }
    let found = anomalies.compactMap { anomaly in
      FECAnomaly.Code(rawValue: anomaly.code).map {
        FECAnomaly(
          $0, line: anomaly.line, journal: anomaly.journal, entryNumber: anomaly.entryNumber,
          voucherReference: anomaly.voucherReference, values: anomaly.values)
      }
    }
    let known = counts.compactMap { text, count in FECAnomaly.Code(rawValue: text).map { ($0, count) } }
    return FECPreview(
      facts: facts, year: fiscalYear, numbering: numbering, journals: sums, accountCount: accountCount,
      partyCount: partyCount, matchingGroupCount: matchingGroupCount, anomalies: found,
      anomalyCounts: Dictionary(uniqueKeysWithValues: known))
  }

  private var fiscalYear: FiscalYear? {
    guard let year, year.count == 2, let start = CalendarDate(number: year[0]), let end = CalendarDate(number: year[1])
    else { return nil }
    do { return try FiscalYear(start: start, end: end) } catch { return nil }
  }
}

extension ImportReport.Facts {
  fileprivate init(_ facts: FECFacts) {
    self.init(
      fileName: facts.fileName, sizeBytes: facts.sizeBytes, hash: facts.hash, encoding: facts.encoding.rawValue,
      separator: facts.separator.rawValue, lineEnding: facts.lineEnding.rawValue, columnCount: facts.columnCount,
      lineCount: facts.lineCount, entryCount: facts.entryCount, siren: facts.siren,
      closingDate: facts.closingDate?.number, firstEntryDate: facts.firstEntryDate?.number,
      lastEntryDate: facts.lastEntryDate?.number)
  }

  fileprivate var facts: FECFacts? {
    guard let encoding = FECFacts.TextEncoding(rawValue: encoding),
      let separator = FECFacts.Separator(rawValue: separator),
      let lineEnding = FECFacts.LineEnding(rawValue: lineEnding)
    else { return nil }
    let date = { (number: Int32?) in number.flatMap { CalendarDate(number: $0) } }
    return FECFacts(
      fileName: fileName, sizeBytes: sizeBytes, hash: hash, encoding: encoding, separator: separator,
      lineEnding: lineEnding, columnCount: columnCount, lineCount: lineCount, entryCount: entryCount, siren: siren,
      closingDate: date(closingDate), firstEntryDate: date(firstEntryDate), lastEntryDate: date(lastEntryDate))
  }
}
