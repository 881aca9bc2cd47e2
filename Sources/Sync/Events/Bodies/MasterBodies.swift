import Model

extension WireJournalCreated: WireBody {
  init(_ value: JournalCreated) throws(EventDefect) {
    self.init()
    code = try WireWriting.text(value.code, "code")
    label = try WireWriting.text(value.label, "label")
  }

  func value() throws(EventDefect) -> JournalCreated {
    try WireReading.knownFields(unknownFields)
    return JournalCreated(code: try WireReading.text(code, "code"), label: try WireReading.text(label, "label"))
  }
}

extension WireAccountCreated: WireBody {
  init(_ value: AccountCreated) throws(EventDefect) {
    self.init()
    number = try WireWriting.text(value.number, "number")
    label = try WireWriting.text(value.label, "label")
  }

  func value() throws(EventDefect) -> AccountCreated {
    try WireReading.knownFields(unknownFields)
    return AccountCreated(number: try WireReading.text(number, "number"), label: try WireReading.text(label, "label"))
  }
}

extension WirePartyCreated: WireBody {
  init(_ value: PartyCreated) throws(EventDefect) {
    self.init()
    nature = WirePartyNature(value.key.nature)
    code = try WireWriting.text(value.key.code, "code")
    label = try WireWriting.personal(value.label, "label")
  }

  var isSealed: Bool { label.keyID != 0 }

  func value() throws(EventDefect) -> PartyCreated {
    try WireReading.knownFields(unknownFields)
    guard hasLabel else { throw .missing(field: "label") }
    let key = PartyKey(nature: try nature.value("nature"), code: try WireReading.text(code, "code"))
    return PartyCreated(key: key, label: try WireReading.personal(label, "label"))
  }
}
