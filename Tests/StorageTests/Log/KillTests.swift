import Foundation
import Model
import Storage
import Testing

@testable import StoreDriver

@Suite("A process killed while it writes")
struct KillTests {
  @Test("every acknowledged commit is there, and the tables are those of the log as it stands")
  func acknowledged() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    let log = try GeneratedLog(seed: 3, entries: 200)
    var rounds = 0
    var isFinished = false
    while !isFinished, rounds < 40 {
      let driver = try DriverProcess("commit", path, "3", "200")
      var said = [driver.line() ?? ""]
      for _ in 0..<(rounds * 3 % 8) { said.append(driver.line() ?? "") }
      said += driver.killNow()
      isFinished = said.contains("finished")
      let acknowledged = said.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }.max() ?? 0
      try await check(path, log, acknowledged)
      rounds += 1
    }
    #expect(rounds > 3, "the process was to be killed at work")
    try await check(path, log, isFinished ? log.changeSets.count : 0)
  }

  private func check(_ path: String, _ log: GeneratedLog, _ acknowledged: Int) async throws {
    let vault = try await DriverBooks.open(path)
    let length = Int(try await vault.store.read { try $0.logLength() })
    #expect(length >= acknowledged)
    let reference = try await TestStore()
    for index in 0..<length {
      let (stored, events) = (log.stored(index), log.changeSets[index])
      try await reference.store.write { transaction in
        try Projector(transaction).project(events, origin: try ChangeSetLog(transaction).append(stored))
      }
    }
    let found = try await vault.store.read { try TableDump.dump($0) }
    #expect(try await reference.store.read { try TableDump.dump($0) } == found)
    #expect(vault.store.recoveryFinding?.provesAlteration != true)
    try await vault.close()
  }
}
