import Model

extension WireCompanyChanged: WireBody {
  init(_ value: CompanyChanged) throws(EventDefect) {
    self.init()
    if let text = value.address { address = try WireWriting.text(text, "address") }
    if let scheme = value.vatScheme { vatScheme = WireVATScheme(scheme) }
    if let due = value.vatDue { vatDue = WireVATDue(due) }
  }

  func value() throws(EventDefect) -> CompanyChanged {
    try WireReading.knownFields(unknownFields)
    var value = CompanyChanged()
    if hasAddress { value.address = try WireReading.text(address, "address") }
    if hasVatScheme { value.vatScheme = try vatScheme.value() }
    if hasVatDue { value.vatDue = try vatDue.value() }
    return value
  }
}

extension WireVATScheme {
  init(_ scheme: VATScheme) {
    switch scheme {
    case .exempt: self = .exempt
    case .monthly: self = .monthly
    case .quarterly: self = .quarterly
    case .yearly: self = .yearly
    }
  }

  func value() throws(EventDefect) -> VATScheme {
    guard let raw = UInt8(exactly: rawValue), let scheme = VATScheme(rawValue: raw) else {
      throw .unknownValue(field: "vat_scheme", value: rawValue)
    }
    return scheme
  }
}

extension WireVATDue {
  init(_ due: VATDue) {
    switch due {
    case .onPayment: self = .onPayment
    case .onInvoice: self = .onInvoice
    }
  }

  func value() throws(EventDefect) -> VATDue {
    guard let raw = UInt8(exactly: rawValue), let due = VATDue(rawValue: raw) else {
      throw .unknownValue(field: "vat_due", value: rawValue)
    }
    return due
  }
}
