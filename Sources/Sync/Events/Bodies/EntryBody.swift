import Model

extension WireEntryImported: WireBody {
  init(_ value: EntryImported) throws(EventDefect) {
    let entry = value.entry
    guard !entry.lines.isEmpty else { throw .entryWithoutLines }
    self.init()
    importID = WireBytes.data(value.importID)
    id = WireBytes.data(entry.id)
    journal = try WireWriting.text(entry.journal, "journal")
    number = try WireWriting.text(entry.number, "number")
    date = entry.date.number
    validationDate = entry.validationDate == entry.date ? 0 : entry.validationDate.number
    voucherReference = try WireWriting.text(entry.voucherReference, "voucher_reference")
    voucherDate = entry.voucherDate?.number ?? 0
    label = try WireWriting.text(entry.label, "label")
    flags = entry.flags.rawValue
    (lines, details) = try WireEntryLines.write(entry.lines)
    for (index, line) in entry.lines.enumerated() {
      if let settlement = try WireLineSettlement(line, at: index) { settlements.append(settlement) }
    }
  }

  /// Version 2 tells how lines were paid; a program of version 1 keeps it whole and defers it.
  var version: UInt32 { settlements.isEmpty ? 1 : 2 }

  var isSealed: Bool { details.contains { $0.overrides.partyLabel.keyID != 0 } }

  func value() throws(EventDefect) -> EntryImported {
    try WireReading.knownFields(unknownFields)
    let day = try WireReading.date(date, "date")
    let entry = JournalEntry.Validated(
      id: try WireReading.identifier(id, "id"), journal: try WireReading.text(journal, "journal"),
      number: try WireReading.text(number, "number"), date: day,
      validationDate: try WireReading.optionalDate(validationDate, "validation_date") ?? day,
      voucherReference: try WireReading.text(voucherReference, "voucher_reference"),
      voucherDate: try WireReading.optionalDate(voucherDate, "voucher_date"),
      label: try WireReading.text(label, "label"), flags: EntryFlags(rawValue: flags), lines: try readLines())
    return EntryImported(importID: try WireReading.identifier(importID, "import_id"), entry: entry)
  }

  private func readLines() throws(EventDefect) -> [EntryLine] {
    var result = try WireEntryLines.read(lines, details)
    var next = 0
    for settlement in settlements {
      let place = Int(settlement.line)
      guard place >= next, place < result.count else { throw .detailOutOfOrder(line: place) }
      result[place].settlement = try settlement.value()
      next = place + 1
    }
    return result
  }
}
