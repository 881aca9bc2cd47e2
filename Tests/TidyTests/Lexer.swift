/// A string literal of a source file, with the line where it begins.
struct Literal: Sendable {
  let line: Int
  var text: String
}

/// Splits Swift source into code, strings and comments, just well enough for the rules of this suite.
///
/// `code` keeps the length and the line breaks of the source; what belongs to a string or a comment is blank in it.
struct Lexer {
  private enum Mode {
    case code(parentheses: Int)
    case string(hashes: Int, isMultiline: Bool, literal: Int)
  }

  private let source: [UInt8]
  private var position = 0
  private var line = 1
  private var modes: [Mode] = [.code(parentheses: 0)]
  private var texts: [[UInt8]] = []
  private var starts: [Int] = []
  private(set) var code: [UInt8]

  init(_ text: String) {
    source = Array(text.utf8)
    code = source
    while position < source.count { step() }
  }

  var literals: [Literal] {
    zip(starts, texts).map { Literal(line: $0, text: String(decoding: $1, as: UTF8.self)) }
  }

  private func follows(_ text: StaticString, at index: Int? = nil) -> Bool {
    let start = index ?? position
    guard start + text.utf8CodeUnitCount <= source.count else { return false }
    return text.withUTF8Buffer { $0.elementsEqual(source[start..<start + $0.count]) }
  }

  private mutating func advance(_ count: Int = 1, blank: Bool) {
    for index in position..<min(position + count, source.count) {
      if source[index] == UInt8(ascii: "\n") {
        line += 1
      } else if blank {
        code[index] = UInt8(ascii: " ")
      }
    }
    position += count
  }

  private mutating func step() {
    switch modes[modes.count - 1] {
    case .code(let parentheses): stepInCode(parentheses)
    case .string(let hashes, let isMultiline, let literal): stepInString(hashes, isMultiline, literal)
    }
  }

  private mutating func stepInCode(_ parentheses: Int) {
    if follows("//") {
      while position < source.count, source[position] != UInt8(ascii: "\n") { advance(blank: true) }
    } else if follows("/*") {
      while position < source.count, !follows("*/") { advance(blank: true) }
      advance(2, blank: true)
    } else if follows("#/") {
      while position < source.count, !follows("/#") { advance(blank: true) }
      advance(2, blank: true)
    } else if let hashes = hashesBeforeQuote() {
      let isMultiline = follows("\"\"\"", at: position + hashes)
      advance(hashes + (isMultiline ? 3 : 1), blank: true)
      starts.append(line)
      texts.append([])
      modes.append(.string(hashes: hashes, isMultiline: isMultiline, literal: texts.count - 1))
    } else {
      stepOverCodeByte(parentheses)
    }
  }

  private mutating func stepOverCodeByte(_ parentheses: Int) {
    switch source[position] {
    case UInt8(ascii: "("):
      modes[modes.count - 1] = .code(parentheses: parentheses + 1)
    case UInt8(ascii: ")") where parentheses == 1 && modes.count > 1:
      modes.removeLast()  // The end of an interpolation.
    case UInt8(ascii: ")"):
      modes[modes.count - 1] = .code(parentheses: parentheses - 1)
    default:
      break
    }
    advance(blank: false)
  }

  /// The number of `#` before the quote that starts a string here, or nothing.
  private func hashesBeforeQuote() -> Int? {
    var index = position
    while index < source.count, source[index] == UInt8(ascii: "#") { index += 1 }
    return index < source.count && source[index] == UInt8(ascii: "\"") ? index - position : nil
  }

  private func hasHashes(_ count: Int, at index: Int) -> Bool {
    index + count <= source.count && source[index..<index + count].allSatisfy { $0 == UInt8(ascii: "#") }
  }

  private mutating func stepInString(_ hashes: Int, _ isMultiline: Bool, _ literal: Int) {
    let byte = source[position]
    if byte == UInt8(ascii: "\\"), hasHashes(hashes, at: position + 1) {
      if follows("(", at: position + 1 + hashes) {
        advance(1 + hashes, blank: true)
        modes.append(.code(parentheses: 0))
      } else {
        advance(2 + hashes, blank: true)
      }
    } else if isMultiline, follows("\"\"\""), hasHashes(hashes, at: position + 3) {
      advance(3 + hashes, blank: true)
      modes.removeLast()
    } else if !isMultiline, byte == UInt8(ascii: "\""), hasHashes(hashes, at: position + 1) {
      advance(1 + hashes, blank: true)
      modes.removeLast()
    } else {
      if !isMultiline, byte == UInt8(ascii: "\n") { modes.removeLast() }
      texts[literal].append(byte)
      advance(blank: true)
    }
  }
}
