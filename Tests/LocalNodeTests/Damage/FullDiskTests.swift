import Foundation
import Testing

@Suite("A disk without room")
struct FullDiskTests {
  /// Kilobytes left beside the books: too few for the file itself, then enough for it but not for its entries.
  @Test(
    "an import fails in words, the books still open, and the same file enters once there is room",
    arguments: [
      200, 1_250,
    ])
  func fullDisk(room: Int) async throws {
    let folder = try NodeFolder()
    guard let disk = try await SmallDisk(folder, kilobytes: room + 400) else {
      print("no full disk here: mounting one takes root and the right to mount")
      return
    }
    let data = disk.path + "/data"
    try await folder.placeCompany(in: data)
    let generated = GeneratedFEC(entries: 15_000)
    let fec = try folder.write(generated.text, to: SmallFEC.name)

    let full = try await folder.run("fec", "import", fec, data: data)
    #expect(full.status == 3)
    #expect(full.errors.contains("plein"), "\(full.errors)")
    let still = try await folder.run("fec", "import", fec, data: data)
    #expect(still.status == 3, "nothing has changed: \(still.errors)")
    let between = try await folder.run("report", "balance", "--year", "2026", "--format", "json", data: data)
    #expect(between.output == "[]\n", "\(between.errors)")
    let sound = try await folder.run("verify", data: data)
    #expect(sound.status == 0, "\(sound.errors)")

    try await disk.resize(kilobytes: 60_000)
    let again = try await folder.run("fec", "import", fec, data: data)
    #expect(again.status == 0, "\(again.errors)")
    let after = try await folder.run("report", "balance", "--year", "2026", "--format", "json", data: data)
    let isWhole = try BalanceRow.list(after.output) == generated.balance
    #expect(isWhole, "\(again.errors)")
    withExtendedLifetime(disk) {}
  }
}
