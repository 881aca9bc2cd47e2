import Model
import Storage

/// Holds every stored entry against the event that signed it, in the order of the log: the rows were numbered in it.
struct EntriesCheck {
  private static let pageSize = 400
  /// More differences than this are counted, not listed.
  private static let listed = 50

  private let states: [Identifier<Import>: ImportState]
  private var pending: ArraySlice<EntryRow> = []
  private var lastNumber: Int64 = 0
  private(set) var problems: [Verification.Problem] = []

  init(_ transaction: any ReadTransaction) throws {
    states = Dictionary(try transaction.imports().map { ($0.id, $0.state) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func add(
    _ event: EntryImported, sequence: UInt64, _ transaction: any ReadTransaction
  ) throws {
    // The rows of a withdrawn import were taken back.
    guard states[event.importID] != .withdrawn else { return }
    let signed = event.entry
    if try peek(transaction)?.entry.id != signed.id {
      guard let number = try transaction.entryNumber(of: signed.id), number > lastNumber else {
        return note("entry.missing", sequence, "\(Self.name(signed)): signed, and not in the tables")
      }
      while let next = try peek(transaction), next.number < number {
        note("entry.added", nil, "\(Self.name(next.entry)): in the tables, and signed nowhere")
        pending.removeFirst()
      }
    }
    guard let stored = pending.popFirst() else { return }
    if stored.entry != signed || stored.importID != event.importID {
      let found = EntryVerification.differences(signed: signed, stored: stored.entry)
      note("entry.altered", sequence, "\(Self.name(signed)): \(Self.words(found))")
    }
    let listed = states[event.importID] == .completed ? Self.sums(signed) : nil
    if stored.listed != listed {
      note("entry.listed", sequence, "\(Self.name(signed)): its journal lists other sums than its lines")
    }
  }

  private static func sums(_ entry: JournalEntry.Validated) -> EntryRow.ListedSums? {
    var (debit, credit) = (MoneyTotal.zero, MoneyTotal.zero)
    for line in entry.lines {
      debit.add(line.debit)
      credit.add(line.credit)
    }
    // Beyond 64 bits nothing is listed right.
    guard let debit = Int64(exactly: debit.minor), let credit = Int64(exactly: credit.minor) else { return nil }
    return EntryRow.ListedSums(lineCount: Int64(entry.lines.count), debit: debit, credit: credit)
  }

  /// What remains was signed nowhere.
  mutating func finish(_ transaction: any ReadTransaction) throws {
    while problems.count < Self.listed, let next = try peek(transaction) {
      note("entry.added", nil, "\(Self.name(next.entry)): in the tables, and signed nowhere")
      pending.removeFirst()
    }
  }

  private mutating func peek(_ transaction: any ReadTransaction) throws -> EntryRow? {
    if pending.isEmpty {
      pending = try transaction.storedEntries(after: lastNumber, limit: Self.pageSize)[...]
      lastNumber = pending.last?.number ?? lastNumber
    }
    return pending.first
  }

  private mutating func note(_ code: String, _ sequence: UInt64?, _ detail: String) {
    guard problems.count < Self.listed else { return }
    problems.append(Verification.Problem(code: code, sequence: sequence, detail: detail))
  }

  private static func name(_ entry: JournalEntry.Validated) -> String {
    "entry \(entry.journal) \(entry.number) of \(entry.date) (\(entry.id))"
  }

  private static func words(_ differences: [EntryVerification.Difference]) -> String {
    guard !differences.isEmpty else { return "another import than the signed one" }
    return differences.prefix(5).map { difference in
      switch difference {
      case .notInChangeSet: "not in its change-set"
      case .head(let field, let signed, let stored): "\(field.rawValue) signed \(signed), stored \(stored)"
      case .lineCount(let signed, let stored): "\(signed) lines signed, \(stored) stored"
      case .line(let place, let field, let signed, let stored):
        "line \(place) \(field.rawValue) signed \(signed), stored \(stored)"
      }
    }.joined(separator: "; ")
  }
}
