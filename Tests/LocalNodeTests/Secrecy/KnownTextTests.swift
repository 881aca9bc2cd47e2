import Foundation
import Testing

@Suite("Nothing that is known of the books can be read in their folder")
struct KnownTextTests {
  private static let words = [SmallFEC.label, SmallFEC.party, "Hôtel du Parc", "Ventes de pain"]

  @Test("no file holds a label or a third party: after an import, an export, a kill and a restart")
  func knownText() async throws {
    let folder = try await NodeFolder.withCompany()
    let fec = try folder.write(SmallFEC.year2026, to: SmallFEC.name)
    #expect(try Self.found(in: [fec]) == Set(Self.words), "the search finds words that are there")
    let server = try await Server(folder)
    try await Visitor(port: server.port).unlock()
    #expect(try await folder.run("fec", "import", fec).status == 0)
    try Self.expectSealed(folder)
    let out = folder.file("out")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    #expect(try await folder.run("fec", "export", "--year", "2026", "--out", out).status == 0)
    #expect(try Self.found(in: [out + "/" + SmallFEC.name]) == Set(Self.words))
    try Self.expectSealed(folder)
    server.program.kill()
    try Self.expectSealed(folder)
    let next = try await Server(folder)
    #expect(try await folder.balance() == SmallFEC.balance)
    #expect(try await folder.run("rebuild").status == 0)
    #expect(try await next.stop().status == 0)
    try Self.expectSealed(folder)
  }

  private static func expectSealed(_ folder: NodeFolder) throws {
    let files = folder.dataFiles()
    #expect(files.contains { $0.hasSuffix("books.db") })
    #expect(files.contains { $0.hasSuffix(".sealed") })
    #expect(try found(in: files) == [])
  }

  /// The words that stand in one of the files, in either of the charsets of a FEC.
  private static func found(in files: [String]) throws -> Set<String> {
    let contents = try files.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    return Set(
      words.filter { word in
        [Data(word.utf8), word.data(using: .isoLatin1) ?? Data()].contains { needle in
          contents.contains { $0.range(of: needle) != nil }
        }
      })
  }
}
