/// The rules about length and names.
enum Sizes {
  static let lineLimit = 120
  static let fileLimit = 500
  static let functionLimit = 70

  static let longLines = Rule(name: "long-lines") { file in
    let kinds = [".swift", ".js", ".py", ".sh"]  // A style sheet keeps one rule on one line.
    let isScript = file.path.hasPrefix("tools/") && !file.name.contains(".")
    guard isScript || kinds.contains(where: file.path.hasSuffix), !file.isGenerated else { return [] }
    return file.lines.enumerated().compactMap { index, line in
      line.count > lineLimit ? file.finding(index + 1, "\(line.count) characters") : nil
    }
  }

  static let longFiles = Rule(name: "long-files") { file in
    guard file.isSwift, !file.isGenerated, file.lines.count > fileLimit + 1 else { return [] }
    return [file.finding(1, "\(file.lines.count - 1) lines")]
  }

  static let longFunctions = Rule(name: "long-functions") { file in
    guard file.isSwift, !file.isGenerated else { return [] }
    return functions(in: file).compactMap { function in
      function.count > functionLimit ? file.finding(function.line, "a function of \(function.count) lines") : nil
    }
  }

  /// Names say what a thing is; these say only that it was put somewhere.
  static let emptyNames = Rule(name: "empty-names") { file in
    guard file.isSwift else { return [] }
    let empty = #/(Util|Utils|Utilities|Helper|Helpers|Manager|Managers|Impl)\b/#
    let kinds = ["struct ", "class ", "enum ", "actor ", "protocol ", "typealias "]
    var findings: [Finding] = []
    let parts = file.path.replacing(".swift", with: "").split(separator: "/")
    if parts.contains(where: { String($0).contains(empty) }) {
      findings.append(file.finding(1, "the name of the file"))
    }
    for (index, line) in file.code.enumerated() {
      guard kinds.contains(where: line.contains) else { continue }
      let declaration = #/\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w+)/#
      guard let match = line.firstMatch(of: declaration) else { continue }
      if match.1.contains(empty) { findings.append(file.finding(index + 1, String(match.1))) }
    }
    return findings
  }

  /// Where each function starts, and how many lines it takes up to its closing brace.
  static func functions(in file: SourceFile) -> [(line: Int, count: Int)] {
    file.code.enumerated().compactMap { index, line in
      let start = #/^\s*(@?\w+(\([^)]*\))?\s+)*(func\s+\S|init[?!]?\s*[(<]|deinit\s*\{|subscript\s*[(<])/#
      guard ["func ", "init", "subscript"].contains(where: line.contains), line.contains(start) else { return nil }
      return length(of: file.code[index...]).map { (index + 1, $0) }
    }
  }

  private static func length(of lines: ArraySlice<String>) -> Int? {
    var parentheses = 0
    var braces = 0
    for (offset, line) in lines.enumerated() {
      if offset > 0, parentheses == 0, braces == 0,
        line.contains(#/^\s*(public |private |static |@|func |var |let |case |init|\})/#)
      {
        return nil  // A requirement of a protocol has no body.
      }
      for character in line.utf8 {
        switch character {
        case UInt8(ascii: "("), UInt8(ascii: "["): parentheses += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"): parentheses -= 1
        case UInt8(ascii: "{") where parentheses == 0 || braces > 0: braces += 1
        case UInt8(ascii: "}") where braces > 0:
          braces -= 1
          if braces == 0 { return offset + 1 }
        default: break
        }
      }
    }
    return nil
  }
}
