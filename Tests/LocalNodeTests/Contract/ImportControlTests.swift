import Foundation
import Testing

@Suite("A file is controlled before it enters the books")
struct ImportControlTests {
  @Test("--preview writes nothing")
  func preview() async throws {
    let folder = try await NodeFolder.withCompany()
    let file = try folder.write(SmallFEC.year2026, to: SmallFEC.name)
    let before = try await folder.run("verify", "--format", "json").output
    let answer = try await folder.run("fec", "import", file, "--preview")
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(answer.output.contains("12927,50"))
    #expect(try await folder.balance() == [])
    #expect(try await folder.run("verify", "--format", "json").output == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.company + "/originals") == [])
  }

  @Test("anomalies go to the error channel, and the JSON stays JSON")
  func anomalies() async throws {
    let folder = try await NodeFolder.withCompany()
    let file = try folder.write(SmallFEC.unbalancedEntries, to: SmallFEC.name)
    let words = ["fec", "import", file, "--format", "json"]
    let preview = try await folder.run(words + ["--preview"])
    #expect(preview.errors.contains(SmallFEC.name))
    let object = try JSONSerialization.jsonObject(with: Data(preview.output.utf8)) as? [[String: Any]]
    #expect(object?.first?["debit"] as? Int == 2001)
    let refused = try await folder.run(words)
    #expect(refused.status == 1)
    #expect(refused.output.isEmpty)
    #expect(refused.errors.contains("Rien n’a été importé"))
    #expect(try await folder.balance() == [])
  }

  @Test("entries that do not balance enter with a consent, and only with it")
  func consent() async throws {
    let folder = try await NodeFolder.withCompany()
    let file = try folder.write(SmallFEC.unbalancedEntries, to: SmallFEC.name)
    #expect(try await folder.run("fec", "import", file).status == 1)
    #expect(try await folder.run("fec", "import", file, "--accept-unbalanced").status == 0)
    #expect(
      try await folder.balance() == [
        BalanceRow("411000", "Clients", debit: 2001), BalanceRow("707000", "Ventes de pain", credit: 2001),
      ])
    #expect(try await folder.run("verify").status == 0)
  }

  @Test("of several files none enters when one is blocked, in whatever order they are named")
  func severalFiles() async throws {
    let folder = try await NodeFolder.withCompany()
    let good = try folder.write(SmallFEC.year2027, to: SmallFEC.nameOf2027)
    let blocked = try folder.write(SmallFEC.withoutACent, to: SmallFEC.name)
    let before = try await folder.run("verify", "--format", "json").output
    #expect(try await folder.run("fec", "import", good, blocked).status == 1)
    #expect(try await folder.run("fec", "import", blocked, good).status == 1)
    #expect(try await folder.run("verify", "--format", "json").output == before)
    // Without the blocked one, both years enter: nothing else stood in the way.
    try folder.write(SmallFEC.year2026, to: SmallFEC.name)
    #expect(try await folder.run("fec", "import", good, blocked).status == 0)
    #expect(try await folder.balance() == SmallFEC.balance)
    let next = try await folder.run("report", "balance", "--year", "2027", "--format", "json")
    #expect(
      try BalanceRow.list(next.output).filter { SmallFEC.accountsOf2027.contains($0.account) }.map(\.debit) == [
        8000, 0,
      ])
  }

  @Test("what is wrong is listed line by line beyond the first two hundred, and its kind told in French")
  func longList() async throws {
    let folder = try await NodeFolder.withCompany()
    let lines = (1...150).flatMap { number in
      [
        "VE|Ventes|\(number)|20260215|411000|Clients||||20260215|Un|10.00|0,00|||20260228||",
        "VE|Ventes|\(number)|20260215|707000|Ventes||||20260215|Un|0,00|10.00|||20260228||",
      ]
    }
    let file = try folder.write(SmallFEC.text(lines), to: SmallFEC.name)
    let answer = try await folder.run("fec", "import", file, "--preview")
    #expect(answer.errors.contains("ligne 2 : ") && answer.errors.contains("ligne 301 : "), "the last line too")
    #expect(answer.errors.split(separator: "\n").count { $0.contains("le point y tient lieu de virgule") } == 300)
    #expect(!answer.errors.contains("fec."), "no internal code")
  }

  @Test("two files of one year are refused together, not one after the other")
  func sameYear() async throws {
    let folder = try await NodeFolder.withCompany()
    let first = try folder.write(SmallFEC.year2026, to: SmallFEC.name)
    let other = SmallFEC.text(SmallFEC.lines.prefix(5).map(\.self))
    try FileManager.default.createDirectory(atPath: folder.file("other"), withIntermediateDirectories: true)
    let second = try folder.write(other, to: "other/" + SmallFEC.name)
    #expect(try await folder.run("fec", "import", first, second).status == 1)
    #expect(try await folder.balance() == [])
  }
}
