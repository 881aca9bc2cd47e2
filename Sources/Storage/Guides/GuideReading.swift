import Model

extension ReadTransaction {
  /// Those in use, by their codes.
  public func guides() throws -> [GuideCard] {
    try guides("is_active = 1", [])
  }

  /// Nil for one that is not there, or was withdrawn.
  public func guide(_ id: Identifier<Guide>) throws -> GuideCard? {
    try guides("is_active = 1 AND guide_id = ?", [.blob(id.bytes)]).first
  }

  private func guides(_ condition: String, _ arguments: [Value]) throws -> [GuideCard] {
    let heads = try list(
      "SELECT guide_id, code, name, journal, label FROM guide WHERE \(condition) ORDER BY code, guide_id", arguments
    ) { row in
      GuideCard(
        id: try row.identifier(0), code: row.text(1), name: row.text(2), journal: row.text(3), label: row.text(4),
        lines: [])
    }
    return try heads.map { head in
      var card = head
      card.lines = try guideLines(of: head.id.bytes)
      return card
    }
  }

  func guideLines(of owner: [UInt8]) throws -> [GuideLine] {
    try list(
      """
      SELECT account, asks_party, party_nature, party_code, label, side, formula FROM guide_line
      WHERE owner_id = ? ORDER BY line_no
      """, [.blob(owner)]
    ) { row in
      let party: GuideLine.Party =
        row.integer(1) == 1 ? .asked : row.integer(2) == 0 ? .none : .party(try row.partyKey(2, 3))
      return GuideLine(
        account: row.text(0), party: party, label: row.text(4), side: row.integer(5) == 1 ? .credit : .debit,
        formula: row.text(6))
    }
  }
}
