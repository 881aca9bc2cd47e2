import Model

/// Electronic invoices (EN 16931) by the root of their XML: nothing of it is resolved, and a document type, which could
/// make it grow or fetch something, is refused.
enum InvoiceXML {
  /// CII (Factur-X, ZUGFeRD 1 and 2), UBL.
  private static let roots: Set = ["CrossIndustryInvoice", "CrossIndustryDocument", "Invoice", "CreditNote"]
  private static let longestProlog = 64 * 1_024

  /// Nil for what is no XML in UTF-8.
  static func recognise(_ bytes: [UInt8]) -> DocumentRecognition? {
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let text = bytes.dropFirst(mark)
    guard !text.contains(0), String(validating: text, as: UTF8.self) != nil, let name = root(of: text) else {
      return nil
    }
    let local = name.split(separator: ":").last.map(String.init) ?? name
    guard roots.contains(local) else { return .otherXML(root: local) }
    return closes(bytes, name) ? .document(.xml) : .cut(.xml)
  }

  /// The name of the first element, past what may stand before it.
  private static func root(of text: ArraySlice<UInt8>) -> String? {
    var rest = text
    let end = rest.count - longestProlog
    while rest.count > max(end, 0) {
      rest = rest.drop { $0 <= 32 }
      guard rest.first == UInt8(ascii: "<") else { return nil }
      if rest.starts(with: "<!--".utf8) {
        guard skip(&rest, past: "-->") else { return nil }
      } else if rest.starts(with: "<?".utf8) {
        guard skip(&rest, past: "?>") else { return nil }
      } else if rest.starts(with: "<!".utf8) {
        return "!DOCTYPE"
      } else {
        let name = rest.dropFirst().prefix { $0 > 32 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
      }
    }
    return nil
  }

  private static func skip(_ rest: inout ArraySlice<UInt8>, past mark: String) -> Bool {
    while !rest.isEmpty {
      if rest.starts(with: mark.utf8) {
        rest = rest.dropFirst(mark.utf8.count)
        return true
      }
      rest = rest.dropFirst()
    }
    return false
  }

  /// Whether the last thing in it is the end of its root.
  private static func closes(_ bytes: [UInt8], _ root: String) -> Bool {
    var end = bytes[...]
    func trim() { while let last = end.last, last <= 32 { end.removeLast() } }
    trim()
    guard end.last == UInt8(ascii: ">") else { return false }
    end.removeLast()
    trim()
    return end.suffix(root.utf8.count + 2).elementsEqual("</\(root)".utf8)
  }
}
