import Model
import Storage

extension Books {
  /// Whether an older copy took the place of these books since they were last open here, or a backup was restored; to
  /// be told on every page.
  public var rolledBack: RolledBack? { open.rolledBack }

  /// An older copy was put back on purpose: from now on the books are where they should be. What is missing stays
  /// missing. The signed log keeps who said so, and when.
  public func acceptRolledBack() async throws {
    try authorise(.manageKeys)
    guard let finding = rolledBack else { return }
    try await open.current().writer.append(by: personID) { transaction in
      try RestoredNote.forget(transaction)
      let held = try transaction.logEnd()?.count ?? 0
      return [.olderCopyAccepted(OlderCopyAccepted(noted: UInt64(finding.noted), held: UInt64(held)))]
    }
    open.settle()
    try await open.anchors?.accept(try store)
  }
}
