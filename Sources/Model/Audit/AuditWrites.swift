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
    case .matchingToleranceSet(let it): [(AuditPlace(.matching, .tolerance), .money(it.amount))]
    case .linesMatched(let it): [(AuditPlace(.matched(it.id), .matchingCode), .text(it.code))]
    case .matchingRemoved(let it): [(AuditPlace(.matched(it.id), .matchingCode), .none)]
    case .personRemoved(let it): [(AuditPlace(.person(it.id), .role), .none)]
    case .secondFactorChanged(let it):
      [(AuditPlace(.person(it.person), .secondFactor), .flag(!it.sealed.isEmpty))]
    case .yearClosed(let it): [(AuditPlace(.year(it.year.end), .isClosed), .flag(true))]
    case .yearReopened(let it): [(AuditPlace(.year(it.yearEnd), .isClosed), .flag(false))]
    case .companyChanged(let it): it.auditWrites
    case .assetChanged(let it): it.auditWrites
    case .depreciationConventionChosen(let it):
      [(AuditPlace(.company, .convention), .convention(it.convention))]
    case .guideChanged(let it): it.auditWrites
    case .recurrenceChanged(let it): it.auditWrites
    case .entryMappingChanged(let it): it.auditWrites
    case .documentAttached, .documentDetached, .documentSuperseded, .documentWaived, .documentWaiverEnded:
      documentWrites
    default: []
    }
  }

  private var documentWrites: [(place: AuditPlace, value: AuditValue)] {
    switch self {
    case .documentAttached(let it): [(AuditPlace(.attachment(it.id), .document), .text(it.document.fileName))]
    case .documentDetached(let it): [(AuditPlace(.attachment(it.id), .document), .none)]
    case .documentSuperseded(let it):
      [(AuditPlace(.attachment(it.id), .document), .superseded(isReplaced: it.by != nil))]
    case .documentWaived(let it): [(AuditPlace(.documentWaiver(it.id), .waiver), .text(it.reason))]
    case .documentWaiverEnded(let it): [(AuditPlace(.documentWaiver(it.id), .waiver), .none)]
    default: []
    }
  }

  /// Whether it changes something that was there, so that what was before is told.
  public var isChange: Bool {
    switch self {
    case .journalChanged, .accountChanged, .partyChanged, .personChanged, .periodLockChanged, .matchingToleranceSet,
      .matchingRemoved, .personRemoved, .secondFactorChanged, .yearClosed, .yearReopened, .companyChanged,
      .assetChanged, .depreciationConventionChosen, .guideChanged, .recurrenceChanged, .entryMappingChanged,
      .documentDetached, .documentSuperseded, .documentWaiverEnded:
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
      case .yearReopened(let it): it.reason
      case .documentSuperseded(let it): it.reason
      case .documentWaived(let it): it.reason
      case .occurrenceSettled(let it): it.reason
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

extension CompanyChanged {
  fileprivate var auditWrites: [(place: AuditPlace, value: AuditValue)] {
    AuditWrites(.company) {
      $0.text(.address, address)
      $0.add(.vatScheme, vatScheme.map { .vatScheme($0) })
      $0.add(.vatDue, vatDue.map { .vatDue($0) })
    }.all
  }
}

extension AssetChanged {
  fileprivate var auditWrites: [(place: AuditPlace, value: AuditValue)] {
    AuditWrites(.asset(id)) {
      $0.text(.label, label)
      $0.text(.composite, composite)
      $0.text(.account, account)
      $0.text(.depreciationAccount, depreciationAccount)
      $0.text(.expenseAccount, expenseAccount)
      $0.add(.cost, cost.map { .money($0) })
      $0.add(.residual, residual.map { .money($0) })
      $0.add(.acquired, acquired.map { .date($0) })
      $0.add(.inService, inService.map { $0.value.map { .date($0) } ?? .none })
      $0.add(.months, months.map { .number(Int64($0)) })
      $0.add(.method, method.map { .method($0) })
      $0.add(.prior, prior.map { $0 == PriorDepreciation() ? .none : .prior($0) })
      $0.add(.disposal, disposal.map { $0.value.map { .disposal($0) } ?? .none })
      $0.add(.source, source.map { .line($0) })
      $0.flag(.isThere, isRemoved.map { !$0 })
    }.all
  }
}

extension GuideChanged {
  fileprivate var auditWrites: [(place: AuditPlace, value: AuditValue)] {
    AuditWrites(.guide(id)) {
      $0.text(.code, code)
      $0.text(.name, name)
      $0.text(.journal, journal)
      $0.text(.label, label)
      $0.add(.lines, lines.map { .lines($0) })
      $0.flag(.isActive, isActive)
    }.all
  }
}

extension RecurrenceChanged {
  fileprivate var auditWrites: [(place: AuditPlace, value: AuditValue)] {
    AuditWrites(.recurrence(id)) {
      $0.text(.name, name)
      $0.text(.journal, journal)
      $0.text(.label, label)
      $0.add(.lines, lines.map { .lines($0) })
      $0.add(.period, period.map { .period($0) })
      $0.add(.day, day.map { .number(Int64($0)) })
      $0.add(.start, start.map { .date($0) })
      $0.add(.end, end.map { $0.value.map { .date($0) } ?? .none })
      $0.flag(.isActive, isActive)
    }.all
  }
}

extension EntryMappingChanged {
  fileprivate var auditWrites: [(place: AuditPlace, value: AuditValue)] {
    AuditWrites(.entryMapping(name)) {
      $0.text(.header, header)
      $0.add(.columns, columns.map { .columns($0) })
      $0.text(.journal, journal)
      $0.flag(.isActive, isActive)
    }.all
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
