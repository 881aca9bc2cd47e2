/// One thing that two readings of the same entry say differently: the signed log and the tables, for instance.
public struct EntryDifference: Equatable, Sendable {
  public enum Field: String, Sendable, CaseIterable {
    case identifier, journal, number, date, validationDate, voucherReference, voucherDate, label, flags, lineCount
    case account, party, debit, credit, matchingCode, matchingDate, original, overrides, settlement
    case sourceRank
  }

  public let field: Field
  /// Place of the line in its entry, from 1; nil when the entry as a whole differs.
  public let line: Int?
  /// What the first reading says, and the second, as text: amounts with a decimal comma, dates as AAAA-MM-JJ.
  public let expected: String
  public let found: String

  public init(field: Field, line: Int? = nil, expected: String, found: String) {
    self.field = field
    self.line = line
    self.expected = expected
    self.found = found
  }
}

extension JournalEntry.Validated {
  /// What `other` says differently, texts compared byte by byte; empty when the two are the same.
  public func differences(from other: JournalEntry.Validated) -> [EntryDifference] {
    var found = Comparison()
    found.compare(.identifier, id.description, other.id.description)
    found.compare(.journal, journal, other.journal)
    found.compare(.number, number, other.number)
    found.compare(.date, date.iso, other.date.iso)
    found.compare(.validationDate, validationDate.iso, other.validationDate.iso)
    found.compare(.voucherReference, voucherReference, other.voucherReference)
    found.compare(.voucherDate, voucherDate?.iso ?? "", other.voucherDate?.iso ?? "")
    found.compare(.label, label, other.label)
    found.compare(.flags, String(flags.rawValue), String(other.flags.rawValue))
    found.compare(.lineCount, String(lines.count), String(other.lines.count))
    for (place, pair) in zip(lines, other.lines).enumerated() { found.compare(pair.0, pair.1, line: place + 1) }
    return found.differences
  }
}

private struct Comparison {
  private(set) var differences: [EntryDifference] = []

  mutating func compare(_ field: EntryDifference.Field, _ expected: String, _ found: String, line: Int? = nil) {
    // String's own equality takes two spellings of one accent for the same text; a byte that changed must be seen.
    guard !expected.utf8.elementsEqual(found.utf8) else { return }
    differences.append(EntryDifference(field: field, line: line, expected: expected, found: found))
  }

  mutating func compare(_ expected: EntryLine, _ found: EntryLine, line: Int) {
    compare(.account, expected.account, found.account, line: line)
    compare(.party, Self.text(expected.party), Self.text(found.party), line: line)
    compare(.debit, expected.debit.description, found.debit.description, line: line)
    compare(.credit, expected.credit.description, found.credit.description, line: line)
    compare(.matchingCode, expected.matchingCode, found.matchingCode, line: line)
    compare(.matchingDate, expected.matchingDate?.iso ?? "", found.matchingDate?.iso ?? "", line: line)
    compare(.original, Self.text(expected.original), Self.text(found.original), line: line)
    compare(.overrides, Self.text(expected.overrides), Self.text(found.overrides), line: line)
    compare(.settlement, Self.text(expected.settlement), Self.text(found.settlement), line: line)
    compare(.sourceRank, String(expected.sourceRank), String(found.sourceRank), line: line)
  }

  private static func text(_ party: PartyKey?) -> String { party.map { "\($0.nature) \($0.code)" } ?? "" }

  private static func text(_ original: OriginalAmount?) -> String {
    original.map { "\($0.text) \($0.currency)" } ?? ""
  }

  private static func text(_ settlement: Settlement?) -> String {
    guard let settlement, !settlement.isEmpty else { return "" }
    return "DateRglt=\(settlement.date?.iso ?? "blank"); ModeRglt=\(settlement.mode); NatOp=\(settlement.nature); "
      + "IdClient=\(settlement.client)"
  }

  /// Every field with its name, so that no two sets of overrides read the same.
  private static func text(_ overrides: LineOverrides?) -> String {
    guard let overrides, !overrides.isEmpty else { return "" }
    let fields: [(String, String?)] = [
      ("EcritureLib", overrides.label), ("PieceRef", overrides.voucherReference),
      ("PieceDate", overrides.voucherDate.map { $0.value?.iso ?? "blank" }), ("EcritureDate", overrides.date?.iso),
      ("ValidDate", overrides.validationDate.map { $0.value?.iso ?? "blank" }),
      ("JournalLib", overrides.journalLabel), ("CompteLib", overrides.accountLabel),
      ("CompAuxLib", overrides.partyLabel),
    ]
    return fields.compactMap { name, value in value.map { "\(name)=\($0)" } }.joined(separator: "; ")
  }
}
