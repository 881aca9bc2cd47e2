import Model
import SwiftProtobuf

extension WireAssetChanged: WireBody {
  init(_ value: AssetChanged) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    if let text = value.label { label = try WireWriting.text(text, "label") }
    if let text = value.composite { composite = try WireWriting.text(text, "composite") }
    if let text = value.account { account = try WireWriting.text(text, "account") }
    if let text = value.depreciationAccount {
      depreciationAccount = try WireWriting.text(text, "depreciation_account")
    }
    if let text = value.expenseAccount { expenseAccount = try WireWriting.text(text, "expense_account") }
    if let amount = value.cost { cost = try WireWriting.amount(amount, "cost") }
    if let amount = value.residual { residual = try WireWriting.amount(amount, "residual") }
    if let day = value.acquired { acquired = day.number }
    if let day = value.inService { inService = day.value?.number ?? 0 }
    if let count = value.months { months = count }
    if let choice = value.method { method = WireDepreciationMethod(choice) }
    if let amounts = value.prior { prior = try WirePriorDepreciation(amounts) }
    if let choice = value.disposal { disposal = try WireAssetDisposal(choice) }
    if let line = value.source {
      source = .with {
        $0.entry = WireBytes.data(line.entry)
        $0.line = line.line
      }
    }
    if let flag = value.isRemoved { removed = flag }
  }

  func value() throws(EventDefect) -> AssetChanged {
    try WireReading.knownFields(unknownFields)
    var value = AssetChanged(id: try WireReading.identifier(id, "id"))
    if hasLabel { value.label = try WireReading.text(label, "label") }
    if hasComposite { value.composite = try WireReading.text(composite, "composite") }
    if hasAccount { value.account = try WireReading.text(account, "account") }
    if hasDepreciationAccount {
      value.depreciationAccount = try WireReading.text(depreciationAccount, "depreciation_account")
    }
    if hasExpenseAccount { value.expenseAccount = try WireReading.text(expenseAccount, "expense_account") }
    if hasCost { value.cost = try WireReading.amount(cost, "cost") }
    if hasResidual { value.residual = try WireReading.amount(residual, "residual") }
    if hasAcquired { value.acquired = try WireReading.date(acquired, "acquired") }
    if hasInService { value.inService = OptionalDate(try WireReading.optionalDate(inService, "in_service")) }
    if hasMonths { value.months = months }
    if hasMethod { value.method = try method.value() }
    if hasPrior { value.prior = try prior.value() }
    if hasDisposal { value.disposal = OptionalDisposal(try disposal.value()) }
    if hasSource {
      try WireReading.knownFields(source.unknownFields)
      value.source = LineReference(entry: try WireReading.identifier(source.entry, "source.entry"), line: source.line)
    }
    if hasRemoved { value.isRemoved = removed }
    return value
  }
}

extension WirePriorDepreciation {
  fileprivate init(_ value: PriorDepreciation) throws(EventDefect) {
    self.init()
    through = value.through?.number ?? 0
    amount = try WireWriting.amount(value.amount, "prior.amount")
    derogatory = try WireWriting.amount(value.derogatory, "prior.derogatory")
  }

  fileprivate func value() throws(EventDefect) -> PriorDepreciation {
    try WireReading.knownFields(unknownFields)
    return PriorDepreciation(
      through: try WireReading.optionalDate(through, "prior.through"),
      amount: try WireReading.amount(amount, "prior.amount"),
      derogatory: try WireReading.amount(derogatory, "prior.derogatory"))
  }
}

extension WireAssetDisposal {
  fileprivate init(_ value: OptionalDisposal) throws(EventDefect) {
    self.init()
    guard let disposal = value.value else { return }
    date = disposal.date.number
    sold = disposal.price != nil
    if let amount = disposal.price { price = try WireWriting.amount(amount, "disposal.price") }
    vat = try WireWriting.amount(disposal.vat, "disposal.vat")
  }

  fileprivate func value() throws(EventDefect) -> Disposal? {
    try WireReading.knownFields(unknownFields)
    guard let day = try WireReading.optionalDate(date, "disposal.date") else {
      guard !sold, price == 0, vat == 0 else { throw .contradiction(field: "disposal.date") }
      return nil
    }
    guard sold || price == 0 else { throw .contradiction(field: "disposal.price") }
    return Disposal(
      date: day, price: sold ? try WireReading.amount(price, "disposal.price") : nil,
      vat: try WireReading.amount(vat, "disposal.vat"))
  }
}

extension WireAssetEntryDrafted: WireBody {
  init(_ value: AssetEntryDrafted) throws(EventDefect) {
    self.init()
    draft = WireBytes.data(value.draft)
    purpose = WireAssetEntryPurpose(value.purpose)
    yearEnd = value.yearEnd.number
    for part in value.parts {
      var wire = WireAssetEntryPart()
      wire.asset = WireBytes.data(part.asset)
      wire.charge = try WireWriting.amount(part.charge, "parts.charge")
      wire.derogatory = try WireWriting.amount(part.derogatory, "parts.derogatory")
      parts.append(wire)
    }
    try Self.check(value.parts)
  }

  func value() throws(EventDefect) -> AssetEntryDrafted {
    try WireReading.knownFields(unknownFields)
    var read: [AssetEntryDrafted.Part] = []
    for part in parts {
      try WireReading.knownFields(part.unknownFields)
      read.append(
        AssetEntryDrafted.Part(
          asset: try WireReading.identifier(part.asset, "parts.asset"),
          charge: try WireReading.amount(part.charge, "parts.charge"),
          derogatory: try WireReading.amount(part.derogatory, "parts.derogatory")))
    }
    try Self.check(read)
    return AssetEntryDrafted(
      draft: try WireReading.identifier(draft, "draft"), purpose: try purpose.value(),
      yearEnd: try WireReading.date(yearEnd, "year_end"), parts: read)
  }

  /// One at least, in their order, each asset once.
  private static func check(_ parts: [AssetEntryDrafted.Part]) throws(EventDefect) {
    guard !parts.isEmpty else { throw .missing(field: "parts") }
    for index in 1..<max(parts.count, 1) where parts[index].asset <= parts[index - 1].asset {
      throw .detailOutOfOrder(line: index)
    }
  }
}

extension WireDepreciationConventionChosen: WireBody {
  init(_ value: DepreciationConventionChosen) throws(EventDefect) {
    self.init()
    convention =
      switch value.convention {
      case .days360: .days360
      case .days365: .days365
      }
  }

  func value() throws(EventDefect) -> DepreciationConventionChosen {
    try WireReading.knownFields(unknownFields)
    guard let raw = UInt8(exactly: convention.rawValue), let known = DepreciationConvention(rawValue: raw) else {
      throw .unknownValue(field: "convention", value: convention.rawValue)
    }
    return DepreciationConventionChosen(convention: known)
  }
}

extension WireDepreciationMethod {
  fileprivate init(_ method: DepreciationMethod) {
    switch method {
    case .none: self = .none
    case .linear: self = .linear
    case .declining: self = .declining
    }
  }

  fileprivate func value() throws(EventDefect) -> DepreciationMethod {
    guard let raw = UInt8(exactly: rawValue), let method = DepreciationMethod(rawValue: raw) else {
      throw .unknownValue(field: "method", value: rawValue)
    }
    return method
  }
}

extension WireAssetEntryPurpose {
  fileprivate init(_ purpose: AssetEntryDrafted.Purpose) {
    switch purpose {
    case .depreciation: self = .depreciation
    case .disposal: self = .disposal
    }
  }

  fileprivate func value() throws(EventDefect) -> AssetEntryDrafted.Purpose {
    guard let raw = UInt8(exactly: rawValue), let purpose = AssetEntryDrafted.Purpose(rawValue: raw) else {
      throw .unknownValue(field: "purpose", value: rawValue)
    }
    return purpose
  }
}
