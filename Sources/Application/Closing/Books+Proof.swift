import Model
import Storage
import Sync

/// A proof of intangibility that was written.
public struct WrittenProof: Sendable, Equatable {
  public let path: String
  public let fileName: String
  public let changeSetCount: UInt64
  /// Of the last change-set in it.
  public let headHash: [UInt8]
  public let sizeBytes: Int
}

/// What the printed page of a proof says, from the tables.
public struct ProofCard: Sendable {
  public let closing: YearClosing
  public let head: LogHead
  public let devices: [Key]

  public struct Key: Sendable, Equatable {
    public let device: Identifier<Device>
    /// Ed25519.
    public let publicKey: [UInt8]
  }
}

extension Books {
  /// Writes the proof of intangibility of a closed year: the signed log whole, from the first change-set on, with the
  /// keys that signed it and the totals it was closed with. Whoever holds it checks it without these books.
  ///
  /// - Parameter path: absolute; what is there is replaced once the new file is whole.
  /// - Throws: ``ClosingRefusal`` `.notClosed`; ``Model/Fault`` `.alteredData` when the log does not verify.
  public func writeProof(yearEnd: CalendarDate, to path: String) async throws -> WrittenProof {
    try authorise(.exportBooks)
    let written = try await store.read { transaction in
      _ = try closed(yearEnd, transaction)
      let summary = try Self.summary(transaction)
      let file = try NewFile(path: path)
      let hash = RunningHash()
      var sizeBytes = 0
      func write(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes(file.write)
        hash.update(bytes)
        sizeBytes += bytes.count
      }
      try write(Array((ProofText.head(summary).joined(separator: "\n") + "\n").utf8))
      var left = summary.verification.changeSetCount
      try Self.eachChangeSet(transaction) { stored in
        left -= 1
        try write(ProofText.line(body: stored.body, signature: stored.signature, isLast: left == 0) + [0x0A])
      }
      try write(ProofText.end)
      try file.finish()
      return (summary.verification, sizeBytes, hash.finish().bytes)
    }
    let name = ProofText.fileName(siren: company.siren, closing: yearEnd)
    try await open.current().writer.append(by: personID) { _ in
      [
        .booksExported(
          BooksExported(
            yearEnd: yearEnd, fileName: name, hash: written.2, lineCount: written.0.changeSetCount))
      ]
    }
    return WrittenProof(
      path: path, fileName: name, changeSetCount: written.0.changeSetCount, headHash: written.0.headHash.bytes,
      sizeBytes: written.1)
  }

  /// What the page of the proof of a closed year says.
  public func proofCard(yearEnd: CalendarDate) async throws -> ProofCard {
    try authorise(.exportBooks)
    guard let head = try await logHead() else { throw Fault(.database, "the log holds nothing") }
    return try await store.read { transaction in
      ProofCard(
        closing: try closed(yearEnd, transaction), head: head,
        devices: try transaction.devices().map { ProofCard.Key(device: $0.device, publicKey: $0.publicKey) })
    }
  }

  private func closed(_ yearEnd: CalendarDate, _ transaction: any ReadTransaction) throws -> YearClosing {
    let year = try bookYear(endingOn: yearEnd, in: transaction)
    guard let closing = try transaction.closings().first(where: { $0.year == year.year }), closing.isClosed else {
      throw ClosingRefusal.notClosed(year.year)
    }
    return closing
  }

  private static func summary(_ transaction: any ReadTransaction) throws -> ProofSummary {
    var (summary, verifier) = (ProofSummary(), ChainVerifier())
    do {
      try eachChangeSet(transaction) { stored in
        summary.add(
          try verifier.add(sequence: UInt64(stored.sequence), body: stored.body, signature: stored.signature))
      }
      summary.finish(try verifier.finish())
      return summary
    } catch let fault as ChainFault {
      throw Fault(.alteredData, "the signed log does not verify: \(fault)")
    }
  }

  private static func eachChangeSet(
    _ transaction: any ReadTransaction, _ body: (StoredChangeSet) throws -> Void
  ) throws {
    var position: Int64 = 0
    while let last = try transaction.changeSets(after: position, limit: 50, { stored, _ in try body(stored) }) {
      position = last
    }
  }
}
