/// What a fact of the log writes to.
public enum AuditSubject: Hashable, Sendable {
  case journal(String)
  case account(String)
  case party(PartyKey)
  case person(Identifier<Person>)
  case draft(Identifier<Draft>)
  case draftLine(Identifier<Draft>, Identifier<DraftLine>)
  /// AAAAMM.
  case month(Int32)
  case matching
}

public enum AuditField: String, Hashable, Sendable, CaseIterable {
  case label, counterpart, vatAccount, vatRate, isActive, usualAccount, termDays
  case name, role, until
  case journal, date, voucherReference, voucherDate, account, party, amount, dueDate
  /// Of a draft, or of one of its lines: whether it still is.
  case isThere
  case isLocked, exempt
  case tolerance
}

/// One field of one subject.
public struct AuditPlace: Hashable, Sendable {
  public let subject: AuditSubject
  public let field: AuditField

  public init(_ subject: AuditSubject, _ field: AuditField) {
    self.subject = subject
    self.field = field
  }
}

public enum AuditValue: Hashable, Sendable {
  case none
  case text(String)
  case flag(Bool)
  case number(Int64)
  case date(CalendarDate)
  case role(Role)
  case party(PartyKey)
  case amount(DraftAmount)
  case people([Identifier<Person>])
}

/// What a field was, and what it became.
public struct AuditChange: Equatable, Sendable {
  public let place: AuditPlace
  public var old: Before
  public let new: AuditValue

  public enum Before: Equatable, Sendable {
    /// Nobody had said anything of it.
    case unsaid
    case value(AuditValue)
    /// Further back in the log than was looked.
    case notSought
  }

  public init(place: AuditPlace, old: Before, new: AuditValue) {
    self.place = place
    self.old = old
    self.new = new
  }
}

extension BookEvent {
  /// Every field that the fact writes, those of a thing that is new included.
  public var auditWrites: [(place: AuditPlace, value: AuditValue)] {
    switch self {
    case .journalCreated(let it): [(AuditPlace(.journal(it.code), .label), .text(it.label))]
    case .accountCreated(let it): [(AuditPlace(.account(it.number), .label), .text(it.label))]
    case .partyCreated(let it): [(AuditPlace(.party(it.key), .label), .text(it.label))]
    case .journalChanged(let it): it.auditWrites
    case .accountChanged(let it): it.auditWrites
    case .partyChanged(let it): it.auditWrites
    case .userEnrolled(let it):
      [(AuditPlace(.person(it.id), .name), .text(it.name)), (AuditPlace(.person(it.id), .role), .role(it.role))]
    case .personChanged(let it): it.auditWrites
    case .draftChanged(let it): it.auditWrites
    case .periodLockChanged(let it):
      [
        (AuditPlace(.month(it.month), .isLocked), .flag(it.isLocked)),
        (AuditPlace(.month(it.month), .exempt), it.exempt.isEmpty ? .none : .people(it.exempt)),
      ]
    case .matchingToleranceSet(let it): [(AuditPlace(.matching, .tolerance), .number(it.amount.minor))]
    default: []
    }
  }

  /// Whether it changes something that was there, so that what was before is told.
  public var isChange: Bool {
    switch self {
    case .journalChanged, .accountChanged, .partyChanged, .personChanged, .periodLockChanged, .matchingToleranceSet:
      true
    case .draftChanged(let it): !it.bases.isEmpty
    default: false
    }
  }

  /// Why it was done, where that is asked.
  public var reason: String? {
    let reason: String? =
      switch self {
      case .personRemoved(let it): it.reason
      case .importWithdrawn(let it): it.reason
      case .entryPosted(let it): it.reversal?.reason
      case .periodLockChanged(let it): it.reason
      case .matchingRemoved(let it): it.reason
      default: nil
      }
    return reason.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension JournalChanged {
  fileprivate var auditWrites: [(place: AuditPlace, value: AuditValue)] {
    AuditWrites(.journal(code)) {
      $0.text(.label, label)
      $0.text(.counterpart, counterpart)
      $0.flag(.isActive, isActive)
    }.all
  }
}

extension AccountChanged {
  fileprivate var auditWrites: [(place: AuditPlace, value: AuditValue)] {
    AuditWrites(.account(number)) {
      $0.text(.label, label)
      $0.text(.vatAccount, vatAccount)
      $0.add(.vatRate, vatRate.map { .number(Int64($0)) })
      $0.flag(.isActive, isActive)
    }.all
  }
}

extension PartyChanged {
  fileprivate var auditWrites: [(place: AuditPlace, value: AuditValue)] {
    AuditWrites(.party(key)) {
      $0.text(.label, label)
      $0.text(.usualAccount, usualAccount)
      $0.add(.termDays, termDays.map { .number(Int64($0)) })
      $0.flag(.isActive, isActive)
    }.all
  }
}

extension PersonChanged {
  fileprivate var auditWrites: [(place: AuditPlace, value: AuditValue)] {
    AuditWrites(.person(id)) {
      $0.text(.name, name)
      $0.add(.role, role.map { .role($0) })
      $0.add(.until, until.map { $0.value.map { .date($0) } ?? .none })
    }.all
  }
}

extension DraftChanged {
  fileprivate var auditWrites: [(place: AuditPlace, value: AuditValue)] {
    guard case .edited(let edit) = change else { return [(AuditPlace(.draft(draft), .isThere), .flag(false))] }
    let fields = edit.writes.compactMap { write -> (place: AuditPlace, value: AuditValue)? in
      guard let field = write.field.auditField else { return nil }
      let subject: AuditSubject =
        if case .line(let id, _) = write.field { .draftLine(draft, id) } else { .draft(draft) }
      return (AuditPlace(subject, field), AuditValue(write.value))
    }
    let removed = edit.lines.filter { $0.content == .removed }
    return fields
      + removed.map { line -> (place: AuditPlace, value: AuditValue) in
        (AuditPlace(.draftLine(draft, line.id), .isThere), .flag(false))
      }
  }
}

extension DraftField {
  /// Nil for the order of lines, which says nothing of what they are.
  fileprivate var auditField: AuditField? {
    switch self {
    case .journal: .journal
    case .date: .date
    case .voucherReference: .voucherReference
    case .voucherDate: .voucherDate
    case .label: .label
    case .line(_, let field):
      switch field {
      case .account: .account
      case .party: .party
      case .amount: .amount
      case .label: .label
      case .dueDate: .dueDate
      case .place: nil
      }
    }
  }
}

extension AuditValue {
  fileprivate init(_ value: DraftValue) {
    switch value {
    case .text(let text): self = text.isEmpty ? .none : .text(text)
    case .date(let date): self = .date(date)
    case .optionalDate(let date): self = date.map { .date($0) } ?? .none
    case .party(let key): self = key.map { .party($0) } ?? .none
    case .amount(let amount): self = .amount(amount)
    case .place(let place): self = .number(place)
    }
  }
}

/// The fields that a change names, those left alone passed over.
private struct AuditWrites {
  private let subject: AuditSubject
  private(set) var all: [(place: AuditPlace, value: AuditValue)] = []

  init(_ subject: AuditSubject, _ fill: (inout AuditWrites) -> Void) {
    self.subject = subject
    fill(&self)
  }

  mutating func add(_ field: AuditField, _ value: AuditValue?) {
    if let value { all.append((AuditPlace(subject, field), value)) }
  }

  mutating func text(_ field: AuditField, _ text: String?) { add(field, text.map { $0.isEmpty ? .none : .text($0) }) }
  mutating func flag(_ field: AuditField, _ flag: Bool?) { add(field, flag.map { .flag($0) }) }
}
