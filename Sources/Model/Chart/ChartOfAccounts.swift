/// The plan comptable général as it applies to one fiscal year.
///
/// ANC 2022-06 changed the list for fiscal years opened from 1 January 2025; the books of a year keep the plan that
/// stood when it was opened (règlement ANC 2014-03, art. 932-1).
public struct ChartOfAccounts: Sendable {
  private let labels: [String: String]
  private let parents: Set<String>

  /// Keeps, of all dated accounts, those that hold for a year opened on `date`.
  public init(accounts: some Sequence<ChartAccount>, yearOpened date: CalendarDate) {
    var labels: [String: String] = [:]
    var parents: Set<String> = []
    for account in accounts where account.isValid(forYearOpened: date) {
      labels[account.number] = account.label
      parents.insert(String(account.number.dropLast()))
    }
    self.labels = labels
    self.parents = parents
  }

  public var count: Int { labels.count }

  /// All accounts of the plan, in the order of their numbers.
  public var accounts: [ChartAccount] {
    labels.sorted { $0.key < $1.key }
      .map { ChartAccount(number: $0.key, label: $0.value, validFrom: nil, validTo: nil) }
  }

  public func label(of number: String) -> String? { labels[number] }

  /// The account of the plan that `number` subdivides: its longest listed beginning. Subdivision is free (art. 911-1),
  /// but a class alone, or an account of two figures whose own subdivisions are listed, is not a home: 791 does not
  /// belong to the plan of 2025 merely because class 7 does.
  public func home(of number: some StringProtocol) -> ChartAccount? {
    let digits = String(number.prefix(while: { $0.isNumber }))
    var candidate = digits
    while candidate.utf8.count >= 2 {
      if let label = labels[candidate] {
        let isTooWide = candidate.utf8.count == 2 && parents.contains(candidate) && !isPadding(digits.dropFirst(2))
        return isTooWide ? nil : ChartAccount(number: candidate, label: label, validFrom: nil, validTo: nil)
      }
      candidate.removeLast()
    }
    return nil
  }

  /// Whether a number is that of a class, or of an account of two figures that the plan subdivides, filled with zeros:
  /// no account of the books (PCG 911-1, 931-1). 530000 is account 53, under which the plan lists nothing, and 110000
  /// is account 110.
  public func isGroup(_ number: String) -> Bool {
    let group = String(number.prefix(2))
    return AccountNumber.unfilled(number).utf8.count <= 2 && parents.contains(group) && labels[group + "0"] == nil
  }

  /// `100000` is account 10, filled with zeros.
  private func isPadding(_ rest: some StringProtocol) -> Bool { rest.utf8.allSatisfy { $0 == 48 } }
}
