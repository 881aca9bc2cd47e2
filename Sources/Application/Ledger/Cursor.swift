import Model
import Storage

/// Where a page of a list starts: a key, never a count of rows to skip. Its text goes into addresses.
public struct EntryCursor: Sendable, Hashable {
  public enum Direction: String, Sendable { case after, before }

  public let direction: Direction
  public let date: CalendarDate
  public let entry: Int64

  /// `after-20260331-12`.
  public var text: String { "\(direction.rawValue)-\(date.compact)-\(entry)" }

  init(_ direction: Direction, _ key: EntryKey) {
    (self.direction, date, entry) = (direction, key.date, key.entry)
  }

  public init?(text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let direction = Direction(rawValue: String(parts[0])), let number = Int32(parts[1]),
      let date = CalendarDate(number: number), let entry = Int64(parts[2])
    else { return nil }
    (self.direction, self.date, self.entry) = (direction, date, entry)
  }
}

extension EntryCursor? {
  var place: EntryPlace {
    guard let cursor = self else { return .first }
    let key = EntryKey(date: cursor.date, entry: cursor.entry)
    return cursor.direction == .after ? .after(key) : .before(key)
  }
}

/// Where a page of the grand livre starts: a line of an account.
public struct LedgerCursor: Sendable, Hashable {
  public let account: String
  public let direction: AccountPage.Cursor.Direction
  /// Nil where the account stands without one.
  public let line: AccountPage.Cursor?

  /// `after-20260331-12-3-411000`, `after--411000`: the account last, because it may hold dashes.
  public var text: String { (line?.text ?? direction.rawValue + "-") + "-" + account }

  init(_ direction: AccountPage.Cursor.Direction, _ key: LedgerKey) {
    (account, self.direction) = (key.account, direction)
    line = key.line.map {
      AccountPage.Cursor(date: $0.date, entry: $0.entry, line: $0.line, direction: direction)
    }
  }

  public init?(text: some StringProtocol) {
    let bare = text.split(separator: "-", maxSplits: 2, omittingEmptySubsequences: false)
    if bare.count == 3, bare[1].isEmpty, !bare[2].isEmpty,
      let direction = AccountPage.Cursor.Direction(rawValue: String(bare[0]))
    {
      (account, self.direction, line) = (String(bare[2]), direction, nil)
      return
    }
    let parts = text.split(separator: "-", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, !parts[4].isEmpty,
      let line = AccountPage.Cursor(text: parts[0..<4].joined(separator: "-"))
    else { return nil }
    (account, direction, self.line) = (String(parts[4]), line.direction, line)
  }
}

extension LedgerCursor? {
  var place: LedgerPlace {
    guard let cursor = self else { return .first }
    let line = cursor.line.map { LineKey(date: $0.date, entry: $0.entry, line: $0.line) }
    let key = LedgerKey(account: cursor.account, line: line)
    return cursor.direction == .after ? .after(key) : .before(key)
  }
}
