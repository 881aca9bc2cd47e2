import Model
import Storage

extension Books {
  /// Every month that was ever locked, in order.
  public func periodLocks() async throws -> [PeriodLock] {
    try authorise(.readBooks)
    return try await store.read { try $0.periodLocks() }
  }

  /// Closes a month to entries, but for the people named, or opens it again. Soft: whoever may lock may unlock, and the
  /// log keeps both.
  ///
  /// - Parameter month: AAAAMM.
  public func setPeriodLock(
    month: Int32, isLocked: Bool, exempt: [Identifier<Person>], reason: String
  ) async throws {
    try authorise(.lockPeriods)
    let reason = reason.trimmed
    try await open.current().writer.append(by: personID) { transaction in
      let known = try transaction.periodLocks().first { $0.month == month }
      guard known?.isLocked ?? false != isLocked || known?.exempt ?? [] != exempt else { return [] }
      return [
        .periodLockChanged(
          PeriodLockChanged(
            month: month, isLocked: isLocked, exempt: exempt, generation: (known?.generation ?? 0) + 1, reason: reason))
      ]
    }
  }
}
