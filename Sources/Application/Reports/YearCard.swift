import Model

/// A fiscal year of the books and what it holds.
public struct YearCard: Sendable, Equatable {
  public let year: FiscalYear
  /// All that pages show, whether it was imported or validated here.
  public let entryCount: Int
  public let lineCount: Int
  /// The import that filled the year, when one did.
  public let importID: Identifier<Import>?
  public let importFileName: String?
  public let importedAt: Instant?
  /// Entries of the import that its source left unbalanced.
  public let unbalancedEntryCount: Int

  public init(
    year: FiscalYear, entryCount: Int, lineCount: Int, importID: Identifier<Import>?, importFileName: String?,
    importedAt: Instant?, unbalancedEntryCount: Int
  ) {
    self.year = year
    self.entryCount = entryCount
    self.lineCount = lineCount
    self.importID = importID
    self.importFileName = importFileName
    self.importedAt = importedAt
    self.unbalancedEntryCount = unbalancedEntryCount
  }
}

public enum ReportRefusal: Refusal, Equatable {
  /// No fiscal year of the books ends on that day, or in that year.
  case unknownYear(String)
  case unknownAccount(String)
  /// The third party has no line on that account.
  case unknownParty(String)
  case unknownJournal(String)
  case unknownEntry
  /// The date is not in the year.
  case dateOutsideYear(CalendarDate, FiscalYear)
  /// The first day comes after the last one.
  case periodInverted(CalendarDate, CalendarDate)
  /// A page address that this program did not make.
  case badCursor
  /// An import was accepted or withdrawn, or an entry validated, while a whole report was read: its pages are not of
  /// one piece.
  case changedMeanwhile(CalendarDate)

  public var code: String {
    switch self {
    case .unknownYear: "report.unknown_year"
    case .unknownAccount: "report.unknown_account"
    case .unknownParty: "report.unknown_party"
    case .unknownJournal: "report.unknown_journal"
    case .unknownEntry: "report.unknown_entry"
    case .dateOutsideYear: "report.date_outside_year"
    case .periodInverted: "report.period_inverted"
    case .badCursor: "report.bad_cursor"
    case .changedMeanwhile: "report.changed_meanwhile"
    }
  }
}
