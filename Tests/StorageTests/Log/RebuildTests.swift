import Foundation
import Model
import Storage
import Testing

@testable import StoreDriver

@Suite("Rebuild by a new generation")
struct RebuildTests {
  private func written(_ log: GeneratedLog, _ path: String) async throws -> [String: [String]] {
    let vault = try await DriverBooks.create(path)
    try await vault.store.write { transaction in
      try transaction.store(
        DeviceSecret(device: GeneratedLog.device, deviceEpoch: 1, seed: try SecretBytes(randomCount: 32)))
    }
    try await DriverBooks.write(log, to: vault.store) { _ in }
    let dump = try await vault.store.read { try TableDump.dump($0) }
    try await vault.close()
    return dump
  }

  private func swap(_ path: String) throws -> GenerationSwap {
    let (slots, rootKey) = try DriverBooks.keys(path)
    return GenerationSwap(folder: try CompanyFolder(path: path), slots: slots, rootKey: rootKey)
  }

  private func dump(_ path: String) async throws -> [String: [String]] {
    let vault = try await DriverBooks.open(path)
    let dump = try await vault.store.read { try TableDump.dump($0) }
    try await vault.close()
    return dump
  }

  private func generations(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasPrefix("g0") }.sorted()
  }

  @Test("tables built again from the log are equal, row for row, and the old generation is gone")
  func equal() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    let log = try GeneratedLog(seed: 6, entries: 80)
    let before = try await written(log, path)
    try await swap(path).run {
      log.changeSets[Int($0.sequence) - 1]
    } check: { old, new in
      let (before, after) = (try TableDump.dump(old), try TableDump.dump(new))
      #expect(before == after)
    }
    #expect(try generations(path) == ["g000002"])
    #expect(try await dump(path) == before)
  }

  @Test("a check that refuses the new generation leaves the old one")
  func refused() async throws {
    struct Unequal: Error, Equatable {}
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    let log = try GeneratedLog(seed: 6, entries: 20)
    let before = try await written(log, path)
    await #expect(throws: Unequal()) {
      try await swap(path).run {
        log.changeSets[Int($0.sequence) - 1]
      } check: { _, _ in
        throw Unequal()
      }
    }
    #expect(try generations(path) == ["g000001"])
    #expect(try await dump(path) == before)
  }

  @Test("killed at any moment of a swap, the company opens with the same tables")
  func killed() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    let before = try await written(try GeneratedLog(seed: 6, entries: 20), path)
    for round in 0..<8 {
      let driver = try DriverProcess("swap", path, "6", "20")
      // Wait for it to be at work, then strike somewhere in the following swap.
      #expect(driver.line() == "swapped 1")
      try await Task.sleep(for: .milliseconds(13 * round))
      _ = driver.killNow()
      #expect(try await dump(path) == before, "round \(round)")
    }
  }
}
