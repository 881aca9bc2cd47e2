/// What is remarkable about a validated entry. The raw bits are part of the signed log: they never change meaning.
public struct EntryFlags: OptionSet, Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// An opening entry (à-nouveaux): carries the balances of the year before, and counts as opening in the balance.
  public static let opening = EntryFlags(rawValue: 1)
  /// Its debits and credits differed in the imported file, and a person consented to it for the year.
  public static let unbalancedAtSource = EntryFlags(rawValue: 1 << 1)
  /// The imported file gave no ValidDate: the day of import stands in for it.
  public static let validationDateAbsentAtSource = EntryFlags(rawValue: 1 << 2)
}
