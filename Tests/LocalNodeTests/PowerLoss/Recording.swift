import Foundation
import Testing

/// Some commands, as the disk saw them.
struct Recording {
  let folder: NodeFolder
  /// What the disk holds: the data, what the program remembers outside of it, and the folder `disk` of what it writes
  /// for the outside.
  let root: String
  let key: String
  let operations: [DiskOperation]
  /// Before the first of them.
  let disk: SimulatedDisk

  /// - Parameters:
  ///   - folder: its data folder and the file `key` are used; see ``NodeFolder/gatherUnderRoot()``.
  ///   - commands: `FEC` stands for a file, `ROOT` for where the disk is.
  init(_ commands: [[String]], in folder: NodeFolder, root: String, isLying: Bool = false) async throws {
    self.folder = folder
    self.root = root
    key = folder.file("key")
    let fec = try folder.write(SmallFEC.year2026, to: SmallFEC.name)
    let trace = WriteTrace(path: folder.file("trace-\(UUID().uuidString)"))
    disk = try SimulatedDisk(folder: root, isLying: isLying)
    let state = ["XDG_STATE_HOME": root + "/state"]
    let environment = WriteTrace.environment(root: root, trace: trace.path).merging(state) { one, _ in one }
    for (number, command) in commands.enumerated() {
      let words = command.map { $0 == "FEC" ? fec : $0.replacing("ROOT", with: root) } + ["--key-file", key]
      let answer = try await folder.run(words, password: nil, data: root + "/data", environment: environment)
      #expect(answer.status == 0, "\(command): \(answer.errors)")
      try trace.acknowledge(number)
    }
    operations = try trace.operations()
  }

  var cuts: [PowerCut] {
    var disk = disk
    return PowerCut.all(operations, &disk)
  }

  /// Where the disk of a cut is put.
  var place: String { folder.file("cut") }

  /// A command on the disk that a cut left.
  func run(_ words: [String]) async throws -> Program.Answer {
    try await folder.run(
      words + ["--key-file", key], password: nil, data: place + "/data",
      environment: ["XDG_STATE_HOME": place + "/state"])
  }

  /// What is wrong with what the program says of itself after a cut, beside that it does not verify; nil for nothing. A
  /// mere cut is never taken for somebody's doing.
  static func complaint(_ answer: Program.Answer) -> String? {
    guard answer.status == 0 else { return "\(answer.status) \(answer.output) \(answer.errors)" }
    let accusations = [Attack.older, Attack.log, "ne sont pas la suite", "illisible", Attack.stoodIn]
    return accusations.contains { answer.errors.contains($0) } ? "an accusation: \(answer.errors)" : nil
  }
}

extension NodeFolder {
  /// Moves the data folder into a folder of its own, where the program's memory outside of it will be too, and what it
  /// writes for the outside: what one disk holds. A key file then opens the books, if there are any.
  func gatherUnderRoot() async throws -> String {
    for folder in ["root", "root/state", "root/disk"] {
      try FileManager.default.createDirectory(atPath: file(folder), withIntermediateDirectories: true)
    }
    let root = URL(fileURLWithPath: file("root")).resolvingSymlinksInPath().path
    try FileManager.default.moveItem(atPath: data, toPath: root + "/data")
    guard FileManager.default.fileExists(atPath: root + "/data/companies/\(Self.siren)") else { return root }
    let added = try await run(
      ["key", "add", file("key")], data: root + "/data", environment: ["XDG_STATE_HOME": root + "/state"])
    #expect(added.status == 0, "\(added.errors)")
    return root
  }
}
