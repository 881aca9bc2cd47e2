import Model
import Storage

/// Makes drafts of what the program proposes, and the accounts and the journal they need, within one transaction: one
/// act, which is undone as one.
struct ProposedDrafts {
  private let recorder: DraftRecorder
  private let transaction: any ReadTransaction
  private let label: (String) -> String?
  private let journal: String
  private var made: Set<String> = []
  private var masters: [BookEvent] = []
  private var changes: [DraftChanged] = []
  private var facts: [BookEvent] = []

  /// What the log must say, in order: what the drafts need, the act that makes them, what they were made for.
  var events: [BookEvent] { masters + recorder.act(.created, changes) + facts }

  /// - Parameter label: the name that the plan comptable gives an account.
  init(
    _ transaction: any ReadTransaction, _ recorder: DraftRecorder, label: @escaping (String) -> String?
  ) throws {
    self.recorder = recorder
    self.transaction = transaction
    self.label = label
    // The journal of miscellaneous entries by whatever name it has in these books.
    journal = try transaction.journals().map(\.code).first { $0.hasPrefix("OD") } ?? "OD"
  }

  /// - Returns: the draft, whose revision is in ``events``.
  mutating func add(
    _ lines: [ProposedLine], on date: CalendarDate, voucher: String, label: String
  ) throws -> Identifier<Draft> {
    try need(.journal(code: journal, label: "Opérations diverses"))
    var draft = EntryDraft(
      id: recorder.environment.identifier(), journal: journal, date: date, voucherReference: voucher, label: label)
    for (index, line) in lines.enumerated() {
      let account = try account(line.account)
      try need(.account(number: account, label: self.label(account) ?? account))
      draft.lines.append(
        EntryDraftLine(
          id: recorder.environment.identifier(), account: account, party: line.party, amount: line.sides,
          place: Int64(index + 1)))
    }
    let edit = EntryDraft(id: draft.id).edit(toBecome: draft)
    changes.append(recorder.change(draft.id, seen: [], .edited(edit)))
    return draft.id
  }

  mutating func note(_ event: BookEvent) { facts.append(event) }

  /// The account of the books that is this one, whatever the zeros at its end: `657000` is `65700000` elsewhere.
  func account(_ number: String) throws -> String {
    if try transaction.account(number) != nil { return number }
    let wanted = AccountNumber.unfilled(number)
    return try transaction.accounts().first { AccountNumber.unfilled($0.account) == wanted }?.account ?? number
  }

  private mutating func need(_ master: NewMaster) throws {
    guard try !master.isThere(transaction), made.insert("\(master)").inserted else { return }
    masters.append(master.event)
  }
}
