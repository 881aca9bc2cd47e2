/// Subjects of identifiers: a draft entry (brouillard), one change of it, one of its lines.
public enum Draft {}
public enum DraftRevision {}
public enum DraftLine {}

/// A draft entry was made or changed: only the fields that were, so that two people may change one draft far from each
/// other and lose nothing. See ``DraftHistory`` for how changes meet.
public struct DraftChanged: Equatable, Sendable {
  public var draft: Identifier<Draft>
  public var revision: Identifier<DraftRevision>
  /// What the writer had before them: none for a new draft, several where this settles a clash.
  public var bases: [Identifier<DraftRevision>]
  public var change: DraftChange

  public init(
    draft: Identifier<Draft>, revision: Identifier<DraftRevision>, bases: [Identifier<DraftRevision>],
    change: DraftChange
  ) {
    self.draft = draft
    self.revision = revision
    self.bases = bases
    self.change = change
  }
}

public enum DraftChange: Equatable, Sendable {
  case edited(DraftEdit)
  /// Thrown away; a later edit takes it back.
  case discarded
}

/// The fields of a draft that change. Nil is « unchanged ».
public struct DraftEdit: Equatable, Sendable {
  public var journal: String?
  public var date: CalendarDate?
  public var voucherReference: String?
  public var voucherDate: OptionalDate?
  public var label: String?
  /// In the order of their identifiers, each line once.
  public var lines: [DraftLineChange]

  public init(
    journal: String? = nil, date: CalendarDate? = nil, voucherReference: String? = nil,
    voucherDate: OptionalDate? = nil, label: String? = nil, lines: [DraftLineChange] = []
  ) {
    self.journal = journal
    self.date = date
    self.voucherReference = voucherReference
    self.voucherDate = voucherDate
    self.label = label
    self.lines = lines
  }

  public var isEmpty: Bool { self == DraftEdit() }
}

public struct DraftLineChange: Equatable, Sendable {
  public enum Content: Equatable, Sendable {
    case edited(DraftLineEdit)
    case removed
  }

  public var id: Identifier<DraftLine>
  public var content: Content

  public init(id: Identifier<DraftLine>, content: Content) {
    self.id = id
    self.content = content
  }
}

/// The fields of a line of a draft that change. Nil is « unchanged ».
public struct DraftLineEdit: Equatable, Sendable {
  public var account: String?
  public var party: OptionalParty?
  public var amount: DraftAmount?
  public var label: String?
  /// When it is to be paid (échéance).
  public var dueDate: OptionalDate?
  /// Orders the lines; lines of one place are in the order of their identifiers.
  public var place: Int64?

  public init(
    account: String? = nil, party: OptionalParty? = nil, amount: DraftAmount? = nil, label: String? = nil,
    dueDate: OptionalDate? = nil, place: Int64? = nil
  ) {
    self.account = account
    self.party = party
    self.amount = amount
    self.label = label
    self.dueDate = dueDate
    self.place = place
  }

  public var isEmpty: Bool { self == DraftLineEdit() }
}

/// Both sides are one field: two people never fill one each.
public struct DraftAmount: Hashable, Sendable {
  public var debit: Money
  public var credit: Money

  public init(debit: Money = .zero, credit: Money = .zero) {
    self.debit = debit
    self.credit = credit
  }
}

/// A third party that a line gets, or loses.
public enum OptionalParty: Hashable, Sendable {
  case none
  case party(PartyKey)

  public init(_ key: PartyKey?) { self = key.map(OptionalParty.party) ?? .none }

  public var value: PartyKey? {
    switch self {
    case .none: nil
    case .party(let key): key
    }
  }
}
