import Foundation
import Testing

@Suite("Commands killed at any moment")
struct KilledCommandTests {
  /// One after the other, for ever: what is done, and the balance it leaves.
  private static let commands: [(words: [String], balance: [BalanceRow])] = [
    (["fec", "import", "FEC"], SmallFEC.balance),
    (["key", "rotate"], SmallFEC.balance),
    (["rebuild"], SmallFEC.balance),
    (["fec", "withdraw", "--year", "2026", "--reason", "autre fichier"], []),
  ]

  @Test("unlocked by a key file: the books open, verify, and stand before or after the command")
  func killed() async throws {
    let folder = try await NodeFolder.withCompany()
    let key = folder.file("key")
    let state = ["XDG_STATE_HOME": folder.file("state")]
    let keyWords = ["--key-file", key]
    #expect(try await folder.run(["key", "add", key], environment: state).status == 0)
    let fec = try folder.write(SmallFEC.year2026, to: SmallFEC.name)
    var dice = SeededDice(Depth.seed)
    var kills = 0
    var longest = 0
    var number = 0
    while kills < Depth.kills {
      let (words, after) = Self.commands[number % Self.commands.count]
      let before = Self.commands[(number + Self.commands.count - 1) % Self.commands.count].balance
      await Gate.commands.enter()
      let begun = ContinuousClock.now
      let program = try folder.start(
        words.map { $0 == "FEC" ? fec : $0 } + keyWords, password: nil, environment: state)
      // Of the length that a command is seen to have: some end before they are killed.
      let limit = longest == 0 ? 1_000_000 : Int.random(in: 0...longest, using: &dice)
      while program.isRunning, ContinuousClock.now - begun < .microseconds(limit) { usleep(500) }
      let wasKilled = program.isRunning
      program.kill()
      await Gate.commands.leave()
      let spent = Int((ContinuousClock.now - begun) / .microseconds(1))
      longest = max(longest, min(spent, 1_000_000))
      if wasKilled { kills += 1 }

      let place = "kill \(kills), \(words[0]) \(words[1...].first ?? "") after \(spent) µs, seed \(Depth.seed)"
      let sound = try await folder.run(["verify"] + keyWords, password: nil, environment: state)
      #expect(sound.status == 0, "\(place): \(sound.output) \(sound.errors)")
      #expect(!sound.errors.contains("arrière"), "\(place): \(sound.errors)")
      let balance = try await folder.balance(keyWords, password: nil, environment: state)
      #expect(balance == (wasKilled ? before : after) || balance == after, "\(place): \(balance)")
      // The next command begins where this one ends; one that was lost is asked again.
      if balance == after { number += 1 }
    }
  }
}
