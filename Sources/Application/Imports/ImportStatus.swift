import Model

/// Where one import stands: what a page shows, and finds again after it was left.
public struct ImportStatus: Sendable {
  public let id: Identifier<Import>
  public let fileName: String
  public let stage: Stage
  /// What the control said. Kept with the original once the import is accepted; a list of imports leaves it out for
  /// those that are not at hand.
  public let preview: FECPreview?
  /// What the file brings, or brought: kept with the books once it was accepted.
  public let summary: Summary?

  public struct Summary: Sendable, Equatable {
    public let year: FiscalYear
    public let entryCount: Int
    public let lineCount: Int
    /// In the order of their codes.
    public let journals: [JournalSum]

    public init(year: FiscalYear, entryCount: Int, lineCount: Int, journals: [JournalSum]) {
      self.year = year
      self.entryCount = entryCount
      self.lineCount = lineCount
      self.journals = journals
    }

    public var debit: MoneyTotal { journals.reduce(.zero) { $0 + $1.debit } }
    public var credit: MoneyTotal { journals.reduce(.zero) { $0 + $1.credit } }
  }

  public enum Stage: Sendable, Equatable {
    /// The file is being read; `fraction` from 0 to 1000.
    case controlling(permille: Int)
    /// Read to the end: waits for a decision.
    case ready
    /// Accepted: entries are being written. It can no longer be cancelled.
    case importing(entriesDone: Int, entryCount: Int)
    case completed
    case withdrawn
    /// Stopped before acceptance; nothing remains.
    case cancelled
    /// The machine failed; the sentence is in the log under `reference`.
    case failed(Fault)
  }

  public init(
    id: Identifier<Import>, fileName: String, stage: Stage, preview: FECPreview?, summary: Summary? = nil
  ) {
    self.id = id
    self.fileName = fileName
    self.stage = stage
    self.preview = preview
    self.summary =
      summary
      ?? preview.flatMap { preview in
        preview.year.map {
          Summary(
            year: $0, entryCount: preview.facts.entryCount, lineCount: preview.facts.lineCount,
            journals: preview.journals)
        }
      }
  }
}

public enum ImportRefusal: Refusal, Equatable {
  case unknown
  /// The control is not finished.
  case notReady
  /// Blocking anomalies: the preview lists them.
  case blocked([FECAnomaly.Code])
  /// Entries do not balance one by one, and nobody consented for the year.
  case consentNeeded(entries: Int)
  case alreadyAccepted
  /// The same bytes are in the books already: nothing was added.
  case alreadyImported(fileName: String)
  /// The same file waits already.
  case alreadyWaiting(fileName: String)
  /// Another file of the set is of the same days.
  case sharesYear(fileName: String)
  case notCompleted
  /// Work done here stands on what it brought: entries validated after its numbers, reversals, matchings.
  case workStandsOnIt(count: Int)
  /// Entries were validated here in its year: their numbers would meet those of the file.
  case yearHasEntries(count: Int)
  /// Its year is closed.
  case yearClosed(FiscalYear)
  case reasonMissing
  case emptyFile
  /// The file cannot be opened or read.
  case unreadable(fileName: String)

  public var code: String {
    switch self {
    case .unknown: "import.unknown"
    case .notReady: "import.not_ready"
    case .blocked: "import.blocked"
    case .consentNeeded: "import.consent_needed"
    case .alreadyAccepted: "import.already_accepted"
    case .alreadyImported: "import.already_imported"
    case .alreadyWaiting: "import.already_waiting"
    case .sharesYear: "import.shares_year"
    case .notCompleted: "import.not_completed"
    case .workStandsOnIt: "import.work_stands_on_it"
    case .yearHasEntries: "import.year_has_entries"
    case .yearClosed: "import.year_closed"
    case .reasonMissing: "import.reason_missing"
    case .emptyFile: "import.empty_file"
    case .unreadable: "import.unreadable"
    }
  }
}
