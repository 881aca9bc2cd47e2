/// What the structure tests compute; every function is pure.
enum Structure {
  /// Folders of Model and Application that are not features, but what every feature stands on. The other targets
  /// have folders of their own, whose machinery is tested where it has rules.
  static let notFeatures: Set<String> = [
    "Kernel",  // Values, tested under ModelTests/Kernel.
    "Books", "Log",  // What every command of Application goes through.
  ]

  static func featuresWithoutTests(sources: [String], tests: [String]) -> [String] {
    var features: Set<String> = []
    for path in sources {
      guard path.hasPrefix("Sources/Model/") || path.hasPrefix("Sources/Application/") else { continue }
      let folders = path.split(separator: "/").dropFirst(2).dropLast().map(String.init)
      guard let first = folders.first, !notFeatures.contains(first) else { continue }
      features.insert(first == "France" ? folders.dropFirst().first ?? first : first)
    }
    return features.filter { feature in
      !tests.contains { $0.contains("/\(feature)/") || $0.hasSuffix("/\(feature)Tests.swift") }
    }.sorted()
  }

  static func publicTypes(_ file: SourceFile) -> [String] {
    file.code.compactMap { line in
      let kinds = #/\bpublic\s+(?:final\s+|indirect\s+)*(?:struct|enum|protocol|class|actor)\s+(\w+)/#
      return line.firstMatch(of: kinds).map { String($0.1) }
    }
  }

  /// The code words of the glossary: what stands between backquotes in its second column.
  static func words(of glossary: String) -> Set<String> {
    var words: Set<String> = []
    for line in glossary.split(separator: "\n") where line.hasPrefix("|") {
      let cells = line.split(separator: "|")
      guard cells.count > 1 else { continue }
      for match in cells[1].matches(of: #/`(?:\w+\.)*(\w+)`/#) { words.insert(String(match.1)) }
    }
    return words
  }

  static func typesWithoutWord(_ files: [SourceFile], glossary: String) -> [String] {
    let words = words(of: glossary)
    return files.flatMap(publicTypes).filter { !words.contains($0) }.sorted()
  }

  static func excess(_ sizes: [String: Int], total: Int, each: Int) -> [String] {
    let sum = sizes.values.reduce(0, +)
    let heavy = sizes.filter { $0.value > each }.map { "\($0.key): \($0.value) bytes, \(each) allowed" }.sorted()
    return heavy + (sum > total ? ["all: \(sum) bytes, \(total) allowed"] : [])
  }

  static func faultyDecisions(_ files: [SourceFile]) -> [String] {
    var seen: Set<String> = []
    return files.flatMap { file in
      let number = String(file.name.prefix(4))
      var faults = seen.insert(number).inserted ? [] : ["\(file.path): its number is taken"]
      let parts = ["## Context", "## Choice", "## Consequences"]
      let missing = parts.filter { !file.text.contains($0) }
      if !missing.isEmpty { faults.append("\(file.path): without \(missing.joined(separator: ", "))") }
      return faults
    }
  }
}
