import Model
import Storage
import Sync

/// Holds the tables against what the log amounts to: every entry field by field, every label, every balance, and the
/// rows that pages read.
struct ProjectionCheck {
  /// More problems than this are not listed: one cause often shows in many places.
  private static let listed = 50

  private let log: LogReader

  init(_ log: LogReader) { self.log = log }

  func problems(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    let found =
      try entries(transaction) + log.masters.problems(transaction) + balances(transaction)
      + PartySideCheck(fold: log.fold).problems(transaction) + log.matchings.problems(transaction)
      + log.documents.problems(transaction) + log.register.problems(transaction)
      + pageSums(transaction) + masterKeys(transaction)
    return Array(found.prefix(Self.listed))
  }

  /// Every stored entry is one that was signed, the same to the byte; none is missing; and the pages show their lines.
  private func entries(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    var signed = log.entries
    var found: [Verification.Problem] = []
    let sums = try transaction.storedEntries { stored in
      let verdict = signed.take(stored)
      guard found.count < Self.listed else { return }
      switch verdict {
      case .same: break
      case .unknown: found.append(.entryAdded(Verification.EntryPlace(stored.entry)))
      case .different(let origin): found.append(try difference(stored, origin, transaction))
      }
    }
    found += try transaction.emptyEntries().map {
      .entryAdded(Verification.EntryPlace(journal: $0.journal, number: $0.number, date: $0.date))
    }
    for (id, origin) in signed.left.prefix(Self.listed) {
      guard let event = try Self.event(id, origin, transaction) else { continue }
      found.append(.entryMissing(Verification.EntryPlace(event.entry), changeSet: event.changeSet))
    }
    found += try transaction.pageRowDefects(sums).map { defect in
      switch defect.page {
      case .account(let number): .accountLines(account: number, yearEnd: defect.yearEnd)
      case .journal(let code): .journalEntries(journal: code, yearEnd: defect.yearEnd)
      case .search: .entrySearch(yearEnd: defect.yearEnd)
      }
    }
    return found
  }

  private func difference(
    _ stored: StoredEntry, _ origin: Origin, _ transaction: any ReadTransaction
  ) throws -> Verification.Problem {
    guard let event = try Self.event(stored.entry.id, origin, transaction) else {
      return .entryAdded(Verification.EntryPlace(stored.entry))
    }
    // With no field that differs, it is the origin of the row that was changed.
    return .entry(
      Verification.EntryPlace(event.entry), changeSet: event.changeSet,
      event.entry.differences(from: stored.entry))
  }

  /// The entry as it was signed, read from the log again: only where something is wrong.
  private static func event(
    _ id: Identifier<JournalEntry.Validated>, _ origin: Origin, _ transaction: any ReadTransaction
  ) throws -> (entry: JournalEntry.Validated, changeSet: UInt64)? {
    guard let stored = try transaction.changeSet(at: origin) else { return nil }
    for case .known(let event) in try ChangeSet(reading: stored.body).decodedEvents() {
      if let entry = event.entry, entry.id == id { return (entry, UInt64(stored.sequence)) }
    }
    return nil
  }

  /// The sums that pages find ready are those of the tables they are made from.
  private func pageSums(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    let gaps = try transaction.pageTableGaps()
    return gaps.isEmpty ? [] : [.pageSums(gaps)]
  }

  private func masterKeys(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    let gaps = try transaction.masterKeyGaps()
    return gaps.isEmpty ? [] : [.masterSearch(gaps)]
  }

  private func balances(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    var expected = log.fold.visible
    var wrong: [(BalanceFold.Key, BalanceFold.Sums, BalanceFold.Sums)] = []
    try transaction.storedBalances { key, sums in
      let right = expected.removeValue(forKey: key) ?? BalanceFold.Sums()
      if right != sums { wrong.append((key, right, sums)) }
    }
    for (key, sums) in expected where sums != BalanceFold.Sums() { wrong.append((key, sums, BalanceFold.Sums())) }
    return wrong.sorted { Self.order($0.0) < Self.order($1.0) }
      .map { .balance($0.0, signed: $0.1, stored: $0.2) }
  }

  private static func order(_ key: BalanceFold.Key) -> (String, String, Int32, CalendarDate) {
    (key.account, key.party?.code ?? "", key.month, key.yearEnd)
  }
}

extension Verification.EntryPlace {
  init(_ entry: JournalEntry.Validated) {
    self.init(journal: entry.journal, number: entry.number, date: entry.date)
  }
}
