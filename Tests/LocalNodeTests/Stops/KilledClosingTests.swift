import Foundation
import Testing

@Suite("A closing killed at any moment")
struct KilledClosingTests {
  private struct Standing: Decodable {
    let closed: Bool
    let mayClose: Bool
  }

  @Test("the year is closed, or it is not: the books verify, and the next year opens with what this one left")
  func killed() async throws {
    let folder = try NodeFolder()
    let created = try await folder.run(
      "company", "create", "--siren", NodeFolder.siren, "--name", "Au Pain de Lise", "--year-start", "2025-01-01",
      "--year-end", "2025-12-31")
    #expect(created.status == 0, "\(created.errors)")
    let text = SmallFEC.year2026.replacingOccurrences(of: "2026", with: "2025")
    let file = try folder.write(text, to: "\(NodeFolder.siren)FEC20251231.txt")
    let imported = try await folder.run("fec", "import", file)
    #expect(imported.status == 0, "\(imported.errors)")
    let key = folder.file("key")
    #expect(try await folder.run("key", "add", key).status == 0)
    let keyWords = ["--key-file", key]
    var dice = SeededDice(Depth.seed)
    var (longest, opening) = (0, "")
    var isClosed = false
    for round in 0..<max(4, Depth.kills) {
      let words =
        isClosed
        ? ["year", "reopen", "--year", "2025", "--reason", "essai"] : ["year", "close", "--year", "2025", "--accept"]
      await Gate.commands.enter()
      let begun = ContinuousClock.now
      let program = try folder.start(words + keyWords, password: nil)
      // The first one comes to its end, and tells how long the others may be.
      let limit = longest == 0 ? 60_000_000 : Int.random(in: 0...longest, using: &dice)
      while program.isRunning, ContinuousClock.now - begun < .microseconds(limit) { usleep(500) }
      program.kill()
      await Gate.commands.leave()
      longest = max(longest, Int((ContinuousClock.now - begun) / .microseconds(1)))

      let place = "round \(round), \(words[1]), seed \(Depth.seed)"
      let sound = try await folder.run(["verify"] + keyWords, password: nil)
      #expect(sound.status == 0, "\(place): \(sound.output) \(sound.errors)")
      let answer = try await folder.run(
        ["year", "check", "--year", "2025", "--format", "json"] + keyWords, password: nil)
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let standing = try decoder.decode(Standing.self, from: Data(answer.output.utf8))
      #expect(standing.closed != standing.mayClose, "\(place): \(answer.output)")
      isClosed = standing.closed
      // Provisional or definitive, the opening of the next year is the same.
      let next = try await folder.run(
        ["report", "balance", "--year", "2026", "--format", "csv"] + keyWords, password: nil)
      guard next.status == 0 else {
        #expect(!isClosed, "\(place): \(next.errors)")
        continue
      }
      let balances = next.output.split(whereSeparator: \.isNewline).dropFirst().map { line in
        let cells = line.split(separator: ";", omittingEmptySubsequences: false)
        return "\(cells.first ?? "") \(cells.last ?? "")"
      }.filter { !$0.hasSuffix(" 0,00") }.joined(separator: "\n")
      if opening.isEmpty { opening = balances }
      #expect(balances == opening, "\(place)")
    }
    #expect(!opening.isEmpty)
  }
}
