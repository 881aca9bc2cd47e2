/// A draft entry as it stands: what all changes known of it amount to.
public struct EntryDraft: Equatable, Sendable {
  public var id: Identifier<Draft>
  /// The changes nothing was based on since: what the next change is based on.
  public var heads: [Identifier<DraftRevision>]
  public var journal: String
  /// Nil when no change gave one.
  public var date: CalendarDate?
  public var voucherReference: String
  public var voucherDate: CalendarDate?
  public var label: String
  /// In their order.
  public var lines: [EntryDraftLine]
  /// Fields that two people changed far from each other, with the value chosen above among theirs.
  public var clashes: [DraftClash]

  public init(
    id: Identifier<Draft>, heads: [Identifier<DraftRevision>] = [], journal: String = "", date: CalendarDate? = nil,
    voucherReference: String = "", voucherDate: CalendarDate? = nil, label: String = "",
    lines: [EntryDraftLine] = [], clashes: [DraftClash] = []
  ) {
    self.id = id
    self.heads = heads
    self.journal = journal
    self.date = date
    self.voucherReference = voucherReference
    self.voucherDate = voucherDate
    self.label = label
    self.lines = lines
    self.clashes = clashes
  }

  /// Whether both would become the same entry, whatever was changed before.
  public func saysTheSame(as other: EntryDraft) -> Bool {
    id == other.id && journal == other.journal && date == other.date && label == other.label
      && voucherReference == other.voucherReference && voucherDate == other.voucherDate && lines == other.lines
  }

  /// Debit minus credit over all lines.
  public var imbalance: MoneyTotal {
    var total = MoneyTotal.zero
    for line in lines {
      total.add(line.amount.debit)
      total.add(-line.amount.credit)
    }
    return total
  }
}

public struct EntryDraftLine: Equatable, Sendable {
  public var id: Identifier<DraftLine>
  public var account: String
  public var party: PartyKey?
  public var amount: DraftAmount
  /// Blank: the entry's own.
  public var label: String
  public var dueDate: CalendarDate?
  public var place: Int64

  public init(
    id: Identifier<DraftLine>, account: String = "", party: PartyKey? = nil, amount: DraftAmount = DraftAmount(),
    label: String = "", dueDate: CalendarDate? = nil, place: Int64 = 0
  ) {
    self.id = id
    self.account = account
    self.party = party
    self.amount = amount
    self.label = label
    self.dueDate = dueDate
    self.place = place
  }
}

/// One field with several values, none of which was written by somebody who knew the others.
public struct DraftClash: Equatable, Sendable {
  public let field: DraftField
  /// The earliest first: it is the one that stands until somebody chooses.
  public let values: [DraftValue]

  public init(field: DraftField, values: [DraftValue]) {
    self.field = field
    self.values = values
  }
}

extension EntryDraft {
  /// What must change for this draft to become `wanted`, whatever the heads and clashes of that one. A field that
  /// clashes is said again, even with the value that stands: whoever saves what is shown has chosen it.
  public func edit(toBecome wanted: EntryDraft) -> DraftEdit {
    let clashing = Set(clashes.map(\.field))
    func changes<Value: Equatable>(_ field: DraftField, _ old: Value, _ new: Value) -> Value? {
      old == new && !clashing.contains(field) ? nil : new
    }
    var edit = DraftEdit(
      journal: changes(.journal, journal, wanted.journal),
      date: changes(.date, date, wanted.date) ?? nil,
      voucherReference: changes(.voucherReference, voucherReference, wanted.voucherReference),
      voucherDate: changes(.voucherDate, voucherDate, wanted.voucherDate).map(OptionalDate.init),
      label: changes(.label, label, wanted.label))
    let known = Dictionary(lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for line in wanted.lines {
      let change = line.edit(from: known[line.id], clashing: clashing)
      if !change.isEmpty { edit.lines.append(DraftLineChange(id: line.id, content: .edited(change))) }
    }
    let kept = Set(wanted.lines.map(\.id))
    for line in lines where !kept.contains(line.id) {
      edit.lines.append(DraftLineChange(id: line.id, content: .removed))
    }
    edit.lines.sort { $0.id < $1.id }
    return edit
  }
}

extension EntryDraftLine {
  /// Every field when the line is new.
  fileprivate func edit(from known: EntryDraftLine?, clashing: Set<DraftField>) -> DraftLineEdit {
    func changes<Value: Equatable>(_ field: DraftLineField, _ path: KeyPath<EntryDraftLine, Value>) -> Value? {
      guard let known, known[keyPath: path] == self[keyPath: path], !clashing.contains(.line(id, field)) else {
        return self[keyPath: path]
      }
      return nil
    }
    return DraftLineEdit(
      account: changes(.account, \.account), party: changes(.party, \.party).map(OptionalParty.init),
      amount: changes(.amount, \.amount), label: changes(.label, \.label),
      dueDate: changes(.dueDate, \.dueDate).map(OptionalDate.init), place: changes(.place, \.place))
  }
}
