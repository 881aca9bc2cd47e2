import Testing

/// The rules about the repository as a whole: folders, glossary, weight of the assets.
/// Each is a pure function of lists, so that a bad list can prove that it fails.
@Suite("The house is in order")
struct StructureTests {
  private let repository = Repository.current

  @Test("every feature has tests under its own name")
  func featuresHaveTests() {
    let sources = repository.files.filter { $0.isSwift && $0.isSource }.map(\.path)
    let tests = repository.files.map(\.path).filter { $0.hasPrefix("Tests/") }
    #expect(Structure.featuresWithoutTests(sources: sources, tests: tests) == [])
    let orphan = ["Sources/Model/Ledger/A.swift", "Sources/Model/Matching/A.swift"]
    #expect(Structure.featuresWithoutTests(sources: orphan, tests: ["Tests/ModelTests/Ledger/A.swift"]) == ["Matching"])
  }

  @Test("every public type of Model is in the glossary")
  func glossaryIsComplete() {
    let model = repository.files.filter { $0.target == "Model" }
    #expect(Structure.typesWithoutWord(model, glossary: repository.text("GLOSSARY.md")) == [])
    let sample = SourceFile(path: "Sources/Model/A.swift", text: "public struct Money {\n  public enum Side { }\n}")
    #expect(Structure.typesWithoutWord([sample], glossary: "| montant | `Money` |") == ["Side"])
  }

  @Test("the glossary names no type that is gone")
  func glossaryIsTrue() {
    let known = Set(repository.files.filter { $0.target == "Model" }.flatMap(Structure.publicTypes))
    let words = Structure.words(of: repository.text("GLOSSARY.md"))
    #expect(words.subtracting(known) == [])
    #expect(!words.isEmpty)
  }

  @Test("scripts and styles stay within their budget", arguments: [("js", 46, 18), ("css", 40, 40)])
  func assetsAreLight(kind: String, totalKilobytes: Int, fileKilobytes: Int) {
    let sizes = repository.sizes("Resources/", kind: kind)
    #expect(Structure.excess(sizes, total: totalKilobytes * 1_024, each: fileKilobytes * 1_024) == [])
    #expect(Structure.excess(["a": 3, "b": 9], total: 20, each: 8) == ["b: 9 bytes, 8 allowed"])
    #expect(Structure.excess(["a": 7, "b": 7], total: 10, each: 8) == ["all: 14 bytes, 10 allowed"])
  }

  @Test("every decision has a number of its own and the four parts")
  func decisionsAreComplete() {
    let decisions = repository.files.filter { $0.path.hasPrefix("docs/adr/") && $0.name.hasSuffix(".md") }
    #expect(Structure.faultyDecisions(decisions) == [])
    #expect(!decisions.isEmpty)
    let bad = SourceFile(path: "docs/adr/0002-a.md", text: "# A\n## Context\n## Choice\n")
    #expect(Structure.faultyDecisions([bad, bad]).count == 3)
  }

  @Test("the lexer tells code from strings and comments")
  func lexerSeparates() {
    let file = SourceFile(
      path: "a.swift",
      text: ##"""
        let a = "x \(f("y") + g()) z" // k
        let b = #"""
          1 \(no) "quote"
          """#
        let c = 1 /* d */ + 2
        """##)
    #expect(file.code[0].contains("f(") && file.code[0].contains("g()"))
    #expect(!file.code[0].contains("x") && !file.code[0].contains("y") && !file.code[0].contains("k"))
    #expect(file.code[4].contains("+ 2") && !file.code[4].contains("d"))
    #expect(file.literals.map(\.line) == [1, 1, 2])
    #expect(file.literals[2].text.contains("\"quote\""))
  }
}
