import Foundation
import Model
import Storage
import Sync

/// What the last verification came to, by whom and when. It is kept beside the log, sealed with the books; the problems
/// themselves are counted only: they are to be looked for again, not remembered.
public struct LastVerification: Sendable, Equatable {
  public let changeSetCount: UInt64
  /// Empty when the chain was broken.
  public let headHash: [UInt8]
  public let entryCount: UInt64
  public let lineCount: UInt64
  public let problemCount: Int
  public let at: Instant
  public let person: String
}

/// Where the signed log stands now.
public struct LogHead: Sendable, Equatable {
  public let device: Identifier<Device>
  public let epoch: Int64
  public let sequence: Int64
  public let hash: [UInt8]
  public let changeSetCount: Int64
}

extension Books {
  /// Nil when the books were never verified.
  public func lastVerification() async throws -> LastVerification? {
    try authorise(.verifyBooks)
    return try await store.read { try $0.note(VerificationNote.name).flatMap(VerificationNote.read) }
  }

  /// Whether the books are verified as they stand: nothing was written since, or it was done on this very day.
  func verificationStanding(_ transaction: any ReadTransaction) throws -> ClosingFacts.Verification {
    guard let last = try transaction.note(VerificationNote.name).flatMap(VerificationNote.read) else { return .never }
    guard last.problemCount == 0 else { return .broken(problems: last.problemCount) }
    let isOfToday = open.environment.day(last.at) == open.environment.today()
    return try isOfToday || transaction.newestChangeSet()?.hash == last.headHash ? .current : .outdated
  }

  /// Nil for a log that holds nothing.
  public func logHead() async throws -> LogHead? {
    try authorise(.readBooks)
    return try await store.read { transaction in
      guard let newest = try transaction.newestChangeSet() else { return nil }
      return LogHead(
        device: newest.device, epoch: newest.deviceEpoch, sequence: newest.sequence, hash: newest.hash,
        changeSetCount: try transaction.logLength())
    }
  }

  /// Keeps what a verification found. A disk that refuses the note does not spoil the verification, which is told all
  /// the same: false then.
  func keep(_ verification: Verification) async throws -> Bool {
    let text = try VerificationNote.text(verification, at: open.environment.now(), by: personName)
    do {
      try await store.write { try $0.keep(note: VerificationNote.name, text) }
      return true
    } catch is Fault { return false }
  }
}

/// The form in which a verification is kept.
private struct VerificationNote: Codable {
  static let name = "last_verification"

  let at: Int64
  let person: String
  let changeSetCount: UInt64
  let headHash: [UInt8]
  let entryCount: UInt64
  let lineCount: UInt64
  let problemCount: Int

  static func text(_ found: Verification, at now: Instant, by person: String) throws -> [UInt8] {
    Array(
      try JSONEncoder().encode(
        VerificationNote(
          at: now.milliseconds, person: person, changeSetCount: found.changeSetCount, headHash: found.headHash,
          entryCount: found.entryCount, lineCount: found.lineCount, problemCount: found.problems.count)))
  }

  /// Nil for a note that a later program wrote in another form.
  static func read(_ bytes: [UInt8]) -> LastVerification? {
    guard let note = try? JSONDecoder().decode(VerificationNote.self, from: Data(bytes)) else { return nil }
    return LastVerification(
      changeSetCount: note.changeSetCount, headHash: note.headHash, entryCount: note.entryCount,
      lineCount: note.lineCount, problemCount: note.problemCount, at: Instant(milliseconds: note.at),
      person: note.person)
  }
}
