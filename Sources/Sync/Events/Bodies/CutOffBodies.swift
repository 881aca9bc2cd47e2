import Model

extension WireCutOffMade: WireBody {
  init(_ value: CutOffMade) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    kind = WireCutOffKind(value.kind)
    yearEnd = value.yearEnd.number
    label = try WireWriting.text(value.label, "label")
    account = try WireWriting.text(value.account, "account")
    if let party = value.party {
      partyNature = WirePartyNature(party.nature)
      partyCode = try WireWriting.text(party.code, "party_code")
    }
    amount = try WireWriting.amount(value.amount, "amount")
    vat = try WireWriting.amount(value.vat, "vat")
    if let period = value.period { (start, end) = (period.start.number, period.end.number) }
    share = try WireWriting.amount(value.share, "share")
    draft = WireBytes.data(value.draft)
    reversal = WireBytes.data(value.reversal)
  }

  func value() throws(EventDefect) -> CutOffMade {
    try WireReading.knownFields(unknownFields)
    return CutOffMade(
      id: try WireReading.identifier(id, "id"), kind: try kind.value(),
      yearEnd: try WireReading.date(yearEnd, "year_end"), label: try WireReading.text(label, "label"),
      account: try WireReading.text(account, "account"), party: try party(),
      amount: try WireReading.amount(amount, "amount"), vat: try WireReading.amount(vat, "vat"),
      period: try period(), share: try WireReading.amount(share, "share"),
      draft: try WireReading.identifier(draft, "draft"), reversal: try WireReading.identifier(reversal, "reversal"))
  }

  private func party() throws(EventDefect) -> PartyKey? {
    if partyNature == .unspecified {
      guard partyCode.isEmpty else { throw .missing(field: "party_nature") }
      return nil
    }
    return PartyKey(nature: try partyNature.value("party_nature"), code: try WireReading.text(partyCode, "party_code"))
  }

  private func period() throws(EventDefect) -> CutOffPeriod? {
    guard start != 0 || end != 0 else { return nil }
    return CutOffPeriod(start: try WireReading.date(start, "start"), end: try WireReading.date(end, "end"))
  }
}

extension WireCutOffKind {
  fileprivate init(_ kind: CutOffKind) {
    switch kind {
    case .prepaidExpense: self = .prepaidExpense
    case .deferredIncome: self = .deferredIncome
    case .invoiceNotReceived: self = .invoiceNotReceived
    case .invoiceToMake: self = .invoiceToMake
    }
  }

  fileprivate func value() throws(EventDefect) -> CutOffKind {
    guard let raw = UInt8(exactly: rawValue), let kind = CutOffKind(rawValue: raw) else {
      throw .unknownValue(field: "kind", value: rawValue)
    }
    return kind
  }
}
