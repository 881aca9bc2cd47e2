import Foundation

/// Something that breaks a rule: where, and what was seen.
struct Finding: Equatable, Sendable, CustomStringConvertible {
  let path: String
  let line: Int
  let what: String

  var description: String { "\(path):\(line): \(what)" }
}

/// One text file of the repository; `path` is relative to its root.
struct SourceFile: Sendable {
  let path: String
  let text: String
  let lines: [String]
  /// The lines without their strings and comments. The same as `lines` for what is not Swift.
  let code: [String]
  let literals: [Literal]

  init(path: String, text: String) {
    self.path = path
    self.text = text
    lines = Self.split(text)
    if path.hasSuffix(".swift") {
      let lexer = Lexer(text)
      code = Self.split(String(decoding: lexer.code, as: UTF8.self))
      literals = lexer.literals
    } else {
      code = lines
      literals = []
    }
  }

  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  var isSwift: Bool { path.hasSuffix(".swift") }
  var isSource: Bool { path.hasPrefix("Sources/") }
  var isGenerated: Bool { path.hasSuffix(".pb.swift") }

  /// The target that the file belongs to: `Resources` is the target `Assets`.
  var target: String {
    let parts = path.split(separator: "/")
    if parts.first == "Resources" { return "Assets" }
    return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : ""
  }

  func finding(_ line: Int, _ what: String) -> Finding { Finding(path: path, line: line, what: what) }

  private static func split(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

/// The checkout that this test was compiled from.
struct Repository: Sendable {
  static let current = Repository(root: root(of: #filePath))

  let root: URL
  let files: [SourceFile]

  private static let folders = ["Sources", "Tests", "Resources", "tools", "docs"]
  private static let rootFiles = [
    "Package.swift", "README.md", "ARCHITECTURE.md", "GLOSSARY.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile",
  ]
  private static let kinds = ["swift", "h", "c", "js", "css", "mustache", "html", "md", "py", "sh", "proto", ""]

  private static func root(of file: String) -> URL {
    let suite = URL(filePath: file).resolvingSymlinksInPath().deletingLastPathComponent()
    return suite.deletingLastPathComponent().deletingLastPathComponent()
  }

  init(root: URL) {
    self.root = root
    var found = Self.rootFiles.compactMap { Self.read($0, root: root) }
    for folder in Self.folders {
      let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      while let name = names?.nextObject() as? String {
        let kind = URL(filePath: name).pathExtension
        guard Self.kinds.contains(kind), !name.contains("__"), !name.split(separator: "/").contains("Fixtures") else {
          continue
        }
        if let file = Self.read("\(folder)/\(name)", root: root) { found.append(file) }
      }
    }
    files = found.sorted { $0.path < $1.path }
  }

  private static func read(_ path: String, root: URL) -> SourceFile? {
    var isFolder: ObjCBool = false
    let full = root.appending(path: path).path
    guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue,
      let text = try? String(contentsOfFile: full, encoding: .utf8)
    else { return nil }
    return SourceFile(path: path, text: text)
  }

  /// What a rule finds in the files, without what the table of exceptions allows.
  func findings(of rule: Rule) -> [Finding] {
    files.filter { !Exceptions.allow(rule.name, $0.path) }.flatMap(rule.check)
  }

  func text(_ path: String) -> String { files.first { $0.path == path }?.text ?? "" }

  func sizes(_ folder: String, kind: String) -> [String: Int] {
    let chosen = files.filter { $0.path.hasPrefix(folder) && $0.path.hasSuffix(".\(kind)") }
    return Dictionary(uniqueKeysWithValues: chosen.map { ($0.path, $0.text.utf8.count) })
  }
}

/// A rule of style: a name for the table of exceptions, and what it finds in one file.
struct Rule: Sendable {
  let name: String
  let check: @Sendable (SourceFile) -> [Finding]

  /// Used by the self-checks: what the rule finds in a snippet that pretends to live at `path`.
  func findings(in text: String, at path: String) -> [Finding] { check(SourceFile(path: path, text: text)) }
}
