import Application
import Foundation

/// The result of a verification as JSON.
struct VerificationReport {
  let verification: Verification

  private struct Body: Encodable {
    let sound: Bool
    let changeSets: UInt64
    let headHash: String
    let entries: UInt64
    let lines: UInt64
    let problems: [Problem]
  }

  private struct Problem: Encodable {
    let code: String
    let sequence: UInt64?
    let detail: String
  }

  func json() throws -> String {
    let problems = verification.problems.map { Problem(code: $0.code, sequence: $0.sequence, detail: $0.detail) }
    let body = Body(
      sound: verification.isSound, changeSets: verification.changeSetCount,
      headHash: HexText.of(verification.headHash), entries: verification.entryCount, lines: verification.lineCount,
      problems: problems)
    return try JSONText.of(body)
  }
}
