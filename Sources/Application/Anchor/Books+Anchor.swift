import Model

extension Books {
  /// Whether an older copy took the place of these books since they were last open here; to be told on every page.
  public var rolledBack: RolledBack? { open.anchors?.finding }

  /// An older copy was put back on purpose: from now on the books are where they should be. What is missing stays
  /// missing.
  public func acceptRolledBack() async throws {
    try authorise(.manageKeys)
    try await open.anchors?.accept(try store)
  }
}
