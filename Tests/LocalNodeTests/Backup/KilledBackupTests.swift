import Foundation
import Testing

@Suite("A backup or a restoration whose program is killed")
struct KilledBackupTests {
  /// What a step leaves to be seen on the disk; the program is killed as soon as it is there.
  private static let placesOfMaking = [
    "data/companies/732829320/backup.tmp/books.db", "disque/.tmp", "disque/.sauvegarde",
  ]
  private static let placesOfRestoring = [
    "companies/.backup-", "companies/.restored-732829320", "companies/.restored-732829320/g000001/books.db",
    "companies/.restored-732829320/keys.slots", "companies/.restored-732829320/CURRENT",
    "companies/.restored-732829320/name", "companies/732829320",
  ]

  /// Whether something whose path begins and ends so is there: `a/b` for itself, `a/.tmp` for any file of that ending.
  private static func isThere(_ root: String, _ place: String) -> Bool {
    if FileManager.default.fileExists(atPath: root + "/" + place) { return true }
    let parts = place.split(separator: "/")
    let folder = root + "/" + parts.dropLast().joined(separator: "/")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.contains { $0.hasSuffix(parts.last ?? "") || $0.hasPrefix(parts.last ?? "") }
  }

  /// Kills a command once `place` is there, or a few milliseconds after.
  private static func kill(
    _ folder: NodeFolder, _ words: [String], root: String, at place: String, after milliseconds: Int
  ) async throws {
    await Gate.commands.enter()
    let program = try folder.start(words)
    while program.isRunning, !isThere(root, place) { usleep(200) }
    usleep(UInt32(milliseconds) * 1_000)
    program.kill()
    await Gate.commands.leave()
  }

  @Test(
    "no file passes for a backup that is none; the next one is made, and nothing is left", arguments: placesOfMaking)
  func making(place: String) async throws {
    let folder = try await NodeFolder.withBooks()
    let out = folder.file("disque")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    for delay in [0, 2, 11] {
      try await Self.kill(
        folder, ["backup", "create", "--out", out], root: folder.path, at: place, after: delay)
      for name in try FileManager.default.contentsOfDirectory(atPath: out) where name.hasSuffix(".sauvegarde") {
        let whole = try await folder.run("backup", "verify", out + "/" + name)
        #expect(whole.status == 0, "\(name): \(whole.errors)")
      }
      #expect(try await folder.balance() == SmallFEC.balance)
    }
    #expect(try await folder.run("backup", "create", "--out", out).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: out).allSatisfy { $0.hasSuffix(".sauvegarde") })
    #expect(!FileManager.default.fileExists(atPath: folder.company + "/backup.tmp"))
    #expect(try await folder.run("verify").status == 0)
  }

  @Test(
    "no part of a company is there; the next restoration is whole, and nothing is left", arguments: placesOfRestoring)
  func restoring(place: String) async throws {
    let folder = try await NodeFolder.withBooks()
    let file = try await BackupCommandTests.create(folder)
    for delay in [0, 3] {
      let other = try NodeFolder()
      try await Self.kill(other, ["backup", "restore", file], root: other.data, at: place, after: delay)
      if FileManager.default.fileExists(atPath: other.company) {
        // It has its name only once it is whole.
        let again = try await other.run("backup", "restore", file)
        #expect(again.status == 1 && again.errors.contains("déjà là"))
      } else {
        let again = try await other.run("backup", "restore", file)
        #expect(again.status == 0, "\(again.errors)")
      }
      #expect(try await other.balance() == SmallFEC.balance)
      #expect(try await other.run("verify").status == 0)
      let left = try FileManager.default.contentsOfDirectory(atPath: other.data + "/companies")
      #expect(left.filter { $0.hasPrefix(".restored-") } == [])
    }
  }
}
