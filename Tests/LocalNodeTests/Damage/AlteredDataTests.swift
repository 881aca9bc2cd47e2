import Foundation
import Testing

@Suite("Data that somebody or something altered")
struct AlteredDataTests {
  @Test("a bit of the books is told as altered data, never as a tired disk", arguments: [0.001, 0.25, 0.5])
  func books(place: Double) async throws {
    let folder = try await NodeFolder.withBooks()
    try Self.flip(folder.books, at: place)
    let answer = try await folder.run("verify")
    #expect(answer.status == 3)
    Self.expectAltered(answer)
  }

  @Test("verify finds a bit wherever it is: no page of the books stays unread")
  func everyPage() async throws {
    let folder = try await NodeFolder.withBooks()
    let sound = try Data(contentsOf: URL(fileURLWithPath: folder.books))
    var dice = SeededDice(5)
    for part in 0..<4 {
      let place = Int.random(in: 0..<sound.count / 4, using: &dice) + part * sound.count / 4
      var altered = sound
      altered[place] ^= 1 << UInt8.random(in: 0...7, using: &dice)
      try altered.write(to: URL(fileURLWithPath: folder.books))
      let answer = try await folder.run("verify")
      #expect(answer.status != 0, "the bit at byte \(place) of \(sound.count) is not seen")
    }
  }

  @Test("a bit of the key slots is refused with words")
  func slots() async throws {
    let folder = try await NodeFolder.withBooks()
    try Self.flip(folder.company + "/keys.slots", at: 0.5)
    Self.expectWords(try await folder.run("report", "balance", "--year", "2026"))
  }

  @Test("key slots that are gone are refused with words, and nothing else is touched")
  func noSlots() async throws {
    let folder = try await NodeFolder.withBooks()
    let kept = try Data(contentsOf: URL(fileURLWithPath: folder.company + "/keys.slots"))
    for name in ["keys.slots", "keys.slots.previous"] { unlink(folder.company + "/" + name) }
    Self.expectWords(try await folder.run("report", "balance", "--year", "2026"))
    try kept.write(to: URL(fileURLWithPath: folder.company + "/keys.slots"))
    #expect(try await folder.balance() == SmallFEC.balance)
  }

  @Test(
    "a CURRENT that is wrong is told as altered data, and costs nothing once it is right again",
    arguments: ["g000002\n", "noise", ""])
  func current(content: String) async throws {
    let folder = try await NodeFolder.withBooks()
    let file = URL(fileURLWithPath: folder.company + "/CURRENT")
    let right = try Data(contentsOf: file)
    try Data(content.utf8).write(to: file)
    let answer = try await folder.run("report", "balance", "--year", "2026")
    #expect(answer.status == 3)
    Self.expectAltered(answer)
    try right.write(to: file)
    try #require(access(folder.books, F_OK) == 0, "the books were removed")
    #expect(try await folder.balance() == SmallFEC.balance)
  }

  private static func flip(_ path: String, at place: Double) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[Int(Double(bytes.count) * place)] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  private static func expectAltered(_ answer: Program.Answer) {
    #expect(answer.output.isEmpty)
    #expect(answer.errors.contains("altérées"), "\(answer.errors)")
    #expect(!answer.errors.contains("disk I/O error"), "\(answer.errors)")
  }

  /// A sentence of the product, not the name of a case.
  private static func expectWords(_ answer: Program.Answer) {
    #expect(answer.status == 1 || answer.status == 3)
    #expect(answer.output.isEmpty)
    #expect(answer.errors.contains("clé"), "\(answer.errors)")
    #expect(!answer.errors.contains("slot_file"), "\(answer.errors)")
  }
}
