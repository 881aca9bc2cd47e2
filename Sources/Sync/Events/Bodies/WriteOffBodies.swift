import Model

extension WireMatchingToleranceSet: WireBody {
  init(_ value: MatchingToleranceSet) throws(EventDefect) {
    self.init()
    amount = try WireWriting.amount(value.amount, "amount")
  }

  func value() throws(EventDefect) -> MatchingToleranceSet {
    try WireReading.knownFields(unknownFields)
    return MatchingToleranceSet(amount: try WireReading.amount(amount, "amount"))
  }
}

extension WireMatchingWrittenOff: WireBody {
  init(_ value: MatchingWrittenOff) throws(EventDefect) {
    self.init()
    matching = WireBytes.data(value.matching)
    entry = WireBytes.data(value.entry)
  }

  func value() throws(EventDefect) -> MatchingWrittenOff {
    try WireReading.knownFields(unknownFields)
    return MatchingWrittenOff(
      matching: try WireReading.identifier(matching, "matching"), entry: try WireReading.identifier(entry, "entry"))
  }
}
