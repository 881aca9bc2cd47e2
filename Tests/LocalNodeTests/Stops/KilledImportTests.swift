import Foundation
import Testing

@Suite("An import whose program is killed")
struct KilledImportTests {
  /// When the power goes, by the bytes that the data folder holds beyond the sealed file: while the file is taken in,
  /// while it is controlled, and at two depths of the entries' transactions.
  static let moments: [ClosedRange<Int>] = [
    -650_000 ... -100_000, 150_000...180_000, 400_000...2_500_000, 3_200_000...9_000_000,
  ]

  @Test("is as if never begun, or goes on to exactly its sums: never a part of it", arguments: moments.indices)
  func killed(moment: Int) async throws {
    var dice = SeededDice(UInt64(moment))
    let folder = try await NodeFolder.withCompany()
    let fec = try folder.write(GeneratedFEC.large.text, to: SmallFEC.name)
    try await folder.importKilled(fec, at: Int.random(in: Self.moments[moment], using: &dice))

    let seen = try await folder.balance()
    let isNothingOrWhole = seen.isEmpty || seen == GeneratedFEC.large.balance
    #expect(isNothingOrWhole, "a part of an import is on show: \(seen.count) accounts")
    #expect(try await folder.run("verify").status == 0)

    let again = try await folder.run("fec", "import", fec)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try await Self.isWhole(folder), "the import is not ended: \(again.errors)")
    let third = try await folder.run("fec", "import", fec)
    #expect(third.status == 0)
    #expect((third.output + third.errors).contains("rien n’a été ajouté"))
    let sound = try await folder.run("verify", "--format", "json")
    #expect(sound.status == 0)
    #expect(sound.output.contains(#""entries":30000,"#) && sound.output.contains(#""lines":60000,"#), "\(sound.output)")
  }

  @Test("once accepted, ends with the commands that follow, or is named by them: no balance is silently without it")
  func followingCommands() async throws {
    let folder = try await NodeFolder.withCompany()
    let fec = try folder.write(GeneratedFEC.large.text, to: SmallFEC.name)
    try await folder.importKilled(fec, at: NodeFolder.firstTransaction)
    let answer = try await folder.run("report", "balance", "--year", "2026", "--format", "json")
    let isWhole = try BalanceRow.list(answer.output) == GeneratedFEC.large.balance
    #expect(isWhole || answer.errors.contains("import"), "an accepted import is missing, and nobody says so")
    for _ in 0..<3 where try await folder.balance().isEmpty {}
    #expect(try await Self.isWhole(folder), "each command stops what the one before began")
  }

  @Test("with the years accepted with it: none of them is left behind")
  func wholeSet() async throws {
    let folder = try await NodeFolder.withCompany()
    let small = try folder.write(SmallFEC.year2027, to: SmallFEC.nameOf2027)
    let large = try folder.write(GeneratedFEC.large.text, to: SmallFEC.name)
    try await folder.importKilled(small, large, at: NodeFolder.firstTransaction)
    for _ in 0..<3 where try await folder.balance().isEmpty {}
    #expect(try await Self.isWhole(folder))
    let next = try await folder.run("report", "balance", "--year", "2027", "--format", "json")
    #expect(
      try BalanceRow.list(next.output).first { $0.account == "707000" }?.credit == 8000,
      "accepted with the other, and not taken up")
    let again = try await folder.run("fec", "import", small, large)
    #expect(again.status == 0)
    #expect((again.output + again.errors).split(separator: "\n").count { $0.contains("rien n’a été ajouté") } == 2)
    #expect(try await folder.run("verify").status == 0)
  }

  @Test("through a node that is killed, ends after the node is back")
  func killedNode() async throws {
    let folder = try await NodeFolder.withCompany()
    let fec = try folder.write(GeneratedFEC.large.text, to: SmallFEC.name)
    let server = try await Server(folder)
    let command = try folder.start(["fec", "import", fec])
    await folder.kill(server.program, at: NodeFolder.firstTransaction, while: command)
    let cut = try await command.answer()
    #expect(cut.status == 3)
    #expect(!cut.errors.isEmpty)
    let next = try await Server(folder)
    #expect(try await folder.run("verify").status == 0)
    #expect(try await folder.run("fec", "import", fec).status == 0)
    #expect(try await Self.isWhole(folder))
    #expect(try await next.stop().status == 0)
  }

  private static func isWhole(_ folder: NodeFolder) async throws -> Bool {
    try await folder.balance() == GeneratedFEC.large.balance
  }
}
