import Model
import SwiftProtobuf

extension WireLinesMatched: WireBody {
  init(_ value: LinesMatched) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    account = try WireWriting.text(value.account, "account")
    if let party = value.party {
      partyNature = WirePartyNature(party.nature)
      partyCode = try WireWriting.text(party.code, "party_code")
    }
    for line in value.lines {
      lines.append(
        .with {
          $0.entry = WireBytes.data(line.entry)
          $0.line = line.line
        })
    }
    code = try WireWriting.text(value.code, "code")
    date = value.date.number
    try Self.check(value.lines)
  }

  func value() throws(EventDefect) -> LinesMatched {
    try WireReading.knownFields(unknownFields)
    var references: [LineReference] = []
    for line in lines {
      try WireReading.knownFields(line.unknownFields)
      references.append(LineReference(entry: try WireReading.identifier(line.entry, "lines.entry"), line: line.line))
    }
    try Self.check(references)
    return LinesMatched(
      id: try WireReading.identifier(id, "id"), account: try WireReading.text(account, "account"),
      party: try party(), lines: references, code: try WireReading.text(code, "code"),
      date: try WireReading.date(date, "date"))
  }

  private func party() throws(EventDefect) -> PartyKey? {
    if partyNature == .unspecified {
      guard partyCode.isEmpty else { throw .missing(field: "party_nature") }
      return nil
    }
    return PartyKey(nature: try partyNature.value("party_nature"), code: try WireReading.text(partyCode, "party_code"))
  }

  /// Two at least, in their order, each once.
  private static func check(_ lines: [LineReference]) throws(EventDefect) {
    guard lines.count >= 2 else { throw .missing(field: "lines") }
    for index in 1..<lines.count where lines[index] <= lines[index - 1] { throw .detailOutOfOrder(line: index) }
  }
}

extension WireMatchingRemoved: WireBody {
  init(_ value: MatchingRemoved) throws(EventDefect) {
    self.init()
    id = WireBytes.data(value.id)
    reason = try WireWriting.text(value.reason, "reason")
  }

  func value() throws(EventDefect) -> MatchingRemoved {
    try WireReading.knownFields(unknownFields)
    return MatchingRemoved(
      id: try WireReading.identifier(id, "id"), reason: try WireReading.text(reason, "reason"))
  }
}
