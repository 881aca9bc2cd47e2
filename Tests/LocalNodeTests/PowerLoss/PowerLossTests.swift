import Foundation
import Testing

@Suite("A power cut")
struct PowerLossTests {
  /// What is done to the books, and the balance that each step leaves.
  private static let steps: [(words: [String], balance: [BalanceRow])] = [
    (["fec", "import", "FEC"], SmallFEC.balance),
    (["fec", "withdraw", "--year", "2026", "--reason", "autre fichier"], []),
    (["fec", "import", "FEC"], SmallFEC.balance),
    (["rebuild"], SmallFEC.balance),
    (["key", "rotate"], SmallFEC.balance),
  ]

  /// One cut, between two operations on the disk.
  private struct Cut {
    let image: SimulatedDisk.Image
    /// The last step that was acknowledged before it; -1 for none.
    let step: Int
    let name: String
  }

  @Test(
    """
    at any moment of an import, a withdrawal, a rebuild and a change of keys leaves books that open, verify, and hold \
    every step that was acknowledged
    """)
  func anyMoment() async throws {
    let recorded = try await Recording(Self.steps.map(\.words))
    var disk = recorded.disk
    let cuts = Self.cuts(recorded.operations, &disk)
    #expect(cuts.count > 100, "every synchronisation has its cuts")
    for cut in Self.chosen(cuts) {
      let complaint = try await Self.complaint(cut, recorded)
      #expect(complaint == nil, "\(cut.name)")
    }
  }

  @Test("on a disk that only says that it synchronised loses a step that was acknowledged, and this is seen")
  func lyingDisk() async throws {
    let recorded = try await Recording([Self.steps[0].words], isLying: true)
    var disk = recorded.disk
    for operation in recorded.operations { disk.apply(operation) }
    let cut = Cut(image: disk.image(sector: 4096) { _ in false }, step: 0, name: "nothing came to the disk")
    #expect(try await Self.complaint(cut, recorded) != nil)
  }

  /// Some commands, as the disk saw them.
  private struct Recording {
    let folder: NodeFolder
    /// What the disk holds: the data, and what the program remembers outside of it.
    let root: String
    let key: String
    let operations: [DiskOperation]
    /// Before the first of them.
    let disk: SimulatedDisk
    /// Change-sets of the log before the first command, then after each, as a rehearsal of the same gave them.
    let changeSets: [Int]

    init(_ commands: [[String]], isLying: Bool = false) async throws {
      changeSets = try await Self.rehearsal(commands)
      folder = try await NodeFolder.withCompany()
      root = try folder.gatherUnderRoot()
      key = folder.file("key")
      let state = ["XDG_STATE_HOME": root + "/state"]
      let added = try await folder.run(["key", "add", key], data: root + "/data", environment: state)
      #expect(added.status == 0, "\(added.errors)")
      let fec = try folder.write(SmallFEC.year2026, to: SmallFEC.name)
      let trace = WriteTrace(path: folder.file("trace"))
      disk = try SimulatedDisk(folder: root, isLying: isLying)
      let environment = WriteTrace.environment(root: root, trace: trace.path).merging(state) { one, _ in one }
      for (number, command) in commands.enumerated() {
        let words = command.map { $0 == "FEC" ? fec : $0 } + ["--key-file", key]
        let answer = try await folder.run(words, password: nil, data: root + "/data", environment: environment)
        #expect(answer.status == 0, "\(command): \(answer.errors)")
        try trace.acknowledge(number)
      }
      operations = try trace.operations()
    }

    private static func rehearsal(_ commands: [[String]]) async throws -> [Int] {
      let folder = try await NodeFolder.withCompany()
      let fec = try folder.write(SmallFEC.year2026, to: SmallFEC.name)
      let state = ["XDG_STATE_HOME": folder.file("state")]
      #expect(try await folder.run(["key", "add", folder.file("key")], environment: state).status == 0)
      var counts: [Int] = []
      for command in [nil] + commands.map(Optional.some) {
        if let command {
          let answer = try await folder.run(command.map { $0 == "FEC" ? fec : $0 }, environment: state)
          #expect(answer.status == 0, "\(command): \(answer.errors)")
        }
        counts.append(
          try Verified(try await folder.run(["verify", "--format", "json"], environment: state)).changeSets)
      }
      return counts
    }
  }

  /// What `verify` says of sound books.
  private struct Verified: Decodable {
    let changeSets: Int

    private enum CodingKeys: String, CodingKey { case changeSets = "change_sets" }

    init(_ answer: Program.Answer) throws {
      guard answer.status == 0 else { throw Program.Failure(description: answer.output + answer.errors) }
      self = try JSONDecoder().decode(Verified.self, from: Data(answer.output.utf8))
    }
  }

  /// All different disks that a cut before a synchronisation, or after the last operation, may leave: all of them where
  /// little waits, a sample of them otherwise.
  private static func cuts(_ operations: [DiskOperation], _ disk: inout SimulatedDisk) -> [Cut] {
    var cuts: [Cut] = []
    var seen: Set<[Int]> = []
    var dice = SeededDice(Depth.seed)
    var step = -1
    func cut(_ place: Int, _ name: String, sector: Int, isKept: (Int) -> Bool) {
      let image = disk.image(sector: sector, isKept: isKept)
      guard seen.insert([image.fingerprint, step]).inserted else { return }
      cuts.append(Cut(image: image, step: step, name: "operation \(place), step \(step), \(name)"))
    }
    func cutEveryWay(_ place: Int) {
      cut(place, "nothing of what waits", sector: 4096) { _ in false }
      cut(place, "all of what waits", sector: 4096) { _ in true }
      for sector in [512, 4096] {
        let parts = disk.partCount(sector: sector)
        if parts <= 4 {
          for set in 0..<1 << parts { cut(place, "set \(set) of \(parts)", sector: sector) { set >> $0 & 1 == 1 } }
        } else {
          let end = Int.random(in: 0..<parts, using: &dice)
          cut(place, "the first \(end) sectors of \(sector)", sector: sector) { $0 < end }
          for _ in 0..<2 {
            let bits = (0..<parts).map { _ in Bool.random(using: &dice) }
            cut(place, "some of \(parts) sectors of \(sector)", sector: sector) { bits[$0] }
          }
        }
      }
    }
    for (place, operation) in operations.enumerated() {
      switch operation {
      case .fileSynchronized, .folderSynchronized: cutEveryWay(place)
      case .acknowledged(let done):
        step = done
        cutEveryWay(place)
      default: break
      }
      disk.apply(operation)
    }
    return cuts
  }

  /// Those that are tried in the time of a test.
  private static func chosen(_ cuts: [Cut]) -> [Cut] {
    var dice = SeededDice(Depth.seed)
    return Array(cuts.shuffled(using: &dice).prefix(Depth.cuts))
  }

  /// What is wrong with the books that a cut left; nil when nothing is.
  private static func complaint(_ cut: Cut, _ recorded: Recording) async throws -> String? {
    let (folder, key) = (recorded.folder, recorded.key)
    try cut.image.write(to: folder.file("cut"), inPlaceOf: recorded.root)
    let data = folder.file("cut") + "/data"
    let state = ["XDG_STATE_HOME": folder.file("cut") + "/state"]
    let sound = try await folder.run(
      ["verify", "--format", "json", "--key-file", key], password: nil, data: data, environment: state)
    guard sound.status == 0 else { return "verify: \(sound.status) \(sound.output) \(sound.errors)" }
    let count = try Verified(sound).changeSets
    let last = recorded.changeSets.count - 1
    guard count >= recorded.changeSets[cut.step + 1], count <= recorded.changeSets[min(cut.step + 2, last)] else {
      return "\(count) change-sets, where the steps leave \(recorded.changeSets)"
    }
    guard !sound.errors.contains("arrière") else { return "taken for an older copy: \(sound.errors)" }
    let balance = try await folder.balance(["--key-file", key], password: nil, data: data, environment: state)
    let before = cut.step < 0 ? [] : steps[cut.step].balance
    let after = cut.step + 1 < steps.count ? steps[cut.step + 1].balance : before
    return balance == before || balance == after ? nil : "neither before nor after the step: \(balance)"
  }
}

extension NodeFolder {
  /// Moves the data folder into a folder of its own, where the program's memory outside of it will be too: what one
  /// disk holds.
  fileprivate func gatherUnderRoot() throws -> String {
    let root = file("root")
    for folder in [root, root + "/state"] {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    try FileManager.default.moveItem(atPath: data, toPath: root + "/data")
    return URL(fileURLWithPath: root).resolvingSymlinksInPath().path
  }
}
