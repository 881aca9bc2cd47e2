import Model

extension WireEntryLine {
  init(_ line: EntryLine, expectedRank: Int64) throws(EventDefect) {
    self.init()
    account = try WireWriting.text(line.account, "lines.account")
    if let party = line.party {
      partyNature = WirePartyNature(party.nature)
      partyCode = try WireWriting.text(party.code, "lines.party_code")
    }
    debit = try WireWriting.amount(line.debit, "lines.debit")
    credit = try WireWriting.amount(line.credit, "lines.credit")
    rankStep = Int64(line.sourceRank) - expectedRank
    matchingCode = try WireWriting.text(line.matchingCode, "lines.matching_code")
    matchingDate = line.matchingDate?.number ?? 0
  }

  func value(at index: Int, expectedRank: Int64) throws(EventDefect) -> EntryLine {
    try WireReading.knownFields(unknownFields)
    let (rank, overflows) = expectedRank.addingReportingOverflow(rankStep)
    guard !overflows, let sourceRank = UInt32(exactly: rank) else { throw .rankOutOfBounds(line: index) }
    return EntryLine(
      account: try WireReading.text(account, "lines.account"), party: try party(at: index),
      debit: try WireReading.amount(debit, "lines.debit"), credit: try WireReading.amount(credit, "lines.credit"),
      matchingCode: try WireReading.text(matchingCode, "lines.matching_code"),
      matchingDate: try WireReading.optionalDate(matchingDate, "lines.matching_date"), sourceRank: sourceRank)
  }

  private func party(at index: Int) throws(EventDefect) -> PartyKey? {
    if partyNature == .unspecified {
      guard partyCode.isEmpty else { throw .partyWithoutNature(line: index) }
      return nil
    }
    return PartyKey(
      nature: try partyNature.value("lines.party_nature"), code: try WireReading.text(partyCode, "lines.party_code"))
  }
}
