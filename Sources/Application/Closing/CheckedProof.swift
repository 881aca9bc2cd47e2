import Model
import Storage
import Sync

/// What a proof of intangibility proves, read without books or key.
public struct CheckedProof: Sendable, Equatable {
  public struct Closing: Sendable, Equatable {
    public let fact: YearClosed
    public let isClosed: Bool
  }

  public let companyName: String
  public let siren: String
  public let changeSetCount: UInt64
  public let entryCount: UInt64
  public let lineCount: UInt64
  /// Of the last change-set.
  public let headHash: [UInt8]
  public let closings: [Closing]

  /// - Parameter path: absolute.
  /// - Throws: ``ProofRefusal`` where it proves nothing.
  public init(reading path: String) throws {
    let file = try ReadFile(path: path)
    var checker = ProofChecker()
    do {
      while let bytes = try file.next() { try checker.add(bytes) }
      self.init(try checker.finish())
    } catch let defect as ProofDefect { throw ProofRefusal(defect) }
  }

  private init(_ summary: ProofSummary) {
    companyName = summary.company?.name ?? ""
    siren = summary.company?.siren.digits ?? ""
    changeSetCount = summary.verification.changeSetCount
    entryCount = summary.verification.entryCount
    lineCount = summary.verification.lineCount
    headHash = summary.verification.headHash.bytes
    closings = summary.closings.map { Closing(fact: $0.fact, isClosed: $0.isClosed) }
  }
}

/// Why a proof proves nothing, and where.
public struct ProofRefusal: Refusal, Equatable {
  public enum Kind: Sendable, Equatable {
    case notAProof
    /// What it says before its log is not what the log gives.
    case head
    /// Not written as a proof writes it.
    case form
    /// A change-set does not verify.
    case chain(changeSet: UInt64, entry: String?)
    case cut
    case extended
  }

  public let kind: Kind
  /// Of the file, from 1.
  public let line: Int
  public let code = "closing.proof_refused"

  init(_ defect: ProofDefect) {
    line = defect.line
    kind =
      switch defect {
      case .notAProof: .notAProof
      case .head: .head
      case .form: .form
      case .chain(_, let fault):
        .chain(changeSet: fault.sequence, entry: fault.entry.map { "\($0.journal) \($0.number)" })
      case .cut: .cut
      case .extended: .extended
      }
  }
}
