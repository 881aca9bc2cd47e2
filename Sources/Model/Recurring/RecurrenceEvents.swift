/// The subject of the identifier of a recurring entry (abonnement): rent, insurance, a loan.
public enum Recurrence {}

/// Fields of a recurring entry that changed. Nil is « unchanged »; the lines are one field together.
public struct RecurrenceChanged: Equatable, Sendable {
  public var id: Identifier<Recurrence>
  public var name: String?
  public var journal: String?
  public var label: String?
  public var lines: [GuideLine]?
  public var period: RecurrencePeriod?
  /// Day of the month, 1 to 31.
  public var day: UInt32?
  public var start: CalendarDate?
  public var end: OptionalDate?
  /// False once it was ended for good.
  public var isActive: Bool?

  public init(
    id: Identifier<Recurrence>, name: String? = nil, journal: String? = nil, label: String? = nil,
    lines: [GuideLine]? = nil, period: RecurrencePeriod? = nil, day: UInt32? = nil, start: CalendarDate? = nil,
    end: OptionalDate? = nil, isActive: Bool? = nil
  ) {
    self.id = id
    self.name = name
    self.journal = journal
    self.label = label
    self.lines = lines
    self.period = period
    self.day = day
    self.start = start
    self.end = end
    self.isActive = isActive
  }
}

/// What became of a recurring entry in one month.
public struct OccurrenceSettled: Equatable, Sendable {
  public var recurrence: Identifier<Recurrence>
  /// AAAAMM.
  public var month: Int32
  /// The draft it became; nil when it was skipped.
  public var draft: Identifier<Draft>?
  /// Why it was skipped.
  public var reason: String

  public init(recurrence: Identifier<Recurrence>, month: Int32, draft: Identifier<Draft>?, reason: String = "") {
    self.recurrence = recurrence
    self.month = month
    self.draft = draft
    self.reason = reason
  }
}

/// A recurring entry as it stands.
public struct RecurrenceCard: Equatable, Sendable {
  public var id: Identifier<Recurrence>
  public var name: String
  public var journal: String
  public var label: String
  public var lines: [GuideLine]
  public var schedule: RecurrenceSchedule
  public var isActive: Bool

  public init(
    id: Identifier<Recurrence>, name: String, journal: String, label: String, lines: [GuideLine],
    schedule: RecurrenceSchedule, isActive: Bool = true
  ) {
    self.id = id
    self.name = name
    self.journal = journal
    self.label = label
    self.lines = lines
    self.schedule = schedule
    self.isActive = isActive
  }
}
