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
  case matched(Identifier<Matching>)
  case asset(Identifier<Asset>)
  case guide(Identifier<Guide>)
  case recurrence(Identifier<Recurrence>)
  case entryMapping(String)
  case company
  case attachment(Identifier<Attachment>)
  case documentWaiver(Identifier<DocumentWaiver>)
  /// By its last day.
  case year(CalendarDate)
}

public enum AuditField: String, Hashable, Sendable, CaseIterable {
  case label, counterpart, vatAccount, vatRate, isActive, usualAccount, termDays
  case name, role, until, secondFactor
  case journal, date, voucherReference, voucherDate, account, party, amount, dueDate
  /// Of a draft, or of one of its lines: whether it still is.
  case isThere
  case isLocked, exempt
  case tolerance, matchingCode
  case composite, depreciationAccount, expenseAccount, cost, residual, acquired, inService, months, method, prior
  case disposal, source, convention
  case code, lines, period, day, start, end
  case header, columns
  case address, vatScheme, vatDue
  /// What is attached, under the name of its file.
  case document
  /// Why no document is looked for.
  case waiver
  case isClosed
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
  case money(Money)
  case method(DepreciationMethod)
  case convention(DepreciationConvention)
  case prior(PriorDepreciation)
  case disposal(Disposal)
  case line(LineReference)
  case lines([GuideLine])
  case period(RecurrencePeriod)
  case columns([EntryColumn])
  case vatScheme(VATScheme)
  case vatDue(VATDue)
  /// A document that is not the right one any more.
  case superseded(isReplaced: Bool)
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

  /// What was written is what stood there: two devices wrote the same, or one said it again.
  public var isRepeated: Bool { old == .value(new) }

  public init(place: AuditPlace, old: Before, new: AuditValue) {
    self.place = place
    self.old = old
    self.new = new
  }
}
