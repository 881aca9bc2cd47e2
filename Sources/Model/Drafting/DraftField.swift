/// One field of a draft, to which changes are made and on which they may clash.
public enum DraftField: Hashable, Sendable {
  case journal
  case date
  case voucherReference
  case voucherDate
  case label
  case line(Identifier<DraftLine>, DraftLineField)
}

public enum DraftLineField: Hashable, Sendable, CaseIterable {
  case account
  case party
  case amount
  case label
  case dueDate
  case place
}

/// What a field holds.
public enum DraftValue: Hashable, Sendable {
  case text(String)
  case date(CalendarDate)
  case optionalDate(CalendarDate?)
  case party(PartyKey?)
  case amount(DraftAmount)
  case place(Int64)
}

extension DraftEdit {
  /// Every field it sets, in a fixed order.
  var writes: [(field: DraftField, value: DraftValue)] {
    var found: [(DraftField, DraftValue)] = []
    if let journal { found.append((.journal, .text(journal))) }
    if let date { found.append((.date, .date(date))) }
    if let voucherReference { found.append((.voucherReference, .text(voucherReference))) }
    if let voucherDate { found.append((.voucherDate, .optionalDate(voucherDate.value))) }
    if let label { found.append((.label, .text(label))) }
    for line in lines {
      guard case .edited(let edit) = line.content else { continue }
      found += edit.writes.map { (.line(line.id, $0.field), $0.value) }
    }
    return found
  }
}

extension DraftLineEdit {
  fileprivate var writes: [(field: DraftLineField, value: DraftValue)] {
    var found: [(DraftLineField, DraftValue)] = []
    if let account { found.append((.account, .text(account))) }
    if let party { found.append((.party, .party(party.value))) }
    if let amount { found.append((.amount, .amount(amount))) }
    if let label { found.append((.label, .text(label))) }
    if let dueDate { found.append((.dueDate, .optionalDate(dueDate.value))) }
    if let place { found.append((.place, .place(place))) }
    return found
  }
}
