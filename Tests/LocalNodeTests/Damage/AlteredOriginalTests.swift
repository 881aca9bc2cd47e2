import Foundation
import Testing

@Suite("An accepted import that can no longer end")
struct AlteredOriginalTests {
  @Test("is told by every command, and never taken for an empty year")
  func alteredOriginal() async throws {
    let folder = try await NodeFolder.withCompany()
    let fec = try folder.write(GeneratedFEC.large.text, to: SmallFEC.name)
    try await folder.importKilled(fec, at: NodeFolder.firstTransaction)
    let originals = folder.company + "/originals"
    let kept = try FileManager.default.contentsOfDirectory(atPath: originals)
    let name = try #require(kept.first { $0.hasSuffix(".sealed") })
    let original = URL(fileURLWithPath: originals + "/" + name)
    var bytes = try Data(contentsOf: original)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: original)

    let again = try await folder.run("fec", "import", fec)
    #expect(again.status != 0, "\(again.errors)")
    let balance = try await folder.run("report", "balance", "--year", "2026", "--format", "json")
    #expect(balance.errors.contains("import"), "an accepted import is missing, and nobody says so")
    #expect(try await folder.run("verify").status != 0)
    let out = folder.file("out")
    let export = try await folder.run("fec", "export", "--year", "2026", "--out", out)
    #expect(export.status != 0, "a legal file without the entries of its year: \(export.output)")
  }
}
