import Foundation
import Testing

@Suite("Backups from the command line")
struct BackupCommandTests {
  /// The code that a creation prints.
  static func recoveryCode(_ answer: Program.Answer) throws -> String {
    String(try #require(answer.output.firstMatch(of: /[0-9A-Z]{4}(-[0-9A-Z]{4}){6}/)).0)
  }

  /// The file that a backup made, in a folder of its own.
  static func create(_ folder: NodeFolder, in name: String = "disque") async throws -> String {
    let out = folder.file(name)
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    let answer = try await folder.run("backup", "create", "--out", out, "--format", "json")
    guard answer.status == 0 else { throw Program.Failure(description: answer.errors) }
    let names = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
    return out + "/" + (try #require(names.last))
  }

  @Test("restored on another machine by the printed code alone: verified, same balance, same FEC byte for byte")
  func otherMachine() async throws {
    let folder = try NodeFolder()
    let code = try Self.recoveryCode(try await folder.createCompany())
    #expect(try await folder.run("fec", "import", folder.write(SmallFEC.year2026, to: SmallFEC.name)).status == 0)
    let before = try await Self.export(folder)
    let file = try await Self.create(folder)
    // All that goes to the other machine: the file and the code.
    let other = try NodeFolder()
    let carried = other.file("sauvegarde")
    try FileManager.default.copyItem(atPath: file, toPath: carried)
    let words = try other.write(code + "\n", to: "code")
    let checked = try await other.run(["backup", "verify", carried, "--recovery-file", words], password: nil)
    #expect(checked.status == 0 && checked.output.contains("Tout est en ordre."), "\(checked.errors)")
    let password = try other.write("un mot de passe tout neuf\n", to: "new")
    let restored = try await other.run(
      ["backup", "restore", carried, "--recovery-file", words, "--new-password-file", password], password: nil)
    #expect(restored.status == 0, "\(restored.errors)")
    #expect(restored.errors.contains("accept-restored"))
    let sound = try await other.run("verify", password: "new")
    #expect(sound.status == 0 && sound.output.contains("Tout est en ordre."), "\(sound.errors)")
    #expect(sound.errors.contains("restaurés de la sauvegarde du"), "it is told: \(sound.errors)")
    #expect(try await other.run("verify").status == 1, "the old password was replaced")
    #expect(try await Self.export(other, password: "new") == before)
    #expect(try await other.run("company", "accept-restored", password: "new").status == 0)
    let settled = try await other.run("verify", password: "new")
    #expect(settled.status == 0 && !settled.errors.contains("restaurés"))
    let list = try await other.run("key", "list", "--format", "json", password: "new")
    #expect(list.output.contains("recoveryKit") && list.output.contains("password"))
  }

  private static func export(_ folder: NodeFolder, password: String = "password") async throws -> Data {
    let out = folder.file("out")
    let answer = try await folder.run("fec", "export", "--year", "2026", "--out", out, password: password)
    guard answer.status == 0 else { throw Program.Failure(description: answer.errors) }
    return try #require(FileManager.default.contents(atPath: out + "/" + SmallFEC.name))
  }

  @Test("made by the node that serves, while it serves; nothing of the books can be read in it")
  func serving() async throws {
    let folder = try await NodeFolder.withBooks()
    let server = try await Server(folder)
    try await Visitor(port: server.port).unlock()
    // Not behind the gate: the node would make its own backup of books that are open and quiet meanwhile.
    let answer = try await folder.start(["backup", "create"]).answer()
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output.contains("relue entièrement") && answer.errors.contains("autre disque"))
    let backups = folder.data + "/backups"
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: backups).first)
    #expect(name.hasPrefix("732829320-") && name.hasSuffix(".sauvegarde"))
    let bytes = try #require(FileManager.default.contents(atPath: backups + "/" + name))
    for word in [SmallFEC.label, SmallFEC.party, "Au Pain de Lise", "Farine", "707000", NodeFolder.password] {
      #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word)")
    }
    var facts = stat()
    #expect(stat(backups + "/" + name, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
    let verified = try await folder.run("backup", "verify", backups + "/" + name)
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(try await server.stop().status == 0)
  }

  @Test("each bad file and each bad key is refused in words that name the place and the remedy; nothing is made")
  func refusals() async throws {
    let folder = try await NodeFolder.withBooks()
    let file = try await Self.create(folder)
    let whole = Array(try #require(FileManager.default.contents(atPath: file)))
    let other = try NodeFolder()
    func refused(
      _ bytes: [UInt8], _ said: String, _ words: [String] = [], password: String? = "password"
    ) async throws {
      let path = other.file("essai.sauvegarde")
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      for command in ["verify", "restore"] {
        let answer = try await other.run(["backup", command, path] + words, password: password)
        #expect(answer.status == 1 && answer.errors.contains(said), "\(command): \(answer.output)\(answer.errors)")
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: other.data + "/companies") == [])
    }
    try await refused(Array("un texte".utf8), "n’est pas une sauvegarde")
    try await refused(Array(whole.prefix(whole.count / 2)), "coupé : il s’arrête à l’octet")
    try await refused(whole + [1, 2, 3], "allongé : 3 octets suivent sa fin")
    var bytes = whole
    bytes[whole.count / 2] ^= 8
    try await refused(bytes, "altéré : les livres, entre les octets")
    bytes = whole
    bytes[whole.count - 40] ^= 8
    try await refused(bytes, "altéré : la table des parties")
    bytes = whole
    bytes[40] ^= 8
    try await refused(bytes, "altéré : l’en-tête")
    bytes = whole
    bytes[7] = 9
    try await refused(bytes, "version plus récente du programme (format 9)")
    try await refused(whole, "mot de passe n’ouvre pas cette sauvegarde", password: "wrong-password")
    try await refused(whole, "celle d’une autre société", ["--company", "552100554"])
    let code = try other.write("0000-0000-0000-0000-0000-0000-0000\n", to: "code")
    try await refused(whole, "code de secours n’ouvre pas", ["--recovery-file", code], password: nil)
    let absent = try await other.run("backup", "restore", other.file("absent"))
    #expect(absent.status == 1 && absent.errors.contains("n’existe pas"))
    // The company that is there is left alone.
    let kept = folder.dataFiles().sorted()
    let there = try await folder.run("backup", "restore", file)
    #expect(there.status == 1 && there.errors.contains("déjà là") && there.errors.contains("Déplacez d’abord"))
    #expect(folder.dataFiles().sorted() == kept)
    let nowhere = try await folder.run("backup", "create", "--out", folder.file("nulle-part"))
    #expect(nowhere.status == 1 && nowhere.errors.contains("Rien ne peut être écrit dans le dossier"))
  }

  @Test("without a key, what can be checked is checked, and it is said what cannot")
  func noKey() async throws {
    let folder = try await NodeFolder.withBooks()
    let file = try await Self.create(folder)
    let answer = try await folder.run(["backup", "verify", file, "--no-key"], password: nil)
    #expect(answer.status == 0 && answer.output.contains("empreintes justes"), "\(answer.errors)")
    #expect(answer.errors.contains("Sans clé"))
    var bytes = try #require(FileManager.default.contents(atPath: file))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: file))
    let changed = try await folder.run(["backup", "verify", file, "--no-key"], password: nil)
    #expect(changed.status == 1 && changed.errors.contains("altéré"))
  }

  @Test("a disk without room is told before anything is written; a full one leaves nothing that passes for a backup")
  func fullDisk() async throws {
    let folder = try await NodeFolder.withBooks()
    guard let disk = try await SmallDisk(folder, kilobytes: 300) else {
      print("no full disk here: mounting one takes root and the right to mount")
      return
    }
    let answer = try await folder.run("backup", "create", "--out", disk.path)
    #expect(answer.status == 1 && answer.errors.contains("libres sur le disque"), "\(answer.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == [])
    #expect(try await folder.run("verify").status == 0)
    withExtendedLifetime(disk) {}
  }
}
