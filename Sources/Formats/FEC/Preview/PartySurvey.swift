import Model

/// What each third party has on each account, at the end and in the opening entries. It grows with the third parties of
/// the file, and with the days of its opening entries.
struct PartySurvey: Sendable {
  /// The account tells the nature of the third party.
  private struct Key: Hashable {
    var account: UInt32
    var party: UInt32
  }

  private struct OpeningKey: Hashable {
    var key: Key
    var day: Int32
  }

  private struct Sum {
    var firstLine: Int
    var balance = MoneyTotal.zero
  }

  private var closing: [Key: Sum] = [:]
  private var openings: [OpeningKey: Sum] = [:]

  mutating func see(
    _ record: FECRecord, account: UInt32, party: MasterSurvey.Party, values: FECValues, isOpening: Bool
  ) {
    let key = Key(account: account, party: party.id)
    let amount = Money(minor: values.debit - values.credit)
    closing[key, default: Sum(firstLine: record.line)].balance.add(amount)
    guard isOpening else { return }
    let place = OpeningKey(key: key, day: values.entryDate?.number ?? 0)
    openings[place, default: Sum(firstLine: record.line)].balance.add(amount)
  }

  /// What the file leaves, in the order of first lines; those left at nothing are not told.
  func closing(_ name: (_ account: UInt32, _ party: UInt32) -> (String, String)) -> [FECLinks.PartyShare] {
    Self.shares(closing.filter { !$0.value.balance.isZero }, name)
  }

  /// What is dated on the first day of the year or before, in the order of first lines.
  func opening(
    upTo start: CalendarDate, _ name: (_ account: UInt32, _ party: UInt32) -> (String, String)
  ) -> [FECLinks.PartyShare] {
    var found: [Key: Sum] = [:]
    for (place, sum) in openings where place.day <= start.number {
      let known = found[place.key]
      found[place.key] = Sum(
        firstLine: min(known?.firstLine ?? sum.firstLine, sum.firstLine),
        balance: (known?.balance ?? .zero) + sum.balance)
    }
    return Self.shares(found, name)
  }

  private static func shares(
    _ sums: [Key: Sum], _ name: (_ account: UInt32, _ party: UInt32) -> (String, String)
  ) -> [FECLinks.PartyShare] {
    sums.sorted { $0.value.firstLine < $1.value.firstLine }.map { key, sum in
      let (account, party) = name(key.account, key.party)
      return FECLinks.PartyShare(account: account, party: party, balance: sum.balance, line: sum.firstLine)
    }
  }
}
