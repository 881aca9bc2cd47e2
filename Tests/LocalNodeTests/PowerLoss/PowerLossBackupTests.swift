import Foundation
import Testing

@Suite("A power cut during a backup")
struct PowerLossBackupTests {
  private static let count = max(5, Depth.cuts / 4)

  @Test(
    "leaves no file under the name of a backup or of a FEC that is not one, all that were acknowledged, and the books")
  func creating() async throws {
    let folder = try await NodeFolder.withBooks()
    let create = ["backup", "create", "--out", "ROOT/disk"]
    let export = ["fec", "export", "--year", "2026", "--out", "ROOT/disk/nouveau/dossier"]
    let recorded = try await Recording([create, create, export], in: folder, root: folder.gatherUnderRoot())
    let fec = "/disk/nouveau/dossier/" + SmallFEC.name
    let whole = try #require(FileManager.default.contents(atPath: recorded.root + fec))
    let cuts = recorded.cuts
    #expect(cuts.count > 40)
    for cut in cuts.chosen(Self.count) {
      try cut.image.write(to: recorded.place, inPlaceOf: recorded.root)
      #expect(Recording.complaint(try await recorded.run(["verify"])) == nil, "\(cut.name)")
      let names = try FileManager.default.contentsOfDirectory(atPath: recorded.place + "/disk")
      let backups = names.filter { $0.hasSuffix(".sauvegarde") }
      #expect(backups.count >= min(cut.step + 1, 2), "\(cut.name): \(names)")
      let exported = FileManager.default.contents(atPath: recorded.place + fec)
      #expect(exported == whole || (exported == nil && cut.step < 2), "\(cut.name): another FEC")
      for name in backups {
        let whole = try await recorded.run(["backup", "verify", recorded.place + "/disk/" + name])
        #expect(whole.status == 0, "\(cut.name): \(whole.errors)")
      }
    }
  }

  @Test("or during a restoration leaves no company, and it is done again, or a whole one")
  func restoring() async throws {
    let source = try await NodeFolder.withBooks()
    let key = source.file("key")
    #expect(try await source.run("key", "add", key).status == 0)
    let backup = try await BackupCommandTests.create(source)
    let folder = try NodeFolder()
    try FileManager.default.createDirectory(atPath: folder.data, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: key, toPath: folder.file("key"))
    let restore = ["backup", "restore", backup]
    let recorded = try await Recording([restore], in: folder, root: folder.gatherUnderRoot())
    let cuts = recorded.cuts
    #expect(cuts.count > 40)
    for cut in cuts.chosen(Self.count) {
      try cut.image.write(to: recorded.place, inPlaceOf: recorded.root)
      if !FileManager.default.fileExists(atPath: recorded.place + "/data/companies/" + NodeFolder.siren) {
        #expect(cut.step < 0, "\(cut.name): it was acknowledged")
        let again = try await recorded.run(restore)
        #expect(again.status == 0, "\(cut.name): \(again.errors)")
      }
      #expect(Recording.complaint(try await recorded.run(["verify"])) == nil, "\(cut.name)")
      let balance = try await recorded.run(["report", "balance", "--year", "2026", "--format", "json"])
      #expect(try balance.status == 0 && BalanceRow.list(balance.output) == SmallFEC.balance, "\(cut.name)")
    }
  }
}
