import Foundation
import Testing

/// A folder of credentials as systemd makes it for a service.
@Suite("The key that systemd gives to the service")
struct ServiceKeyTests {
  /// A company that a key file opens, and the folder of credentials with that key in it.
  private struct Given {
    let folder: NodeFolder
    let credentials: String
    var key: String { credentials + "/fmpro.key" }
    var environment: [String: String] {
      ["CREDENTIALS_DIRECTORY": credentials, "XDG_STATE_HOME": folder.file("state")]
    }

    init() async throws {
      folder = try await NodeFolder.withBooks()
      credentials = folder.file("credentials")
      let made = try await folder.run(
        ["key", "add", folder.file("made")], environment: ["XDG_STATE_HOME": folder.file("state")])
      guard made.status == 0 else { throw Program.Failure(description: made.errors) }
      try FileManager.default.createDirectory(
        atPath: credentials, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try FileManager.default.copyItem(atPath: folder.file("made"), toPath: credentials + "/fmpro.key")
      chmod(key, 0o400)
      chmod(credentials, 0o500)
    }

    func balance(_ words: String..., password: String? = nil) async throws -> Program.Answer {
      try await folder.run(
        ["report", "balance", "--year", "2026", "--format", "json"] + words, password: password,
        environment: environment)
    }
  }

  @Test("opens for commands that were given neither a password nor a key file")
  func commands() async throws {
    let given = try await Given()
    let answer = try await given.balance()
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(try BalanceRow.list(answer.output) == SmallFEC.balance)
    // What is given on the command line is what was asked for.
    #expect(try await given.balance(password: "wrong-password").status == 1)
    let other = try await given.balance("--key-file", given.folder.file("nowhere"))
    #expect(other.status == 1 && other.errors.contains("nowhere"), "\(other.errors)")
  }

  @Test("opens a backup too, where root lent it by an access list")
  func backups() async throws {
    let given = try await Given()
    let file = given.folder.file("sauvegarde")
    let made = try await given.folder.run(
      ["backup", "create", "--format", "json"], password: nil, environment: given.environment)
    #expect(made.status == 0, "\(made.errors)")
    let folder = given.folder.data + "/backups"
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    try FileManager.default.copyItem(atPath: folder + "/" + name, toPath: file)
    let checked = try await given.folder.run(
      ["backup", "verify", file], password: nil, environment: given.environment)
    #expect(checked.status == 0, "\(checked.errors)")
    // As systemd leaves it to a service that runs as somebody else.
    chown(given.key, 0, getgid())
    chmod(given.key, 0o440)
    let lent = try await given.folder.run(["backup", "verify", file], password: nil, environment: given.environment)
    #expect(lent.status == (geteuid() == 0 ? 0 : 1), "\(lent.errors)")
  }

  @Test("opens the company as soon as the node serves, and still asks each visitor for a password")
  func serving() async throws {
    let given = try await Given()
    let server = try await Server(given.folder, environment: given.environment)
    for _ in 0..<250 where !server.program.output.contains("ouverte par la clé") {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(server.program.output.contains("ouverte par la clé"), "\(server.program.errors)")
    #expect(given.folder.lastHolder == server.program.processID && !given.folder.isCompanyFree)
    let visitor = Visitor(port: server.port)
    #expect(try await visitor.lands(at: "/accueil").hasPrefix("/ouvrir"))
    #expect(try BalanceRow.list(try await given.balance().output) == SmallFEC.balance)
    #expect(!given.folder.isCompanyFree, "a command that ends does not close what the service opened")
    #expect(try await server.stop().status == 0)
  }

  @Test("is refused with words when others may read or replace it, or when it is not the key", arguments: 0..<5)
  func refused(_ choice: Int) async throws {
    let given = try await Given()
    chmod(given.credentials, 0o700)
    switch choice {
    case 0: chmod(given.key, 0o404)
    case 1: chmod(given.credentials, 0o777)
    case 2: chmod(given.key, 0o460)
    case 3:
      unlink(given.key)
      symlink(given.folder.file("made"), given.key)
    default:
      chmod(given.key, 0o600)
      try Data(repeating: 7, count: 32).write(to: URL(fileURLWithPath: given.key))
    }
    let answer = try await given.balance()
    #expect(answer.status == 1 && answer.output.isEmpty, "\(choice): \(answer.errors)")
    #expect(answer.errors.contains(choice == 4 ? "n’ouvre pas cette société" : "systemd"), "\(answer.errors)")
    let server = try await Server(given.folder, environment: given.environment)
    for _ in 0..<250 where !server.program.errors.contains("n’a pas ouvert") {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(server.program.errors.contains("La clé remise par systemd n’a pas ouvert"))
    // The pages wait for a password.
    try await Visitor(port: server.port).unlock()
    #expect(try await server.stop().status == 0)
  }

  @Test("of root, read through an access list that shows as rights of the group, is taken")
  func accessList() async throws {
    guard getuid() == 0 else { return }
    let given = try await Given()
    chmod(given.key, 0o440)
    chmod(given.credentials, 0o550)
    let answer = try await given.balance()
    #expect(answer.status == 0, "\(answer.errors)")
  }
}
