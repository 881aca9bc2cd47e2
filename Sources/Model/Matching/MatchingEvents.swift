/// The subject of the identifier of a matching (lettrage).
public enum Matching {}

/// One line of an entry, named for ever.
public struct LineReference: Hashable, Sendable {
  public var entry: Identifier<JournalEntry.Validated>
  /// Place in the entry, from 0.
  public var line: UInt32

  public init(entry: Identifier<JournalEntry.Validated>, line: UInt32) {
    self.entry = entry
    self.line = line
  }
}

extension LineReference: Comparable {
  public static func < (left: LineReference, right: LineReference) -> Bool {
    left.entry == right.entry ? left.line < right.line : left.entry < right.entry
  }
}

/// Lines of one account, and of one third party, that settle one another.
public struct LinesMatched: Equatable, Sendable {
  public var id: Identifier<Matching>
  public var account: String
  public var party: PartyKey?
  /// Two at least, in their order, each once.
  public var lines: [LineReference]
  /// Upper case when they add up to nothing, lower case when something remains.
  public var code: String
  public var date: CalendarDate

  public init(
    id: Identifier<Matching>, account: String, party: PartyKey?, lines: [LineReference], code: String,
    date: CalendarDate
  ) {
    self.id = id
    self.account = account
    self.party = party
    self.lines = lines
    self.code = code
    self.date = date
  }
}

public struct MatchingRemoved: Equatable, Sendable {
  public var id: Identifier<Matching>
  public var reason: String

  public init(id: Identifier<Matching>, reason: String) {
    self.id = id
    self.reason = reason
  }
}
