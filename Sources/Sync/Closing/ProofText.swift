import CSodium
import Model

/// The form of a proof of intangibility: JSON, one change-set a line, so that it is written and checked piece by piece.
///
/// Nothing in it is free: the lines before the log are the only ones that the log can have, and each line of the log
/// has one way to be written. So a byte that was changed is found wherever it is.
public enum ProofText {
  /// The line that opens the log.
  static let logLine = "\"log\":["
  static let endLine = "]}"

  /// All lines before those of the log.
  public static func head(_ summary: ProofSummary) -> [String] {
    let verification = summary.verification
    var lines = [
      "{\"format\":\"financemanager-proof-1\",",
      "\"company\":\(quoted("\(summary.company?.id ?? Identifier(high: 0, low: 0))")),",
      "\"siren\":\(quoted(summary.company?.siren.digits ?? "")),",
      "\"name\":\(quoted(summary.company?.name ?? "")),",
    ]
    lines += list(
      "keys", summary.keys.map { "{\"device\":\"\($0.device)\",\"ed25519\":\"\($0.publicKey.hexadecimal)\"}" })
    lines += list("closings", summary.closings.map(closing))
    lines += [
      "\"change_sets\":\(verification.changeSetCount),", "\"entries\":\(verification.entryCount),",
      "\"lines\":\(verification.lineCount),", "\"head\":\"\(verification.headHash)\",", logLine,
    ]
    return lines
  }

  /// One change-set, without the break of its line.
  public static func line(body: [UInt8], signature: [UInt8], isLast: Bool) -> [UInt8] {
    bodyMark + base64(body) + signatureMark + base64(signature) + Array((isLast ? "\"}" : "\"},").utf8)
  }

  /// What ends the file, with its break.
  public static let end = Array((endLine + "\n").utf8)

  static let bodyMark = Array("{\"body\":\"".utf8)
  static let signatureMark = Array("\",\"signature\":\"".utf8)

  /// `preuve-732829320-20261231.json`
  public static func fileName(siren: SIREN, closing: CalendarDate) -> String {
    "preuve-\(siren.digits)-\(closing.compact).json"
  }

  private static func list(_ name: String, _ items: [String]) -> [String] {
    ["\"\(name)\":["] + items.enumerated().map { $1 + ($0 == items.count - 1 ? "" : ",") } + ["],"]
  }

  private static func closing(_ closing: ProofSummary.Closing) -> String {
    let fact = closing.fact
    let months = fact.months.map {
      "{\"month\":\($0.month),\"entries\":\($0.entryCount),\"lines\":\($0.lineCount),\"debit\":\"\($0.debit)\","
        + "\"credit\":\"\($0.credit)\"}"
    }
    let documents = fact.documents.map {
      "{\"file\":\(quoted($0.fileName)),\"blake2b\":\"\($0.hash.hexadecimal)\",\"bytes\":\($0.byteCount)}"
    }
    let fields = [
      "\"year_start\":\"\(fact.year.start)\"", "\"year_end\":\"\(fact.year.end)\"",
      "\"generation\":\(closing.generation)", "\"closed\":\(closing.isClosed)", "\"result\":\"\(fact.result)\"",
      "\"perpetual_debit\":\"\(fact.perpetualDebit)\"", "\"perpetual_credit\":\"\(fact.perpetualCredit)\"",
      "\"months\":[\(months.joined(separator: ","))]", "\"documents\":[\(documents.joined(separator: ","))]",
    ]
    return "{" + fields.joined(separator: ",") + "}"
  }

  /// As JSON writes a text: quotes, backslashes and control characters escaped, the rest as it is.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let size = (bytes.count + 2) / 3 * 4
    var text = [CChar](repeating: 0, count: size + 1)
    sodium_bin2base64(&text, text.count, bytes, bytes.count, sodium_base64_VARIANT_ORIGINAL)
    return text.dropLast().map { UInt8(truncatingIfNeeded: $0) }
  }

  /// Nil unless it is the one way to write some bytes.
  static func bytes(base64 text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: text.count / 4 * 3)
    var count = 0
    let isRead = text.withUnsafeBytes { source in
      sodium_base642bin(
        &bytes, bytes.count, source.baseAddress?.assumingMemoryBound(to: CChar.self), source.count, nil, &count, nil,
        sodium_base64_VARIANT_ORIGINAL) == 0
    }
    guard isRead else { return nil }
    bytes.removeLast(bytes.count - count)
    return base64(bytes) == Array(text) ? bytes : nil
  }
}
