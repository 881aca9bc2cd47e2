public import Model

/// Files that are to enter the books together, all or none: in the order of their years, those of no known year last.
public struct ImportSet: Sendable {
  public let files: [ImportStatus]

  public init(_ files: [ImportStatus]) {
    let latest = CalendarDate.latest
    self.files = files.sorted { left, right in
      (left.summary?.year.start ?? latest, left.fileName) < (right.summary?.year.start ?? latest, right.fileName)
    }
  }

  /// Why the set cannot be accepted as it is, file by file; empty when it can.
  public func refusals(consents: Bool) -> [ImportSetRefusal.Reason] {
    files.enumerated().compactMap { place, file in
      refusal(of: file, after: files[..<place], consents: consents).map {
        ImportSetRefusal.Reason(id: file.id, fileName: file.fileName, refusal: $0)
      }
    }
  }

  private func refusal(
    of file: ImportStatus, after others: ArraySlice<ImportStatus>, consents: Bool
  ) -> ImportRefusal? {
    switch file.stage {
    case .ready: break
    case .controlling, .failed: return .notReady
    case .importing, .completed, .withdrawn: return .alreadyAccepted
    case .cancelled: return .unknown
    }
    guard let preview = file.preview else { return .notReady }
    let blocking = preview.anomalyCounts.keys.filter { $0.severity == .blocking }
    if !blocking.isEmpty { return .blocked(blocking.sorted { $0.rawValue < $1.rawValue }) }
    // The second would be refused once the first is in.
    if let year = preview.year, let other = others.first(where: { $0.preview?.year?.overlaps(year) == true }) {
      return .sharesYear(fileName: other.fileName)
    }
    guard !preview.needsConsent || consents else {
      return .consentNeeded(entries: preview.anomalyCounts[.entryUnbalanced] ?? 0)
    }
    return nil
  }
}

/// A set of files is refused as a whole: nothing of it entered the books.
public struct ImportSetRefusal: Refusal, Equatable {
  public struct Reason: Sendable, Equatable {
    public let id: Identifier<Import>
    public let fileName: String
    public let refusal: ImportRefusal

    public init(id: Identifier<Import>, fileName: String, refusal: ImportRefusal) {
      self.id = id
      self.fileName = fileName
      self.refusal = refusal
    }
  }

  /// In the order of the set; never empty.
  public let reasons: [Reason]

  public init(_ reasons: [Reason]) { self.reasons = reasons }

  public var code: String { "import.set_refused" }
}
