/// The arguments of the common dialect, `?` in order, as PostgreSQL numbers them.
enum Placeholders {
  /// `?` outside of quoted texts, quoted names and comments becomes `$1`, `$2`…
  static func numbered(_ sql: String) -> String {
    var numbered: [UInt8] = []
    numbered.reserveCapacity(sql.utf8.count + 16)
    var count = 0
    var inside = Inside.statement
    var previous: UInt8 = 0
    for byte in sql.utf8 {
      if inside == .statement, byte == UInt8(ascii: "?") {
        count += 1
        numbered += Array("$\(count)".utf8)
      } else {
        numbered.append(byte)
        inside.read(byte, after: previous)
      }
      previous = byte
    }
    return String(decoding: numbered, as: UTF8.self)
  }

  private enum Inside {
    case statement, text, name, lineComment, comment

    mutating func read(_ byte: UInt8, after previous: UInt8) {
      switch (self, previous, byte) {
      case (.statement, _, UInt8(ascii: "'")): self = .text
      case (.statement, _, UInt8(ascii: "\"")): self = .name
      case (.statement, UInt8(ascii: "-"), UInt8(ascii: "-")): self = .lineComment
      case (.statement, UInt8(ascii: "/"), UInt8(ascii: "*")): self = .comment
      // A doubled quote closes and opens again, which comes to the same.
      case (.text, _, UInt8(ascii: "'")), (.name, _, UInt8(ascii: "\"")): self = .statement
      case (.lineComment, _, UInt8(ascii: "\n")): self = .statement
      case (.comment, UInt8(ascii: "*"), UInt8(ascii: "/")): self = .statement
      default: break
      }
    }
  }
}
