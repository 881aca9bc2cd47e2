import Model

/// Why a proof proves nothing, and where: lines count from 1.
public enum ProofDefect: Error, Equatable, Sendable {
  /// The file does not begin as a proof does.
  case notAProof
  /// A line before the log is not the one that the log gives.
  case head(line: Int)
  /// A line of the log is not written as one.
  case form(line: Int)
  /// The signed log itself does not hold.
  case chain(line: Int, ChainFault)
  /// The file ends before its end, or goes on after it.
  case cut(line: Int)
  case extended(line: Int)

  public var line: Int {
    switch self {
    case .notAProof: 1
    case .head(let line), .form(let line), .chain(let line, _), .cut(let line), .extended(let line): line
    }
  }
}

/// Checks a proof by itself: no database, no key. Signatures by keys that the log enrols, an unbroken chain, entries
/// that balance, the totals of closings; then that nothing else is said before.
///
/// ```swift
/// var checker = ProofChecker()
/// while let piece = try file.read() { try checker.add(piece) }
/// let summary = try checker.finish()
/// ```
public struct ProofChecker {
  /// A change-set of 16 MiB in base 64, and what surrounds it.
  private static let longestLine = ChangeSet.largestBody / 3 * 4 + 1_024
  private static let mostHeadLines = 10_000

  private enum Part { case head, log, over }

  private var part = Part.head
  private var head: [String] = []
  private var pending: [UInt8] = []
  private var line = 0
  private var count: UInt64 = 0
  /// A line of the log that nothing follows has no comma.
  private var isLast = false
  private var verifier = ChainVerifier()
  private var summary = ProofSummary()

  public init() {}

  public mutating func add(_ bytes: [UInt8]) throws(ProofDefect) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      pending += rest[..<end]
      try take()
      rest = rest[rest.index(after: end)...]
    }
    pending += rest
    guard pending.count <= Self.longestLine else {
      throw line == 0 ? .notAProof : .form(line: line + 1)
    }
  }

  /// What was proved.
  public mutating func finish() throws(ProofDefect) -> ProofSummary {
    guard pending.isEmpty else { throw line == 0 ? .notAProof : .cut(line: line + 1) }
    guard part == .over else { throw line == 0 ? .notAProof : .cut(line: line) }
    do {
      summary.finish(try verifier.finish())
    } catch { throw .chain(line: line, error) }
    let expected = ProofText.head(summary)
    for (place, said) in head.enumerated()
    where place >= expected.count || !expected[place].utf8.elementsEqual(said.utf8) {
      throw .head(line: place + 1)
    }
    guard head.count == expected.count else { throw .head(line: head.count) }
    return summary
  }

  private mutating func take() throws(ProofDefect) {
    line += 1
    defer { pending.removeAll(keepingCapacity: true) }
    switch part {
    case .head: try takeHead()
    case .log:
      if isLast {
        guard pending.elementsEqual(ProofText.endLine.utf8) else { throw .form(line: line) }
        part = .over
      } else {
        try takeChangeSet()
      }
    case .over: throw .extended(line: line)
    }
  }

  private mutating func takeHead() throws(ProofDefect) {
    guard let text = String(validating: pending, as: UTF8.self) else {
      throw line == 1 ? .notAProof : .head(line: line)
    }
    if line == 1, text != "{\"format\":\"financemanager-proof-1\"," { throw .notAProof }
    // The log begins, and the line that opens it was not there.
    guard head.count < Self.mostHeadLines, !pending.starts(with: ProofText.bodyMark) else {
      throw .head(line: line - 1)
    }
    head.append(text)
    if text == ProofText.logLine { part = .log }
  }

  private mutating func takeChangeSet() throws(ProofDefect) {
    let bytes = pending
    isLast = bytes.last != 0x2C
    let tail = Array((isLast ? "\"}" : "\"},").utf8)
    let (open, middle) = (ProofText.bodyMark, ProofText.signatureMark)
    guard bytes.starts(with: open), bytes.count > open.count + middle.count + tail.count,
      bytes.suffix(tail.count).elementsEqual(tail),
      let quote = bytes[open.count...].firstIndex(of: 0x22), quote + middle.count < bytes.count,
      bytes[quote..<quote + middle.count].elementsEqual(middle),
      let body = ProofText.bytes(base64: bytes[open.count..<quote]),
      let signature = ProofText.bytes(base64: bytes[(quote + middle.count)..<(bytes.count - tail.count)])
    else { throw .form(line: line) }
    count += 1
    do {
      let sequence = (try? ChangeSet(reading: body))?.header.sequence ?? count
      summary.add(try verifier.add(sequence: sequence, body: body, signature: signature))
    } catch { throw .chain(line: line, error) }
  }
}
