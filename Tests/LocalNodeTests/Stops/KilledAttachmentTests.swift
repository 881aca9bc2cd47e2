import Foundation
import Testing

@Suite("A document, and a program killed while it is attached")
struct KilledAttachmentTests {
  @Test("is there whole or not at all, and the books verify")
  func killed() async throws {
    let folder = try await NodeFolder.withBooks()
    let key = folder.file("key")
    let keyWords = ["--key-file", key]
    #expect(try await folder.run(["key", "add", key]).status == 0)
    var dice = SeededDice(Depth.seed)
    var attached: [String] = []
    var (kills, longest, number) = (0, 0, 0)
    while kills < Depth.kills {
      number += 1
      let name = "piece-\(number).pdf"
      let noise = (0..<400_000).map { _ in UInt8.random(in: 0...255, using: &dice) }
      let document = Data("%PDF-1.4\n".utf8) + Data(noise) + Data("\n%%EOF\n".utf8)
      try document.write(to: URL(fileURLWithPath: folder.file(name)))
      await Gate.commands.enter()
      let begun = ContinuousClock.now
      let program = try folder.start(
        ["documents", "attach", folder.file(name), "--year", "2026", "--journal", "AC", "--number", "1"] + keyWords,
        password: nil)
      let limit = longest == 0 ? 2_000_000 : Int.random(in: 0...longest, using: &dice)
      while program.isRunning, ContinuousClock.now - begun < .microseconds(limit) { usleep(500) }
      let wasKilled = program.isRunning
      program.kill()
      await Gate.commands.leave()
      let spent = Int((ContinuousClock.now - begun) / .microseconds(1))
      longest = max(longest, min(spent, 2_000_000))
      if wasKilled { kills += 1 }

      let place = "kill \(kills) after \(spent) µs, seed \(Depth.seed)"
      let sound = try await folder.run(["verify"] + keyWords, password: nil)
      #expect(sound.status == 0, "\(place): \(sound.output) \(sound.errors)")
      let list = try await folder.run(["documents", "list", "--format", "csv"] + keyWords, password: nil)
      let names = list.output.split(separator: "\r\n").map { String($0.split(separator: ";")[1]) }
      #expect(names == attached || names == attached + [name], "\(place): \(names)")
      if !wasKilled { #expect(names.last == name, "\(place)") }
      attached = names
    }
    // What is listed comes out as it went in.
    let out = folder.file("out")
    #expect(
      try await folder.run(["documents", "export", "--year", "2026", "--out", out] + keyWords, password: nil).status
        == 0)
    for name in attached {
      let written = FileManager.default.contents(atPath: "\(out)/AC-1-\(name)")
      #expect(written != nil && written == FileManager.default.contents(atPath: folder.file(name)))
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.company + "/originals")
    #expect(!left.contains { !$0.hasSuffix(".document") && $0.contains(".document") }, "\(left)")
  }
}
