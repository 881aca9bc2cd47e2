import Foundation
import Testing

@Suite("A command ends with the number that its contract gives")
struct ExitStatusTests {
  @Test("1 for what the books refuse, with a sentence")
  func refused() async throws {
    let folder = try await NodeFolder.withCompany()
    let wrong = try await folder.run("report", "balance", "--year", "2026", password: "wrong-password")
    #expect(wrong.status == 1)
    #expect(wrong.errors.contains("mot de passe") && wrong.output.isEmpty)
    let year = try await folder.run("report", "balance", "--year", "1999")
    #expect(year.status == 1)
    #expect(year.errors.contains("1999") && year.errors.contains("--year"))
    for answer in [wrong, year] {
      #expect(!answer.errors.contains("barre du haut") && !answer.errors.contains("liste"))
    }
    let company = try await folder.run("verify", "--company", "404833048")
    #expect(company.status == 1)
    let file = try await folder.run("fec", "import", folder.file("nowhere.txt"))
    #expect(file.status == 1)
    #expect(file.errors.contains("nowhere.txt"))
    let blocked = try await folder.run("fec", "import", folder.write(SmallFEC.withoutACent, to: SmallFEC.name))
    #expect(blocked.status == 1)
    #expect(blocked.errors.contains("Rien n’a été importé"))
    #expect(try await folder.balance() == [])
  }

  @Test("1 when the folder holds no company")
  func noCompany() async throws {
    let folder = try NodeFolder()
    #expect(try await folder.run("verify").status == 1)
  }

  @Test(
    "2 for a command that cannot be understood",
    arguments: [
      ["report", "balance", "--year", "2026", "--at", "2026-02-30"], ["report", "balance", "--year", "soon"],
      ["report", "balance", "--year", "2026", "--nothing"], ["report", "balance"], ["nothing"],
      ["report", "balance", "--year", "2026", "--format", "xml"], ["fec", "import"], ["serve", "--port", "70000"],
      ["verify", "--company", "732829321"],
      [
        "company", "create", "--siren", "404833048", "--name", "L", "--year-start", "2026-01-01", "--year-end",
        "31/12/2026",
      ],
    ])
  func usage(words: [String]) async throws {
    let folder = try await NodeFolder.withCompany()
    let answer = try await folder.run(words, password: words.first == "serve" ? nil : "password")
    #expect(answer.status == 2)
    #expect(!answer.errors.isEmpty && answer.output.isEmpty)
    #expect(Self.english(in: answer.errors) == [], "\(answer.errors)")
  }

  @Test(
    "help is in French, on the output, with 0",
    arguments: [["--help"], ["help"], ["fec", "import", "--help"], ["fec"]])
  func help(words: [String]) async throws {
    let folder = try NodeFolder()
    let program = try Program(NodeFolder.program, words, said: folder.file("help"))
    let answer = try await program.answer()
    #expect(answer.status == 0 && answer.errors.isEmpty)
    #expect(answer.output.contains("USAGE :") && answer.output.contains("Affiche cette aide."))
    #expect(Self.english(in: answer.output) == [], "\(answer.output)")
  }

  /// Words of the parser's own sentences.
  private static func english(in text: String) -> [String] {
    [
      "Error", "Missing", "Unknown", "Unexpected", "invalid", "provide", "See ", "information", "OVERVIEW",
      "SUBCOMMAND",
      "subcommand", "default", "Show", "Help:", "USAGE:", "Usage:", "OPTIONS:",
    ].filter(text.contains)
  }

  @Test("2 without a password, or with a password file that is not there")
  func noPassword() async throws {
    let folder = try await NodeFolder.withCompany()
    let silent = try await folder.run("verify", password: nil)
    #expect(silent.status == 2)
    #expect(silent.errors.contains("--password-file"))
    #expect(try await folder.run("verify", password: "nowhere").status == 2)
  }

  @Test("3 with a French sentence when the data folder cannot be written")
  func unwritable() async throws {
    let folder = try NodeFolder()
    let answer = try await folder.run("verify", data: try folder.write("", to: "a-file"))
    #expect(answer.status == 3)
    #expect(answer.output.isEmpty)
    let first = answer.errors.split(separator: "\n").first ?? ""
    #expect(!first.contains("cannot") && !first.contains("NSCocoaErrorDomain"), "\(first)")
  }
}
