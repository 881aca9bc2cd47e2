import Model

extension WireCompanyCreated: WireBody {
  init(_ value: CompanyCreated) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    siren = value.siren.digits
    name = try WireWriting.text(value.name, "name")
  }

  func value() throws(EventDefect) -> CompanyCreated {
    try WireReading.knownFields(unknownFields)
    // Digits alone: the reader of what people type also accepts spaces.
    guard let number = SIREN(siren), number.digits == siren else { throw .invalidSIREN }
    return CompanyCreated(
      id: try WireReading.identifier(id, "id"), siren: number, name: try WireReading.text(name, "name"))
  }
}

extension WireDeviceEnrolled: WireBody {
  init(_ value: DeviceEnrolled) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    publicKey = try WireWriting.bytes(value.publicKey, count: VerifyingKey.byteCount, "public_key")
  }

  func value() throws(EventDefect) -> DeviceEnrolled {
    try WireReading.knownFields(unknownFields)
    return DeviceEnrolled(
      id: try WireReading.identifier(id, "id"),
      publicKey: try WireReading.bytes(publicKey, count: VerifyingKey.byteCount, "public_key"))
  }
}

extension WireUserEnrolled: WireBody {
  init(_ value: UserEnrolled) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    name = try WireWriting.personal(value.name, "name")
    role = WireRole(value.role)
  }

  var isSealed: Bool { name.keyID != 0 }

  func value() throws(EventDefect) -> UserEnrolled {
    try WireReading.knownFields(unknownFields)
    guard hasName else { throw .missing(field: "name") }
    return UserEnrolled(
      id: try WireReading.identifier(id, "id"), name: try WireReading.personal(name, "name"), role: try role.value())
  }
}

extension WireFiscalYearOpened: WireBody {
  init(_ value: FiscalYearOpened) throws(EventDefect) {
    self.init()
    year = WireWriting.year(value.year)
  }

  func value() throws(EventDefect) -> FiscalYearOpened {
    try WireReading.knownFields(unknownFields)
    guard hasYear else { throw .missing(field: "year") }
    return FiscalYearOpened(year: try WireReading.year(year))
  }
}
