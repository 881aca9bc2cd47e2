/// All that is known of a FEC before anything is written: facts of the file, sums, anomalies, and the plan that an
/// acceptance would sign. A preview is a value: it can be kept, shown again and compared.
public struct FECPreview: Equatable, Sendable {
  public var facts: FECFacts
  /// The fiscal year the file would fill; nil when it cannot be told (then a blocking anomaly says why).
  public var year: FiscalYear?
  public var numbering: NumberingScheme
  /// In the order of journal codes.
  public var journals: [JournalSum]
  public var accountCount: Int
  public var partyCount: Int
  public var matchingGroupCount: Int
  /// Sorted by gravity, then by line. At most ``FECPreview/listLimit`` of one code are listed.
  public var anomalies: [FECAnomaly]
  /// How many of each code there are, those not listed included.
  public var anomalyCounts: [FECAnomaly.Code: Int]
  /// What ties it to the years around.
  public var links: FECLinks

  /// How many anomalies of one code the list holds.
  public var listLimit: Int

  /// What is kept with a file, and shown: memory must not grow with what is wrong with it.
  public static let listedPerCode = 200
  /// What another reading of the file lists on demand.
  public static let listedOnDemand = 10_000

  public init(
    facts: FECFacts, year: FiscalYear?, numbering: NumberingScheme, journals: [JournalSum], accountCount: Int,
    partyCount: Int, matchingGroupCount: Int, anomalies: [FECAnomaly], anomalyCounts: [FECAnomaly.Code: Int],
    links: FECLinks = FECLinks(), listLimit: Int = FECPreview.listedPerCode
  ) {
    self.facts = facts
    self.year = year
    self.numbering = numbering
    self.journals = journals
    self.accountCount = accountCount
    self.partyCount = partyCount
    self.matchingGroupCount = matchingGroupCount
    self.anomalies = anomalies
    self.anomalyCounts = anomalyCounts
    self.links = links
    self.listLimit = listLimit
  }

  public var debit: MoneyTotal { journals.reduce(.zero) { $0 + $1.debit } }
  public var credit: MoneyTotal { journals.reduce(.zero) { $0 + $1.credit } }
  public var isBlocked: Bool { anomalyCounts.keys.contains { $0.severity == .blocking } }
  /// Entries do not balance one by one: accepting needs a consent for the year.
  public var needsConsent: Bool { anomalyCounts.keys.contains { $0.severity == .consent } }
}

/// What a look at the file says, before any rule.
public struct FECFacts: Equatable, Sendable {
  public var fileName: String
  public var sizeBytes: Int
  /// BLAKE2b-256 of the bytes; computed by the caller, since hashing is not the model's.
  public var hash: [UInt8]
  public var encoding: TextEncoding
  public var separator: Separator
  public var lineEnding: LineEnding
  public var columnCount: Int
  public var lineCount: Int
  public var entryCount: Int
  /// From the name `SIRENFECAAAAMMJJ`; nil when the name is another.
  public var siren: String?
  public var closingDate: CalendarDate?
  public var firstEntryDate: CalendarDate?
  public var lastEntryDate: CalendarDate?

  public enum TextEncoding: String, Sendable { case ascii, utf8, utf8WithBOM, latin9 }
  public enum Separator: String, Sendable { case tab, pipe }
  public enum LineEnding: String, Sendable { case crlf, lf, cr, crcrlf }

  public init(
    fileName: String, sizeBytes: Int, hash: [UInt8], encoding: TextEncoding, separator: Separator,
    lineEnding: LineEnding, columnCount: Int, lineCount: Int, entryCount: Int, siren: String?,
    closingDate: CalendarDate?, firstEntryDate: CalendarDate?, lastEntryDate: CalendarDate?
  ) {
    self.fileName = fileName
    self.sizeBytes = sizeBytes
    self.hash = hash
    self.encoding = encoding
    self.separator = separator
    self.lineEnding = lineEnding
    self.columnCount = columnCount
    self.lineCount = lineCount
    self.entryCount = entryCount
    self.siren = siren
    self.closingDate = closingDate
    self.firstEntryDate = firstEntryDate
    self.lastEntryDate = lastEntryDate
  }
}
