import Foundation
import Model
import Storage
import Testing

@testable import StoreDriver

@Suite("Nothing in clear on disk")
struct KnownTextTests {
  private static let text = "Menuiserie-Lannuzel-temoin"

  private func filesHolding(_ text: String, in folder: TemporaryFolder) -> [String] {
    folder.allFiles().filter { path in
      FileManager.default.contents(atPath: path)?.range(of: Data(text.utf8)) != nil
    }
  }

  @Test("a known text is in no file of a company's folder, open or closed, original included")
  func sealed() async throws {
    let folder = try TemporaryFolder()
    let vault = try await DriverBooks.create(folder.file("company"))
    let events: [BookEvent] = (0..<200).map {
      .journalCreated(JournalCreated(code: "\(Self.text) \($0)", label: "\(Self.text) libellé"))
    }
    var stored = try GeneratedLog(seed: 1, entries: 1).stored(0)
    stored.body = Array(String(repeating: Self.text, count: 500).utf8)
    let record = stored
    try await vault.store.write { transaction in
      let origin = try ChangeSetLog(transaction).append(record)
      try Projector(transaction).project(events, origin: origin)
    }
    let original = try vault.originals.writer(of: Identifier<Import>(high: 1, low: 1))
    try original.write(Array(String(repeating: Self.text, count: 9_000).utf8))
    try original.finish()
    #expect(folder.allFiles().count >= 5)
    #expect(filesHolding(Self.text, in: folder) == [])
    try await vault.close()
    #expect(filesHolding(Self.text, in: folder) == [])
    #expect(filesHolding(DriverBooks.password, in: folder) == [])
  }

  @Test("the same search finds the text when nothing is sealed")
  func control() async throws {
    let folder = try TemporaryFolder()
    let driver = try DriverProcess("plain", folder.path, Self.text)
    #expect(driver.wait() == 0)
    #expect(filesHolding(Self.text, in: folder) != [])
  }
}
