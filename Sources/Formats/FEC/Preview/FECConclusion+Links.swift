import Model

// What the years around the file are held against.
extension FECConclusion {
  func links(_ masters: FECMasters) -> FECLinks {
    var links = FECLinks()
    for (account, balance) in zip(masters.accounts, survey.masters.balances) {
      links.closing[account.number, default: .zero] += balance
    }
    links.partyClosing = survey.parties.closing { names($0, $1, masters) }
    if let year {
      links.opening = survey.openings.opening(upTo: year.start) { masters.accounts[Int($0)].number }
      links.partyOpening = survey.parties.opening(upTo: year.start) { names($0, $1, masters) }
    }
    for group in survey.matching.groups where !(group.movement.isZero && group.opening.isZero) {
      guard links.openGroups.count < FECLinks.openGroupLimit else { break }
      links.openGroups.append(open(group, masters))
    }
    return links
  }

  private func names(_ account: UInt32, _ party: UInt32, _ masters: FECMasters) -> (String, String) {
    let number = masters.accounts[Int(account)].number
    let book = survey.masters.book(of: MasterSurvey.Party(nature: PartyNature(account: number), id: party))
    return (number, book.withName(party) { FECText.decode($0, encoding) })
  }

  private func open(_ group: MatchingSurvey.Group, _ masters: FECMasters) -> FECLinks.OpenGroup {
    let text = { (bytes: UnsafeBufferPointer<UInt8>) in FECText.decode(bytes, encoding) }
    let party = group.key.party.map { party in
      PartyKey(nature: party.nature, code: survey.masters.book(of: party).withName(party.id, text))
    }
    return FECLinks.OpenGroup(
      account: masters.accounts[Int(group.key.account)].number, party: party,
      code: survey.matching.codes.withBytes(group.key.code, text), movement: group.movement, opening: group.opening,
      line: group.firstLine)
  }
}
