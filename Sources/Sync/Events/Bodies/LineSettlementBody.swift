import Model

extension WireLineSettlement {
  /// Nil when the line has none.
  init?(_ line: EntryLine, at index: Int) throws(EventDefect) {
    guard let settlement = line.settlement, !settlement.isEmpty else { return nil }
    self.init()
    self.line = UInt32(index)
    date = settlement.date?.number ?? 0
    mode = try WireWriting.text(settlement.mode, "settlements.mode")
    nature = try WireWriting.text(settlement.nature, "settlements.nature")
    client = try WireWriting.text(settlement.client, "settlements.client")
  }

  func value() throws(EventDefect) -> Settlement {
    try WireReading.knownFields(unknownFields)
    return Settlement(
      date: try WireReading.optionalDate(date, "settlements.date"),
      mode: try WireReading.text(mode, "settlements.mode"),
      nature: try WireReading.text(nature, "settlements.nature"),
      client: try WireReading.text(client, "settlements.client"))
  }
}
