import Model

/// One field that a change of a draft sets, as a row of `draft_write`.
enum DraftWrite {
  /// The numbers are part of the tables; a rebuild makes them again.
  private enum Field: Int64 {
    case journal = 1
    case date, voucherReference, voucherDate, label, lineRemoved, account, party, amount, lineLabel, dueDate, place
  }

  /// Numbers the rows of one change.
  struct Rows {
    let draft: Int64
    let revision: Int64
    let row: any RowInserter
    private var number: Int64 = 0

    init(draft: Int64, revision: Int64, row: any RowInserter) {
      self.draft = draft
      self.revision = revision
      self.row = row
    }

    mutating func insert(_ edit: DraftEdit) throws {
      if let text = edit.journal { try insert(.journal, text: text) }
      if let day = edit.date { try insert(.date, Int64(day.number)) }
      if let text = edit.voucherReference { try insert(.voucherReference, text: text) }
      if let day = edit.voucherDate { try insert(.voucherDate, Int64(day.value?.number ?? 0)) }
      if let text = edit.label { try insert(.label, text: text) }
      for line in edit.lines {
        switch line.content {
        case .removed: try insert(.lineRemoved, line: line.id)
        case .edited(let edit): try insert(edit, of: line.id)
        }
      }
    }

    private mutating func insert(_ edit: DraftLineEdit, of line: Identifier<DraftLine>) throws {
      if let text = edit.account { try insert(.account, text: text, line: line) }
      if let party = edit.party?.value {
        try insert(.party, text: party.code, Int64(party.nature.rawValue), line: line)
      } else if edit.party != nil {
        try insert(.party, line: line)
      }
      if let amount = edit.amount { try insert(.amount, amount.debit.minor, amount.credit.minor, line: line) }
      if let text = edit.label { try insert(.lineLabel, text: text, line: line) }
      if let day = edit.dueDate { try insert(.dueDate, Int64(day.value?.number ?? 0), line: line) }
      if let place = edit.place { try insert(.place, place, line: line) }
    }

    private mutating func insert(
      _ field: Field, text: String = "", _ number: Int64 = 0, _ second: Int64 = 0, line: Identifier<DraftLine>? = nil
    ) throws {
      self.number += 1
      row.set(0, draft)
      row.set(1, revision)
      row.set(2, self.number)
      row.set(3, field.rawValue)
      if let line { row.set(4, high: line.high, low: line.low) }
      row.set(5, text)
      row.set(6, number)
      row.set(7, second)
      try row.insert()
    }
  }

  /// Adds what the row sets: its columns are field, line, text, number and second number, from `first` on.
  static func read(_ row: any Row, from first: Int, into edit: inout DraftEdit) throws {
    guard let field = Field(rawValue: row.integer(first)) else {
      throw Fault(.database, "\(row.integer(first)) is no field of a draft")
    }
    let number = row.integer(first + 3)
    switch field {
    case .journal: edit.journal = row.text(first + 2)
    case .date: edit.date = try date(number)
    case .voucherReference: edit.voucherReference = row.text(first + 2)
    case .voucherDate: edit.voucherDate = OptionalDate(number == 0 ? nil : try date(number))
    case .label: edit.label = row.text(first + 2)
    case .lineRemoved:
      edit.lines.append(DraftLineChange(id: try row.identifier(first + 1), content: .removed))
    case .account, .party, .amount, .lineLabel, .dueDate, .place:
      let line: Identifier<DraftLine> = try row.identifier(first + 1)
      var change = DraftLineEdit()
      // The rows of one line follow one another.
      if let last = edit.lines.last, last.id == line, case .edited(let known) = last.content {
        change = known
        edit.lines.removeLast()
      }
      try set(field, row, first, &change)
      edit.lines.append(DraftLineChange(id: line, content: .edited(change)))
    }
  }

  private static func set(_ field: Field, _ row: any Row, _ first: Int, _ change: inout DraftLineEdit) throws {
    let number = row.integer(first + 3)
    switch field {
    case .account: change.account = row.text(first + 2)
    case .party: change.party = number == 0 ? OptionalParty.none : .party(try row.partyKey(first + 3, first + 2))
    case .amount:
      change.amount = DraftAmount(debit: row.money(first + 3), credit: row.money(first + 4))
    case .lineLabel: change.label = row.text(first + 2)
    case .dueDate: change.dueDate = OptionalDate(number == 0 ? nil : try date(number))
    case .place: change.place = number
    default: break
    }
  }

  private static func date(_ number: Int64) throws -> CalendarDate {
    guard let date = CalendarDate(number: Int32(truncatingIfNeeded: number)) else {
      throw Fault(.database, "\(number) is no day of a draft")
    }
    return date
  }
}
