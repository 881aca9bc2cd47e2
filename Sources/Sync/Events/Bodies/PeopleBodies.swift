import Model

extension WirePersonChanged: WireBody {
  init(_ value: PersonChanged) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    if let text = value.name { name = try WireWriting.personal(text, "name") }
    if let role = value.role { self.role = WireRole(role) }
    if let day = value.until { until = day.value?.number ?? 0 }
  }

  var isSealed: Bool { name.keyID != 0 }

  func value() throws(EventDefect) -> PersonChanged {
    try WireReading.knownFields(unknownFields)
    var value = PersonChanged(id: try WireReading.identifier(id, "id"))
    if hasName { value.name = try WireReading.personal(name, "name") }
    if hasRole { value.role = try role.value() }
    if hasUntil { value.until = OptionalDate(try WireReading.optionalDate(until, "until")) }
    return value
  }
}

extension WirePersonRemoved: WireBody {
  init(_ value: PersonRemoved) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    reason = try WireWriting.text(value.reason, "reason")
  }

  func value() throws(EventDefect) -> PersonRemoved {
    try WireReading.knownFields(unknownFields)
    return PersonRemoved(id: try WireReading.identifier(id, "id"), reason: try WireReading.text(reason, "reason"))
  }
}

extension WireSecondFactorChanged: WireBody {
  init(_ value: SecondFactorChanged) throws(EventDefect) {
    self.init()
    person = WireBytes.data(value.person)
    try Self.check(value.sealed.count)
    sealed = WireBytes.data(value.sealed)
  }

  func value() throws(EventDefect) -> SecondFactorChanged {
    try WireReading.knownFields(unknownFields)
    try Self.check(WireBytes.count(sealed))
    return SecondFactorChanged(
      person: try WireReading.identifier(person, "person"), sealed: WireBytes.array(sealed))
  }

  private static func check(_ count: Int) throws(EventDefect) {
    guard count <= 4_096 else { throw .wrongLength(field: "sealed", found: count, expected: 4_096) }
  }
}

extension WireSignInsNoted: WireBody {
  init(_ value: SignInsNoted) throws(EventDefect) {
    self.init()
    person = WireBytes.data(value.person)
    refused = try WireWriting.count(value.refused, "refused")
    since = value.since?.milliseconds ?? 0
  }

  func value() throws(EventDefect) -> SignInsNoted {
    try WireReading.knownFields(unknownFields)
    return SignInsNoted(
      person: try WireReading.identifier(person, "person"), refused: try WireReading.count(refused, "refused"),
      since: since == 0 ? nil : Instant(milliseconds: since))
  }
}
