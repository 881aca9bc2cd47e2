import Testing

/// Style as a test: each rule is checked on the whole repository, then on a bad snippet that it must refuse
/// and a good one that it must accept, so that no rule passes because it looks at nothing.
@Suite("The house is tidy")
struct TidyTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let rule: Rule
    let path: String
    let bad: String
    let good: String?

    var testDescription: String { rule.name }
  }

  static let samples = [
    Sample(
      rule: Arrows.rule, path: "Sources/Model/Ledger/A.swift", bad: "import GRDB",
      good: "// import GRDB\nlet a = \"import GRDB\""),
    Sample(
      rule: Arrows.rule, path: "Sources/Formats/FEC/A.swift", bad: "@preconcurrency public import struct Storage.Row",
      good: "import Model"),
    Sample(rule: Arrows.rule, path: "Sources/Cellar/A.swift", bad: "let a = 1", good: nil),
    Sample(
      rule: Rules.noFloatingPoint, path: "Sources/Formats/FEC/A.swift", bad: "let amount: Double = 1",
      good: "let amount: Int64 = 1 // not a Double"),
    Sample(
      rule: Rules.sqlInStorageOnly, path: "Sources/Web/A.swift",
      bad: "let q = \"\"\"\n  SELECT id\n  FROM entry\n  \"\"\"", good: "let q = \"Please select a year from the list\""
    ),
    Sample(
      rule: Rules.clockAndRandomnessByPort, path: "Sources/Application/A.swift", bad: "let now = Date()",
      good: "let now = environment.now()"),
    Sample(
      rule: Rules.clockAndRandomnessByPort, path: "Sources/Sync/A.swift",
      bad: "try SigningKey { crypto_sign_keypair($0, $1) }",
      good: "try SigningKey { crypto_sign_seed_keypair($0, $1, s) }"),
    Sample(
      rule: Rules.clockAndRandomnessByPort, path: "Sources/Storage/Files/A.swift",
      bad: "crypto_box_seal(&a, b, 32, key)",
      good: "crypto_box_seal_open(a, b, 80, key, secret)"),
    Sample(
      rule: Rules.noTrapdoors, path: "Sources/Sync/A.swift", bad: "let a = try! decode()",
      good: "let a = try decode()"),
    Sample(
      rule: Rules.noPrint, path: "Sources/Web/A.swift", bad: "  print(total)",
      good: "  fingerprint(total); x.print(total)"),
    Sample(
      rule: Rules.noSilentWrite, path: "Sources/Storage/A.swift", bad: "try? store.append(entry)",
      good: "let text = try? read(file)"),
    Sample(
      rule: Rules.noSilentWrite, path: "Sources/Storage/A.swift", bad: "} catch { }", good: "} catch { throw error }"),
    Sample(
      rule: Rules.noFrenchInModel, path: "Sources/Model/A.swift", bad: "let a = \"L’écriture est refusée\"",
      good: "let a = \"entry.unbalanced\" // une écriture"),
    Sample(rule: Rules.noLeftovers, path: "tools/a", bad: "# TO" + "DO later", good: "# AUTODOC"),
    Sample(
      rule: Rules.plainWords, path: "docs/a.md", bad: "See /ho" + "me/lise/a", good: "See docs/adr and /comptes/411"),
    Sample(
      rule: Rules.noInlineScript, path: "Resources/templates/a.mustache", bad: "<p style=\"color:red\">",
      good: "<script type=\"module\" src=\"/a.js\"></script>"),
    Sample(
      rule: Sizes.longLines, path: "Resources/js/a.js", bad: String(repeating: "é", count: 121),
      good: String(repeating: "é", count: 120)),
    Sample(
      rule: Sizes.longFiles, path: "Sources/Web/A.swift", bad: String(repeating: "\n", count: 501),
      good: String(repeating: "\n", count: 500)),
    Sample(
      rule: Sizes.longFunctions, path: "Sources/Web/A.swift", bad: function(ofLines: 71), good: function(ofLines: 70)),
    Sample(
      rule: Sizes.emptyNames, path: "Sources/Web/A.swift", bad: "struct DateHelper {",
      good: "let a = FileManager.default"),
    Sample(rule: Sizes.emptyNames, path: "Sources/Web/Utils/A.swift", bad: "", good: nil),
  ]

  static let rules: [Rule] = {
    var seen: Set<String> = []
    return samples.map(\.rule).filter { seen.insert($0.name).inserted }
  }()

  @Test("every rule holds in the repository", arguments: rules.map(\.name))
  func ruleHolds(name: String) throws {
    let rule = try #require(Self.rules.first { $0.name == name })
    let findings = Repository.current.findings(of: rule)
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  @Test("every rule refuses a bad snippet and accepts a good one", arguments: samples)
  func ruleCanFail(sample: Sample) {
    #expect(sample.rule.findings(in: sample.bad, at: sample.path).count == 1)
    if let good = sample.good {
      #expect(sample.rule.findings(in: good, at: sample.path).isEmpty)
    }
  }

  @Test("the repository is really being read")
  func repositoryIsRead() {
    let paths = Repository.current.files.map(\.path)
    #expect(paths.contains("Package.swift"))
    #expect(paths.contains { $0.hasPrefix("Sources/Model/") })
  }

  @Test("an exception that nothing needs is removed from the table")
  func exceptionsAreNeeded() {
    for exception in Exceptions.all {
      let rule = Self.rules.first { $0.name == exception.rule }
      let files = Repository.current.files.filter { Exceptions.allow(exception.rule, $0.path) }
      let hits = files.flatMap { rule?.check($0) ?? [] }.filter { $0.path.hasPrefix(exception.path) }
      #expect(!hits.isEmpty, "\(exception.rule) for \(exception.path)")
    }
  }

  private static func function(ofLines count: Int) -> String {
    "func a(b: Int = { 1 }()) {\n" + String(repeating: "  b\n", count: count - 2) + "}"
  }
}
