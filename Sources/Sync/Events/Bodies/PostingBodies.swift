import Model
import SwiftProtobuf

extension WireSeriesAssigned: WireBody {
  init(_ value: SeriesAssigned) throws(EventDefect) {
    self.init()
    journal = try WireWriting.text(value.series.journal, "journal")
    yearEnd = value.series.yearEnd.number
    owner = WireBytes.data(value.owner)
    generation = value.generation
    next = try WireBounds.ordinal(value.next, "next")
  }

  func value() throws(EventDefect) -> SeriesAssigned {
    try WireReading.knownFields(unknownFields)
    return SeriesAssigned(
      series: EntrySeries(
        journal: try WireReading.text(journal, "journal"), yearEnd: try WireReading.date(yearEnd, "year_end")),
      owner: try WireReading.identifier(owner, "owner"), generation: generation,
      next: try WireBounds.ordinal(next, "next"))
  }
}

extension WireEntryPosted: WireBody {
  init(_ value: EntryPosted) throws(EventDefect) {
    let entry = value.entry
    guard !entry.lines.isEmpty else { throw .entryWithoutLines }
    guard entry.number == String(value.number) else { throw .contradiction(field: "number") }
    guard value.dueDates.isEmpty || value.dueDates.count == entry.lines.count else {
      throw .contradiction(field: "dues")
    }
    self.init()
    id = WireBytes.data(entry.id)
    journal = try WireWriting.text(entry.journal, "journal")
    yearEnd = value.yearEnd.number
    number = try WireBounds.ordinal(value.number, "number")
    date = entry.date.number
    validationDate = entry.validationDate == entry.date ? 0 : entry.validationDate.number
    voucherReference = try WireWriting.text(entry.voucherReference, "voucher_reference")
    voucherDate = entry.voucherDate?.number ?? 0
    label = try WireWriting.text(entry.label, "label")
    flags = entry.flags.rawValue
    (lines, details) = try WireEntryLines.write(entry.lines)
    for (index, due) in value.dueDates.enumerated() {
      guard let due else { continue }
      dues.append(
        .with {
          $0.line = UInt32(index)
          $0.date = due.number
        })
    }
    if let source = value.draft {
      draft = WireBytes.data(source.id)
      revisions = source.revisions.map { WireBytes.data($0) }
    }
    if let reversal = value.reversal {
      reverses = WireBytes.data(reversal.of)
      reason = try WireWriting.text(reversal.reason, "reason")
    }
  }

  var isSealed: Bool { details.contains { $0.overrides.partyLabel.keyID != 0 } }

  func value() throws(EventDefect) -> EntryPosted {
    try WireReading.knownFields(unknownFields)
    let day = try WireReading.date(date, "date")
    let ordinal = try WireBounds.ordinal(number, "number")
    let entry = JournalEntry.Validated(
      id: try WireReading.identifier(id, "id"), journal: try WireReading.text(journal, "journal"),
      number: String(ordinal), date: day,
      validationDate: try WireReading.optionalDate(validationDate, "validation_date") ?? day,
      voucherReference: try WireReading.text(voucherReference, "voucher_reference"),
      voucherDate: try WireReading.optionalDate(voucherDate, "voucher_date"),
      label: try WireReading.text(label, "label"), flags: EntryFlags(rawValue: flags),
      lines: try WireEntryLines.read(lines, details))
    return EntryPosted(
      entry: entry, yearEnd: try WireReading.date(yearEnd, "year_end"), number: ordinal, dueDates: try dueDates(),
      draft: try postedDraft(), reversal: try reversal())
  }

  private func dueDates() throws(EventDefect) -> [CalendarDate?] {
    guard !dues.isEmpty else { return [] }
    var dates = [CalendarDate?](repeating: nil, count: lines.count)
    var next = 0
    for due in dues {
      try WireReading.knownFields(due.unknownFields)
      let place = Int(due.line)
      guard place >= next, place < dates.count else { throw .detailOutOfOrder(line: place) }
      dates[place] = try WireReading.date(due.date, "dues.date")
      next = place + 1
    }
    return dates
  }

  private func postedDraft() throws(EventDefect) -> PostedDraft? {
    guard WireBytes.count(draft) > 0 else {
      guard revisions.isEmpty else { throw .missing(field: "draft") }
      return nil
    }
    var held: [Identifier<DraftRevision>] = []
    for revision in revisions { held.append(try WireReading.identifier(revision, "revisions")) }
    return PostedDraft(id: try WireReading.identifier(draft, "draft"), revisions: held)
  }

  private func reversal() throws(EventDefect) -> Reversal? {
    guard WireBytes.count(reverses) > 0 else {
      guard reason.isEmpty else { throw .missing(field: "reverses") }
      return nil
    }
    return Reversal(
      of: try WireReading.identifier(reverses, "reverses"), reason: try WireReading.text(reason, "reason"))
  }
}

extension WirePeriodLockChanged: WireBody {
  init(_ value: PeriodLockChanged) throws(EventDefect) {
    self.init()
    month = try Self.checked(value.month)
    locked = value.isLocked
    exempt = value.exempt.map { WireBytes.data($0) }
    generation = value.generation
    reason = try WireWriting.text(value.reason, "reason")
  }

  func value() throws(EventDefect) -> PeriodLockChanged {
    try WireReading.knownFields(unknownFields)
    var people: [Identifier<Person>] = []
    for person in exempt { people.append(try WireReading.identifier(person, "exempt")) }
    return PeriodLockChanged(
      month: try Self.checked(month), isLocked: locked, exempt: people, generation: generation,
      reason: try WireReading.text(reason, "reason"))
  }

  /// AAAAMM: a month has a first day.
  private static func checked(_ month: Int32) throws(EventDefect) -> Int32 {
    guard month < 1_000_000, CalendarDate(number: month * 100 + 1) != nil else {
      throw .invalidDate(field: "month", number: month)
    }
    return month
  }
}
