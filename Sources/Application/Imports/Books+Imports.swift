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

  /// What the control found in a file, with its anomalies: up to ``FECPreview/listedOnDemand`` of one code, for which
  /// the file is read again where the preview lists fewer.
  public func fullPreview(of id: Identifier<Import>) async throws -> FECPreview {
    try authorise(.readBooks)
    return try await open.current().imports.fullPreview(of: id)
  }

  /// Decides that the file enters the books. Returns once the decision is durable; the entries follow in the
  /// background, and nothing of them shows before all are there. On an import that a fault stopped, goes on with it.
  public func acceptImport(_ id: Identifier<Import>, consentsToUnbalancedEntries: Bool) async throws {
    do {
      try await acceptImports([id], consentsToUnbalancedEntries: consentsToUnbalancedEntries)
    } catch let refusal as ImportSetRefusal {
      throw refusal.reasons[0].refusal
    }
  }

  /// Decides that several files enter the books: one decision, in one change-set, for all or none. They then enter one
  /// after the other, in the order of their years; stopped in between, what is left goes on at the next opening.
  ///
  /// Refusal: ``ImportSetRefusal``, with each file that stands in the way.
  public func acceptImports(_ ids: [Identifier<Import>], consentsToUnbalancedEntries: Bool) async throws {
    try authorise(.importBooks)
    try await open.current().imports.accept(ids, consents: consentsToUnbalancedEntries, by: personID)
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
