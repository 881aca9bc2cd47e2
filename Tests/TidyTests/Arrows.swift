/// Which target may import what. Arrows go down only; this table is the one of ARCHITECTURE.md.
enum Arrows {
  private static let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Dispatch", "Synchronization", "Glibc", "Musl", "Darwin",
  ]
  private static let server: Set<String> = [
    "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOPosix", "Mustache", "Logging", "ServiceLifecycle",
  ]

  static let allowed: [String: Set<String>] = [
    "Model": [],
    "Assets": [],
    "Sync": ["Model", "SwiftProtobuf", "CSodium"],
    "Storage": system.union(["Model", "Sync", "GRDB", "GRDBSQLite", "CLibPQ", "CSealedVFS", "CSodium", "CZstd"]),
    "Formats": ["Model"],
    "Application": system.union(["Model", "Sync", "Storage", "Formats", "CCrack", "Crypto"]),
    "Web": system.union(server).union(["Application", "Model", "Assets", "CQREncode"]),
    "LocalNode": system.union(server).union([
      "Model", "Sync", "Storage", "Formats", "Application", "Web", "Assets", "ArgumentParser", "CProcess",
      "CSodium", "UnixSignals",
    ]),
  ]

  static let rule = Rule(name: "arrows") { file in
    guard file.isSwift, !file.target.isEmpty else { return [] }
    guard let allowed = allowed[file.target] else {
      return [file.finding(1, "the target \(file.target) is not in the table of arrows")]
    }
    return modules(of: file).compactMap { line, module in
      allowed.contains(module) || isGeneratedDetail(module, file)
        ? nil : file.finding(line, "\(file.target) must not import \(module)")
    }
  }

  /// What the Protobuf generator writes in every file is not a choice of ours.
  private static func isGeneratedDetail(_ module: String, _ file: SourceFile) -> Bool {
    file.isGenerated && module.hasPrefix("Foundation")
  }

  static func modules(of file: SourceFile) -> [(line: Int, module: String)] {
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor"]
    return file.code.enumerated().compactMap { index, line in
      let words = line.split(separator: " ")
      guard let start = words.firstIndex(of: "import"),
        words[..<start].allSatisfy({ $0.hasPrefix("@") || $0.allSatisfy(\.isLowercase) })
      else { return nil }
      let module = words[(start + 1)...].first { !kinds.contains($0) }
      return module.map { (index + 1, String($0.prefix { $0 != "." })) }
    }
  }
}
