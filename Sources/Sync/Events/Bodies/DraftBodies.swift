import Model

extension WireDraftChanged: WireBody {
  init(_ value: DraftChanged) throws(EventDefect) {
    self.init()
    draft = WireBytes.data(value.draft)
    revision = WireBytes.data(value.revision)
    bases = value.bases.map { WireBytes.data($0) }
    switch value.change {
    case .discarded: discarded = true
    case .edited(let edit):
      if let text = edit.journal { journal = try WireWriting.text(text, "journal") }
      if let day = edit.date { date = day.number }
      if let text = edit.voucherReference { voucherReference = try WireWriting.text(text, "voucher_reference") }
      if let day = edit.voucherDate { voucherDate = day.value?.number ?? 0 }
      if let text = edit.label { label = try WireWriting.text(text, "label") }
      for line in edit.lines { lines.append(try WireDraftLineChange(line)) }
      try checkLineOrder()
    }
  }

  func value() throws(EventDefect) -> DraftChanged {
    try WireReading.knownFields(unknownFields)
    var known: [Identifier<DraftRevision>] = []
    for base in bases { known.append(try WireReading.identifier(base, "bases")) }
    return DraftChanged(
      draft: try WireReading.identifier(draft, "draft"), revision: try WireReading.identifier(revision, "revision"),
      bases: known, change: try change())
  }

  private func change() throws(EventDefect) -> DraftChange {
    if discarded {
      let isBare =
        !hasJournal && !hasDate && !hasVoucherReference && !hasVoucherDate && !hasLabel && lines.isEmpty
      guard isBare else { throw .contradiction(field: "discarded") }
      return .discarded
    }
    var edit = DraftEdit()
    if hasJournal { edit.journal = try WireReading.text(journal, "journal") }
    if hasDate { edit.date = try WireReading.date(date, "date") }
    if hasVoucherReference { edit.voucherReference = try WireReading.text(voucherReference, "voucher_reference") }
    if hasVoucherDate { edit.voucherDate = OptionalDate(try WireReading.optionalDate(voucherDate, "voucher_date")) }
    if hasLabel { edit.label = try WireReading.text(label, "label") }
    for line in lines { edit.lines.append(try line.value()) }
    try checkLineOrder()
    return .edited(edit)
  }

  /// In the order of their identifiers, which read as bytes in the same order, and each once.
  private func checkLineOrder() throws(EventDefect) {
    var last: [UInt8] = []
    for (index, line) in lines.enumerated() {
      let id = WireBytes.array(line.id)
      guard last.lexicographicallyPrecedes(id) else { throw .detailOutOfOrder(line: index) }
      last = id
    }
  }
}

extension WireDraftLineChange {
  init(_ value: DraftLineChange) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    guard case .edited(let edit) = value.content else {
      removed = true
      return
    }
    guard !edit.isEmpty else { throw .missing(field: "lines") }
    if let text = edit.account { account = try WireWriting.text(text, "lines.account") }
    if let choice = edit.party {
      party = .init()
      if let key = choice.value {
        party.nature = WirePartyNature(key.nature)
        party.code = try WireWriting.text(key.code, "lines.party.code")
      }
    }
    if let sides = edit.amount {
      amount = .init()
      amount.debit = try WireWriting.amount(sides.debit, "lines.amount.debit")
      amount.credit = try WireWriting.amount(sides.credit, "lines.amount.credit")
    }
    if let text = edit.label { label = try WireWriting.text(text, "lines.label") }
    if let day = edit.dueDate { dueDate = day.value?.number ?? 0 }
    if let number = edit.place { place = number }
  }

  func value() throws(EventDefect) -> DraftLineChange {
    try WireReading.knownFields(unknownFields)
    let line: Identifier<DraftLine> = try WireReading.identifier(id, "lines.id")
    if removed {
      let isBare = !hasAccount && !hasParty && !hasAmount && !hasLabel && !hasDueDate && !hasPlace
      guard isBare else { throw .contradiction(field: "lines.removed") }
      return DraftLineChange(id: line, content: .removed)
    }
    var edit = DraftLineEdit()
    if hasAccount { edit.account = try WireReading.text(account, "lines.account") }
    if hasParty { edit.party = try party.value() }
    if hasAmount { edit.amount = try amount.value() }
    if hasLabel { edit.label = try WireReading.text(label, "lines.label") }
    if hasDueDate { edit.dueDate = OptionalDate(try WireReading.optionalDate(dueDate, "lines.due_date")) }
    if hasPlace { edit.place = place }
    guard !edit.isEmpty else { throw .missing(field: "lines") }
    return DraftLineChange(id: line, content: .edited(edit))
  }
}

extension WireDraftParty {
  fileprivate func value() throws(EventDefect) -> OptionalParty {
    try WireReading.knownFields(unknownFields)
    if nature == .unspecified {
      guard code.isEmpty else { throw .missing(field: "lines.party.nature") }
      return .none
    }
    return .party(
      PartyKey(nature: try nature.value("lines.party.nature"), code: try WireReading.text(code, "lines.party.code")))
  }
}

extension WireDraftAmount {
  fileprivate func value() throws(EventDefect) -> DraftAmount {
    try WireReading.knownFields(unknownFields)
    return DraftAmount(
      debit: try WireReading.amount(debit, "lines.amount.debit"),
      credit: try WireReading.amount(credit, "lines.amount.credit"))
  }
}
