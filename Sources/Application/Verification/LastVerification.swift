import Foundation
import Model
import Storage
import Sync

/// The verification that was made last, by whom and when. It is kept beside the log, sealed with the books.
public struct LastVerification: Sendable, Equatable {
  public let verification: Verification
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

  struct Problem: Codable {
    let code: String
    let sequence: UInt64?
    let detail: String
  }

  let at: Int64
  let person: String
  let changeSetCount: UInt64
  let headHash: [UInt8]
  let entryCount: UInt64
  let lineCount: UInt64
  let problems: [Problem]

  static func text(_ found: Verification, at now: Instant, by person: String) throws -> [UInt8] {
    Array(
      try JSONEncoder().encode(
        VerificationNote(
          at: now.milliseconds, person: person, changeSetCount: found.changeSetCount, headHash: found.headHash,
          entryCount: found.entryCount, lineCount: found.lineCount,
          problems: found.problems.map { Problem(code: $0.code, sequence: $0.sequence, detail: $0.detail) })))
  }

  /// Nil for a note that a later program wrote in another form.
  static func read(_ bytes: [UInt8]) -> LastVerification? {
    guard let note = try? JSONDecoder().decode(VerificationNote.self, from: Data(bytes)) else { return nil }
    return LastVerification(
      verification: Verification(
        changeSetCount: note.changeSetCount, headHash: note.headHash, entryCount: note.entryCount,
        lineCount: note.lineCount,
        problems: note.problems.map { Verification.Problem(code: $0.code, sequence: $0.sequence, detail: $0.detail) }),
      at: Instant(milliseconds: note.at), person: note.person)
  }
}
