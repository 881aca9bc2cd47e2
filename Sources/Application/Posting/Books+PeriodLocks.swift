import Model
import Storage

/// Somebody whom the lock of a month may spare.
public struct SparedPerson: Equatable, Sendable {
  public let id: Identifier<Person>
  public let name: String
}

extension Books {
  /// Those who may validate entries, by name: whom the lock of a month may spare.
  public func peopleWhoPost() async throws -> [SparedPerson] {
    try authorise(.readBooks)
    return try await store.read { transaction in
      try transaction.people().filter { $0.role.may(.postEntries) }
        .map { SparedPerson(id: $0.id, name: $0.name) }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }
  }

  /// Every month that was ever locked, in order.
  public func periodLocks() async throws -> [PeriodLock] {
    try authorise(.readBooks)
    return try await store.read { try $0.periodLocks() }
  }

  /// Closes a month to entries, but for the people named, or opens it again. Soft: whoever may lock may unlock, and the
  /// log keeps both.
  ///
  /// - Parameter months: AAAAMM.
  /// - Throws: ``PostingRefusal/reasonMissing`` when a locked month is opened again without saying why; `YearIsClosed`
  ///   for a month of a closed year: it takes nothing whatever its lock.
  public func setPeriodLocks(
    months: [Int32], isLocked: Bool, exempt: [Identifier<Person>] = [], reason: String
  ) async throws {
    try authorise(.lockPeriods)
    let reason = reason.trimmed
    guard isLocked || !reason.isEmpty else { throw PostingRefusal.reasonMissing }
    try await open.current().writer.append(by: personID) { transaction in
      let known = Dictionary(
        try transaction.periodLocks().map { ($0.month, $0) }, uniquingKeysWith: { first, _ in first })
      let closed = try transaction.closedYears()
      return try months.compactMap { month -> BookEvent? in
        let before = known[month]
        guard before?.isLocked ?? false != isLocked || (isLocked && before?.exempt ?? [] != exempt) else { return nil }
        if let year = closed.first(where: { $0.holds(month: month) }) { throw YearIsClosed(year) }
        return .periodLockChanged(
          PeriodLockChanged(
            month: month, isLocked: isLocked, exempt: isLocked ? exempt : [], generation: (before?.generation ?? 0) + 1,
            reason: reason))
      }
    }
  }
}
