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

  @Test(
    """
    at any moment of an import, a withdrawal, a rebuild and a change of keys leaves books that open, verify, and hold \
    every step that was acknowledged
    """)
  func anyMoment() async throws {
    let commands = Self.steps.map(\.words)
    let changeSets = try await Self.changeSets(commands)
    let folder = try await NodeFolder.withCompany()
    let recorded = try await Recording(commands, in: folder, root: folder.gatherUnderRoot())
    let cuts = recorded.cuts
    #expect(cuts.count > 100, "every synchronisation has its cuts")
    for cut in cuts.chosen(Depth.cuts) {
      let complaint = try await Self.complaint(cut, recorded, changeSets)
      #expect(complaint == nil, "\(cut.name)")
    }
  }

  @Test("a second one, in what is done next with the books that the first one left, leaves them whole too")
  func twice() async throws {
    let first = try await NodeFolder.withCompany()
    let recorded = try await Recording([Self.steps[0].words], in: first, root: first.gatherUnderRoot())
    // Those that tear what was being written.
    let cuts = recorded.cuts.filter { $0.name.contains("some of") }
    #expect(!cuts.isEmpty)
    for cut in cuts.chosen(max(2, Depth.cuts / 20)) {
      try cut.image.write(to: recorded.place, inPlaceOf: recorded.root)
      let again = try await Recording([Self.steps[0].words, Self.steps[3].words], in: first, root: recorded.place)
      for second in again.cuts.chosen(max(3, Depth.cuts / 12)) {
        let place = "\(cut.name), then \(second.name)"
        try second.image.write(to: again.root, inPlaceOf: again.root)
        #expect(Recording.complaint(try await again.run(["verify"])) == nil, "\(place)")
        let balance = try await Self.balance(again)
        #expect(balance == SmallFEC.balance || (balance == [] && second.step < 0), "\(place): \(balance)")
      }
    }
  }

  @Test("on a disk that only says that it synchronised loses a step that was acknowledged, and this is seen")
  func lyingDisk() async throws {
    let folder = try await NodeFolder.withCompany()
    let commands = [Self.steps[0].words]
    let recorded = try await Recording(commands, in: folder, root: folder.gatherUnderRoot(), isLying: true)
    var disk = recorded.disk
    for operation in recorded.operations { disk.apply(operation) }
    let cut = PowerCut(image: disk.image(sector: 4096) { _ in false }, step: 0, name: "nothing came to the disk")
    #expect(try await Self.complaint(cut, recorded, Self.changeSets(commands)) != nil)
  }

  /// Change-sets of the log before the first command, then after each.
  private static func changeSets(_ commands: [[String]]) async throws -> [Int] {
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

  /// What `verify` says of sound books.
  private struct Verified: Decodable {
    let changeSets: Int

    private enum CodingKeys: String, CodingKey { case changeSets = "change_sets" }

    init(_ answer: Program.Answer) throws {
      guard answer.status == 0 else { throw Program.Failure(description: answer.output + answer.errors) }
      self = try JSONDecoder().decode(Verified.self, from: Data(answer.output.utf8))
    }
  }

  /// What is wrong with the books that a cut left; nil when nothing is.
  ///
  /// - Parameter changeSets: of the log before the first step, then after each.
  private static func complaint(_ cut: PowerCut, _ recorded: Recording, _ changeSets: [Int]) async throws -> String? {
    try cut.image.write(to: recorded.place, inPlaceOf: recorded.root)
    let sound = try await recorded.run(["verify", "--format", "json"])
    if let complaint = Recording.complaint(sound) { return complaint }
    let count = try Verified(sound).changeSets
    let last = changeSets.count - 1
    guard count >= changeSets[cut.step + 1], count <= changeSets[min(cut.step + 2, last)] else {
      return "\(count) change-sets, where the steps leave \(changeSets)"
    }
    let balance = try await balance(recorded)
    let before = cut.step < 0 ? [] : steps[cut.step].balance
    let after = cut.step + 1 < steps.count ? steps[cut.step + 1].balance : before
    return balance == before || balance == after ? nil : "neither before nor after the step: \(balance)"
  }

  private static func balance(_ recorded: Recording) async throws -> [BalanceRow] {
    let answer = try await recorded.run(["report", "balance", "--year", "2026", "--format", "json"])
    guard answer.status == 0 else { throw Program.Failure(description: answer.errors) }
    return try BalanceRow.list(answer.output)
  }
}
