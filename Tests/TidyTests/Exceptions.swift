/// Everything that is allowed although a rule says no. Each line names its reason; an exception that no file
/// needs any more makes a test fail, so that this table stays short.
enum Exceptions {
  struct Exception: Sendable {
    let rule: String
    /// A file, or a folder when it ends with a slash.
    let path: String
    let reason: String
  }

  static let all: [Exception] = [
    Exception(
      rule: "clock-and-randomness", path: "Sources/LocalNode/Environment/Environment+Live.swift",
      reason: "The real clock and the real chance: the one place where the ports meet the world."),
    Exception(
      rule: "clock-and-randomness", path: "Sources/Storage/Keys/",
      reason: "Keys and salts are drawn by libsodium itself; a key that a test could foresee would be no key."),
    Exception(
      rule: "trapdoors", path: "Sources/Storage/Engines/SQLite/",
      reason: "SQLite's « copy this text » marker is the address -1, which only a cast can write."),
    Exception(
      rule: "french-in-model", path: "Sources/Model/Search/SearchText.swift",
      reason: "The accented letters that are folded into plain ones: a table, not a sentence."),
  ]

  static func allow(_ rule: String, _ path: String) -> Bool {
    all.contains { $0.rule == rule && ($0.path == path || ($0.path.hasSuffix("/") && path.hasPrefix($0.path))) }
  }
}
