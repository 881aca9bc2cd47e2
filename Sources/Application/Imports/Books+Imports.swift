import Model

extension Books {
  /// Takes a file in, sealed as it arrives, and starts its control in the background.
  ///
  /// Refusals: ``ImportRefusal/emptyFile``, ``ImportRefusal/alreadyImported(fileName:)``.
  public func stageImport(
    fileName: String, write: (ImportStaging) async throws -> Void
  ) async throws -> Identifier<Import> {
    try authorise(.importBooks)
    let desk = try open.current().imports
    let staging = try await desk.begin(fileName: fileName)
    // When the sender stops half-way, the unfinished file goes away with its writer.
    try await write(staging)
    return try await desk.finish(staging)
  }

  /// All imports that are waiting, under way or decided; the newest first.
  public func imports() async throws -> [ImportStatus] {
    try authorise(.readBooks)
    return try await open.current().imports.list()
  }

  public func importStatus(_ id: Identifier<Import>) async throws -> ImportStatus {
    try authorise(.readBooks)
    return try await open.current().imports.status(id)
  }

  /// Decides that the file enters the books. Returns once the decision is durable; the entries follow in the
  /// background, and nothing of them shows before all are there. On an import that a fault stopped, goes on with it.
  public func acceptImport(_ id: Identifier<Import>, consentsToUnbalancedEntries: Bool) async throws {
    try authorise(.importBooks)
    try await open.current().imports.accept(id, consents: consentsToUnbalancedEntries, by: personID)
  }

  /// Drops a file that was not accepted.
  public func cancelImport(_ id: Identifier<Import>) async throws {
    try authorise(.importBooks)
    try await open.current().imports.cancel(id)
  }

  /// Takes back all that an import brought; the reason is kept in the signed log.
  public func withdrawImport(_ id: Identifier<Import>, reason: String) async throws {
    try authorise(.withdrawImport)
    let reason = reason.trimmed
    guard !reason.isEmpty else { throw ImportRefusal.reasonMissing }
    try await open.current().imports.withdraw(id, reason: reason, by: personID)
  }
}

extension String {
  /// Without spaces and line ends at both ends.
  var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
