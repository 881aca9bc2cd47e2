import Foundation
import Testing

@Suite("Each command does what it says")
struct CommandTests {
  @Test("company create gives the recovery code once, and no file but the owner's")
  func create() async throws {
    let folder = try NodeFolder()
    let answer = try await folder.createCompany()
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output.contains(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3,}/))
    let files = folder.dataFiles()
    #expect(!files.isEmpty)
    for file in files {
      let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(file)")
    }
    #expect(try await folder.createCompany().status == 1, "the company is there already")
  }

  @Test("a year of one day is created, and told as short")
  func shortYear() async throws {
    let folder = try NodeFolder()
    let answer = try await folder.run(
      "company", "create", "--siren", NodeFolder.siren, "--name", "Au Pain de Lise", "--year-start", "2026-12-31",
      "--year-end", "2026-12-31", "--format", "json")
    #expect(answer.status == 0)
    #expect(answer.errors.contains("ne dure que 1\u{a0}jour"), "\(answer.errors)")
    let usual = try NodeFolder()
    #expect(try await usual.createCompany().errors.isEmpty)
  }

  @Test("fec import takes the file in; a second time it adds nothing and says so")
  func importTwice() async throws {
    let folder = try await NodeFolder.withBooks()
    #expect(try await folder.balance() == SmallFEC.balance)
    let before = try await folder.run("verify", "--format", "json").output
    let again = try await folder.run("fec", "import", folder.file(SmallFEC.name))
    #expect(again.status == 0)
    #expect((again.output + again.errors).contains("rien n’a été ajouté"))
    #expect(try await folder.run("verify", "--format", "json").output == before)
  }

  @Test("fec export writes the year under its legal name, every line as it came")
  func export() async throws {
    let folder = try await NodeFolder.withBooks()
    let out = folder.file("out")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    let answer = try await folder.run("fec", "export", "--year", "2026", "--out", out)
    #expect(answer.status == 0, "\(answer.errors)")
    let notice = "notice-" + SmallFEC.name.replacing("FEC", with: "-")
    #expect(try FileManager.default.contentsOfDirectory(atPath: out).sorted() == [SmallFEC.name, notice])
    let written = String(decoding: try Data(contentsOf: URL(fileURLWithPath: out + "/" + SmallFEC.name)), as: UTF8.self)
    #expect(Self.lines(written) == Self.lines(SmallFEC.year2026))
    // The same files again are no loss; others are kept, both of them, until somebody says so.
    let again = try await folder.run("fec", "export", "--year", "2026", "--out", out)
    #expect(again.status == 0 && again.output.contains("déjà là, identiques"), "\(again.errors)")
    for name in [SmallFEC.name, notice] {
      let path = URL(fileURLWithPath: out + "/" + name)
      let mine = try Data(contentsOf: path)
      try Data("gardé".utf8).write(to: path)
      let refused = try await folder.run("fec", "export", "--year", "2026", "--out", out)
      #expect(refused.status == 1 && refused.errors.contains("\(name) existe déjà"), "\(refused.errors)")
      #expect(refused.errors.contains("--force"))
      #expect(try Data(contentsOf: path) == Data("gardé".utf8))
      #expect(try FileManager.default.contentsOfDirectory(atPath: out).sorted() == [SmallFEC.name, notice])
      #expect(try await folder.run("fec", "export", "--year", "2026", "--out", out, "--force").status == 0)
      #expect(try Data(contentsOf: path) == mine)
    }
  }

  @Test("fec withdraw empties the year and wants a reason; the same file may then come back")
  func withdraw() async throws {
    let folder = try await NodeFolder.withBooks()
    #expect(try await folder.run("fec", "withdraw", "--year", "2026").status == 2)
    #expect(try await folder.run("fec", "withdraw", "--year", "2026", "--reason", " ").status == 1)
    #expect(try await folder.balance() == SmallFEC.balance)
    let answer = try await folder.run(
      "fec", "withdraw", "--year", "2026", "--reason", "mauvais fichier", "--format", "json")
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(
      answer.output == #"{"file":"\#(SmallFEC.name)","withdrawn":true,"year":"2026-01-01/2026-12-31"}"# + "\n")
    #expect(try await folder.balance() == [])
    #expect(try await folder.run("fec", "import", folder.file(SmallFEC.name)).status == 0)
    #expect(try await folder.balance() == SmallFEC.balance)
  }

  @Test("rebuild leaves the same balance, and verify finds the books sound before and after")
  func rebuild() async throws {
    let folder = try await NodeFolder.withBooks()
    let before = try await folder.run("verify", "--format", "json")
    #expect(before.status == 0)
    #expect(before.output.contains(#""sound":true"#) && before.output.contains(#""lines":10"#), "\(before.output)")
    #expect(try await folder.run("rebuild").output.contains("elles sont égales"))
    #expect(try await folder.run("rebuild", "--format", "json").output == #"{"rebuilt":true}"# + "\n")
    #expect(try await folder.run("rebuild", "--format", "csv").output == "reconstruit\r\n")
    #expect(try await folder.balance() == SmallFEC.balance)
    #expect(try await folder.run("verify", "--format", "json").output == before.output)
  }

  @Test("a damaged file of keys is told on the error channel, opens with the one before, and is then made good")
  func previousKeys() async throws {
    let folder = try await NodeFolder.withBooks()
    let (keys, previous) = (folder.company + "/keys.slots", folder.company + "/keys.slots.previous")
    let good = try Data(contentsOf: URL(fileURLWithPath: keys))
    try good.write(to: URL(fileURLWithPath: previous))
    try Data(good.dropLast()).write(to: URL(fileURLWithPath: keys))
    let wrong = try await folder.run("report", "balance", "--year", "2026", password: "wrong-password")
    #expect(wrong.status == 1 && wrong.errors.contains("celui d’avant"), "\(wrong.errors)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: keys)) != good, "nobody has opened yet")
    let right = try await folder.run("report", "balance", "--year", "2026", "--format", "json")
    #expect(right.status == 0 && right.errors.contains("celui d’avant"))
    #expect(try BalanceRow.list(right.output) == SmallFEC.balance)
    #expect(try Data(contentsOf: URL(fileURLWithPath: keys)) == good)
    #expect(try await folder.run("verify").errors.isEmpty)
  }

  private static func lines(_ text: String) -> [[String]] {
    text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: "\u{FEFF}"))
      }
    }
  }
}
