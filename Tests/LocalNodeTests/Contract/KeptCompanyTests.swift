import Foundation
import Testing

/// A company made by the program and kept: `Tests/Fixtures/Company`. It holds ``SmallFEC/year2026``, and must open for
/// ever. What opens it lies beside it.
@Suite("A company of the first format")
struct KeptCompanyTests {
  private static let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/Company").path

  private func kept() throws -> NodeFolder {
    let folder = try NodeFolder()
    try FileManager.default.createDirectory(atPath: folder.data + "/companies", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.fixture + "/format-0", toPath: folder.company)
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
    #expect(verified.status == 0 && verified.output.contains("bbc37b721305d0b7"), "\(verified.errors)")
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
}
