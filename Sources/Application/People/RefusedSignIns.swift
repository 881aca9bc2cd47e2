import Foundation
import Model
import Storage

/// How often the door stayed shut, by person, beside the books: who is refused has no key to sign with. Told in the log
/// at their next success. At most a line for each person, and one for passwords given under no name.
struct RefusedSignIns: Sendable {
  /// Folder of the company.
  let folder: String

  private struct Line: Codable {
    var count: UInt64
    /// Milliseconds since 1970.
    var since: Int64
  }

  /// More people than a company has ways in.
  private static let mostLines = 128

  func add(_ person: Identifier<Person>?, at moment: Instant) async throws {
    try await change { lines in
      let name = Self.name(person)
      guard lines[name] != nil || lines.count < Self.mostLines else { return }
      var line = lines[name] ?? Line(count: 0, since: moment.milliseconds)
      line.count = line.count == .max ? .max : line.count + 1
      lines[name] = line
    }
  }

  /// What is to be told of a person, with what was tried under no name.
  func of(_ person: Identifier<Person>) async throws -> (count: UInt64, since: Instant?) {
    let path = path
    let lines = try await BlockingWork.run { Self.read(path) }
    let found = [lines[Self.name(person)], lines[Self.name(nil)]].compactMap { $0 }
    let count = found.reduce(UInt64(0)) { $0.addingReportingOverflow($1.count).partialValue }
    return (count, found.map(\.since).min().map { Instant(milliseconds: $0) })
  }

  func forget(_ person: Identifier<Person>) async throws {
    try await change { lines in
      lines[Self.name(person)] = nil
      lines[Self.name(nil)] = nil
    }
  }

  /// Two at the same time would lose a count.
  private static let lock = NSLock()

  private func change(_ body: @escaping @Sendable (inout [String: Line]) -> Void) async throws {
    let path = path
    try await BlockingWork.run {
      try Self.lock.withLock {
        var lines = Self.read(path)
        let before = lines.mapValues(\.count)
        body(&lines)
        guard lines.mapValues(\.count) != before else { return }
        try DurableFolder.replace(path, with: Array(try JSONEncoder().encode(lines)))
      }
    }
  }

  private var path: String { folder + "/sign-ins" }

  private static func name(_ person: Identifier<Person>?) -> String { person.map { "\($0)" } ?? "" }

  /// What lies there is a count, never a proof: a damaged one begins again.
  private static func read(_ path: String) -> [String: Line] {
    guard let data = FileManager.default.contents(atPath: path), data.count < 65_536 else { return [:] }
    return (try? JSONDecoder().decode([String: Line].self, from: data)) ?? [:]
  }
}
