import Foundation
import Testing

/// A company made by the program and kept: `Tests/Fixtures/Company`. It holds ``SmallFEC/year2026``, and must open for
/// ever; so must its backup. What opens them lies beside them.
@Suite("A company of the sealed format, version 1")
struct KeptCompanyTests {
  private static let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/Company").path

  private func kept() throws -> NodeFolder {
    let folder = try NodeFolder()
    try FileManager.default.createDirectory(atPath: folder.data + "/companies", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.fixture + "/format-1", toPath: folder.company)
    return folder
  }

  @Test("opens by its password and by its key file, is verified, and gives its balance")
  func opens() async throws {
    let folder = try kept()
    try FileManager.default.copyItem(atPath: Self.fixture + "/fmpro.key", toPath: folder.file("key"))
    // Whoever cloned the sources may have given it other rights.
    chmod(folder.file("key"), 0o600)
    let password = try Data(contentsOf: URL(fileURLWithPath: Self.fixture + "/password"))
    try password.write(to: URL(fileURLWithPath: folder.file("password")))
    #expect(try await folder.balance() == SmallFEC.balance)
    let verified = try await folder.run(["verify", "--key-file", folder.file("key")], password: nil)
    #expect(verified.status == 0 && verified.output.contains("4feb5cf1570daf2d"), "\(verified.errors)")
    let export = try await folder.run("fec", "export", "--year", "2026", "--out", folder.file("out"))
    #expect(export.status == 0, "\(export.errors)")
  }

  @Test("opens by its recovery code, which gives a new password")
  func recovers() async throws {
    let folder = try kept()
    let code = try String(contentsOfFile: Self.fixture + "/recovery-code", encoding: .utf8).dropLast()
    let server = try await Server(folder)
    try await Visitor(port: server.port).recover(code: String(code), newPassword: "quatre autres mots")
    _ = try await server.stop()
    try folder.write("quatre autres mots\n", to: "password")
    #expect(try await folder.balance() == SmallFEC.balance)
  }

  @Test("comes back whole from its kept backup, by its recovery code")
  func restores() async throws {
    let folder = try NodeFolder()
    let words = try folder.write("quatre autres mots\n", to: "password")
    let restored = try await folder.run(
      [
        "backup", "restore", Self.fixture + "/format-1.sauvegarde", "--recovery-file",
        Self.fixture + "/recovery-code", "--new-password-file", words,
      ], password: nil)
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(try await folder.balance() == SmallFEC.balance)
    let verified = try await folder.run("verify")
    #expect(verified.status == 0 && verified.output.contains("Tout est en ordre."), "\(verified.errors)")
  }
}
