import Model

extension WireLineDetail {
  /// Nil when the line has none.
  init?(_ line: EntryLine, at index: Int) throws(EventDefect) {
    guard line.original != nil || line.overrides != nil else { return nil }
    self.init()
    self.line = UInt32(index)
    if let amount = line.original {
      original.text = try WireWriting.text(amount.text, "details.original.text")
      original.currency = try WireWriting.text(amount.currency, "details.original.currency")
    }
    if let fields = line.overrides { overrides = try WireLineOverrides(fields) }
  }

  func apply(to line: inout EntryLine) throws(EventDefect) {
    try WireReading.knownFields(unknownFields)
    if hasOriginal {
      try WireReading.knownFields(original.unknownFields)
      line.original = OriginalAmount(
        text: try WireReading.text(original.text, "details.original.text"),
        currency: try WireReading.text(original.currency, "details.original.currency"))
    }
    if hasOverrides { line.overrides = try overrides.value() }
  }
}

extension WireLineOverrides {
  init(_ fields: LineOverrides) throws(EventDefect) {
    self.init()
    if let text = fields.label { label = try WireWriting.text(text, "overrides.label") }
    if let text = fields.voucherReference {
      voucherReference = try WireWriting.text(text, "overrides.voucher_reference")
    }
    if let day = fields.voucherDate { voucherDate = day.value?.number ?? 0 }
    if let day = fields.date { date = day.number }
    if let day = fields.validationDate { validationDate = day.value?.number ?? 0 }
    if let text = fields.journalLabel { journalLabel = try WireWriting.text(text, "overrides.journal_label") }
    if let text = fields.accountLabel { accountLabel = try WireWriting.text(text, "overrides.account_label") }
    if let text = fields.partyLabel { partyLabel = try WireWriting.personal(text, "overrides.party_label") }
  }

  func value() throws(EventDefect) -> LineOverrides {
    try WireReading.knownFields(unknownFields)
    var fields = LineOverrides()
    if hasLabel { fields.label = try WireReading.text(label, "overrides.label") }
    if hasVoucherReference {
      fields.voucherReference = try WireReading.text(voucherReference, "overrides.voucher_reference")
    }
    if hasVoucherDate {
      fields.voucherDate = OptionalDate(try WireReading.optionalDate(voucherDate, "overrides.voucher_date"))
    }
    if hasDate { fields.date = try WireReading.date(date, "overrides.date") }
    if hasValidationDate {
      fields.validationDate = OptionalDate(try WireReading.optionalDate(validationDate, "overrides.validation_date"))
    }
    if hasJournalLabel { fields.journalLabel = try WireReading.text(journalLabel, "overrides.journal_label") }
    if hasAccountLabel { fields.accountLabel = try WireReading.text(accountLabel, "overrides.account_label") }
    if hasPartyLabel { fields.partyLabel = try WireReading.personal(partyLabel, "overrides.party_label") }
    return fields
  }
}
