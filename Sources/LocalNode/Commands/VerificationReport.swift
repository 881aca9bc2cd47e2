import Application
import Foundation
import Model
import Web

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
    let changeSet: UInt64?
    let detail: String
    /// For diagnosis, where the log itself is broken.
    let technical: String?

    init(_ problem: Verification.Problem) {
      code = problem.code
      changeSet = problem.changeSet
      detail = Words.of(problem).text
      technical = if case .chain(let broken) = problem { broken.technical } else { nil }
    }
  }

  func json() throws -> String {
    let problems = verification.problems.map { Problem($0) }
    let body = Body(
      sound: verification.isSound, changeSets: verification.changeSetCount,
      headHash: verification.headHash.hexadecimal, entries: verification.entryCount, lines: verification.lineCount,
      problems: problems)
    return try JSONText.of(body)
  }
}
