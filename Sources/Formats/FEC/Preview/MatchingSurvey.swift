import Model

/// The groups of matched lines (lettrage): what one account, third party and code add up to.
struct MatchingSurvey: Sendable {
  struct Key: Hashable, Sendable {
    var account: UInt32
    var party: MasterSurvey.Party?
    var code: UInt32
  }

  struct Group: Sendable {
    var key: Key
    var firstLine: Int
    /// Debit less credit, of opening entries and of all others.
    var opening = MoneyTotal.zero
    var movement = MoneyTotal.zero

    var remainder: MoneyTotal { opening + movement }
  }

  private(set) var codes = ByteTable()
  /// In the order of their first lines.
  private(set) var groups: [Group] = []
  private var index: [Key: Int] = [:]

  mutating func see(
    _ record: FECRecord, account: UInt32, party: MasterSurvey.Party?, values: FECValues, isOpening: Bool
  ) {
    let code = record[.ecritureLet]
    guard !code.isEmpty else { return }
    let key = Key(account: account, party: party, code: codes.id(of: code))
    let place = index[key] ?? groups.count
    if place == groups.count {
      index[key] = place
      groups.append(Group(key: key, firstLine: record.line))
    }
    let amount = Money(minor: values.debit - values.credit)
    if isOpening { groups[place].opening.add(amount) } else { groups[place].movement.add(amount) }
  }
}
