import Model
import Storage

/// A mark of every entry that the log holds and that can be seen: enough to tell whether the tables still say the
/// same. The hash is keyed afresh in every process.
struct SignedEntries {
  struct Mark {
    let hash: Int
    /// The change-set that brought the entry.
    let origin: Origin
  }

  private struct OneImport {
    var isComplete = false
    var marks: [Identifier<JournalEntry.Validated>: Mark] = [:]
  }

  private var imports: [Identifier<Import>: OneImport] = [:]
  /// Those that were validated here.
  private var posted: [Identifier<JournalEntry.Validated>: Mark] = [:]

  mutating func add(_ event: BookEvent, _ origin: Origin) {
    switch event {
    case .importAccepted(let accepted): imports[accepted.id] = OneImport()
    case .entryImported(let imported):
      let mark = Mark(hash: Self.hash(imported.entry, origin), origin: origin)
      imports[imported.importID]?.marks[imported.entry.id] = mark
    case .entryPosted(let event):
      posted[event.entry.id] = Mark(hash: Self.hash(event.entry, origin), origin: origin)
    case .importCompleted(let completed): imports[completed.id]?.isComplete = true
    case .importWithdrawn(let withdrawn): imports[withdrawn.id] = nil
    case .companyCreated, .deviceEnrolled, .userEnrolled, .fiscalYearOpened, .journalCreated, .accountCreated,
      .partyCreated, .booksExported, .deviceRestored, .rootKeyChanged, .olderCopyAccepted, .draftChanged,
      .seriesAssigned, .periodLockChanged, .journalChanged, .accountChanged, .partyChanged, .linesMatched,
      .matchingRemoved, .personChanged, .personRemoved, .secondFactorChanged, .signInsNoted, .companyChanged,
      .documentAttached, .documentDetached, .documentSuperseded, .documentWaived, .documentWaiverEnded, .yearClosed,
      .yearReopened, .assetChanged, .assetEntryDrafted, .depreciationConventionChosen, .cutOffMade, .auditExported,
      .matchingToleranceSet, .matchingWrittenOff, .guideChanged, .recurrenceChanged, .occurrenceSettled,
      .entryMappingChanged, .draftActDone, .documentsExported, .actsRefused:
      break
    }
  }

  enum Verdict {
    case same
    case different(Origin)
    case unknown
  }

  /// Compares a stored entry with its mark, and crosses it off.
  mutating func take(_ stored: StoredEntry) -> Verdict {
    guard let mark = takeMark(of: stored) else { return .unknown }
    return Self.hash(stored.entry, stored.origin) == mark.hash ? .same : .different(mark.origin)
  }

  private mutating func takeMark(of stored: StoredEntry) -> Mark? {
    guard let importID = stored.importID else { return posted.removeValue(forKey: stored.entry.id) }
    guard imports[importID]?.isComplete == true else { return nil }
    return imports[importID]?.marks.removeValue(forKey: stored.entry.id)
  }

  /// Entries that nothing stored crossed off, and where the log has them.
  var left: [(id: Identifier<JournalEntry.Validated>, origin: Origin)] {
    (imports.values.filter(\.isComplete).map(\.marks) + [posted])
      .flatMap { marks in marks.map { ($0.key, $0.value.origin) } }
      .sorted { ($0.1.sequence, $0.0.description) < ($1.1.sequence, $1.0.description) }
  }

  private static func hash(_ entry: JournalEntry.Validated, _ origin: Origin) -> Int {
    var hasher = Hasher()
    hasher.combine(origin)
    entry.hashBytes(into: &hasher)
    return hasher.finalize()
  }
}

extension JournalEntry.Validated {
  /// Every field, texts by their bytes: two spellings of one accent are two texts here.
  fileprivate func hashBytes(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(text: journal)
    hasher.combine(text: number)
    hasher.combine(date)
    hasher.combine(validationDate)
    hasher.combine(text: voucherReference)
    hasher.combine(voucherDate)
    hasher.combine(text: label)
    hasher.combine(flags)
    hasher.combine(lines.count)
    for line in lines { line.hashBytes(into: &hasher) }
  }
}

extension EntryLine {
  fileprivate func hashBytes(into hasher: inout Hasher) {
    hasher.combine(text: account)
    hasher.combine(party?.nature)
    hasher.combine(text: party?.code)
    hasher.combine(debit)
    hasher.combine(credit)
    hasher.combine(text: matchingCode)
    hasher.combine(matchingDate)
    hasher.combine(text: original?.text)
    hasher.combine(text: original?.currency)
    hasher.combine(sourceRank)
    if let settlement, !settlement.isEmpty {
      hasher.combine(settlement.date)
      for text in [settlement.mode, settlement.nature, settlement.client] { hasher.combine(text: text) }
    }
    // An empty set of overrides is the same as none, and is stored as none.
    guard let overrides, !overrides.isEmpty else { return }
    for text in [
      overrides.label, overrides.voucherReference, overrides.journalLabel, overrides.accountLabel, overrides.partyLabel,
    ] { hasher.combine(text: text) }
    hasher.combine(overrides.voucherDate)
    hasher.combine(overrides.date)
    hasher.combine(overrides.validationDate)
  }
}

extension Hasher {
  /// The bytes of a text with their number; nil is told apart from an empty text.
  fileprivate mutating func combine(text: String?) {
    guard var text else {
      combine(-1)
      return
    }
    text.withUTF8 { bytes in
      combine(bytes.count)
      combine(bytes: UnsafeRawBufferPointer(bytes))
    }
  }
}
