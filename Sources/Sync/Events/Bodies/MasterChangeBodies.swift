import Model

extension WireJournalChanged: WireBody {
  init(_ value: JournalChanged) throws(EventDefect) {
    self.init()
    code = try WireWriting.text(value.code, "code")
    if let text = value.label { label = try WireWriting.text(text, "label") }
    if let text = value.counterpart { counterpart = try WireWriting.text(text, "counterpart") }
    if let flag = value.isActive { active = flag }
  }

  func value() throws(EventDefect) -> JournalChanged {
    try WireReading.knownFields(unknownFields)
    var value = JournalChanged(code: try WireReading.text(code, "code"))
    if hasLabel { value.label = try WireReading.text(label, "label") }
    if hasCounterpart { value.counterpart = try WireReading.text(counterpart, "counterpart") }
    if hasActive { value.isActive = active }
    return value
  }
}

extension WireAccountChanged: WireBody {
  init(_ value: AccountChanged) throws(EventDefect) {
    self.init()
    number = try WireWriting.text(value.number, "number")
    if let text = value.label { label = try WireWriting.text(text, "label") }
    if let text = value.vatAccount { vatAccount = try WireWriting.text(text, "vat_account") }
    if let rate = value.vatRate { vatRate = rate }
    if let flag = value.isActive { active = flag }
  }

  func value() throws(EventDefect) -> AccountChanged {
    try WireReading.knownFields(unknownFields)
    var value = AccountChanged(number: try WireReading.text(number, "number"))
    if hasLabel { value.label = try WireReading.text(label, "label") }
    if hasVatAccount { value.vatAccount = try WireReading.text(vatAccount, "vat_account") }
    if hasVatRate { value.vatRate = vatRate }
    if hasActive { value.isActive = active }
    return value
  }
}

extension WirePartyChanged: WireBody {
  init(_ value: PartyChanged) throws(EventDefect) {
    self.init()
    nature = WirePartyNature(value.key.nature)
    code = try WireWriting.text(value.key.code, "code")
    if let text = value.label { label = try WireWriting.personal(text, "label") }
    if let text = value.usualAccount { usualAccount = try WireWriting.text(text, "usual_account") }
    if let days = value.termDays { termDays = days }
    if let flag = value.isActive { active = flag }
  }

  var isSealed: Bool { label.keyID != 0 }

  func value() throws(EventDefect) -> PartyChanged {
    try WireReading.knownFields(unknownFields)
    let key = PartyKey(nature: try nature.value("nature"), code: try WireReading.text(code, "code"))
    var value = PartyChanged(key: key)
    if hasLabel { value.label = try WireReading.personal(label, "label") }
    if hasUsualAccount { value.usualAccount = try WireReading.text(usualAccount, "usual_account") }
    if hasTermDays { value.termDays = termDays }
    if hasActive { value.isActive = active }
    return value
  }
}
