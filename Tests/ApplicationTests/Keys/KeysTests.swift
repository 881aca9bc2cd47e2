import Foundation
import Model
import Testing

@testable import Application

@Suite("The keys of a company")
struct KeysTests {
  @Test("a key file opens in the name of who made it; once removed it opens nothing, and the passwords still do")
  func keyFile() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let file = bench.folder + "/service.key"
    try await books.addKeyFile(at: file)
    await #expect(throws: KeysRefusal.keyFileExists(path: file)) { try await books.addKeyFile(at: file) }
    #expect(try await books.keys().map(\.kind) == [.password, .recoveryKit, .keyFile])
    #expect(try await books.keys().map(\.person) == ["Lise Garnier", "", "Lise Garnier"])
    await home.close(Workbench.siren)
    let loan = try await home.borrow(Workbench.siren, .keyFile(path: file))
    #expect(loan.books.personName == "Lise Garnier" && !loan.wasOpen)
    try await loan.books.removeKeyFile { _ in }
    #expect(try await loan.books.keys().map(\.kind) == [.password, .recoveryKit])
    await #expect(throws: KeysRefusal.noKeyFile) { try await loan.books.removeKeyFile { _ in } }
    await home.giveBack(Workbench.siren)
    await #expect(throws: KeysRefusal.wrongKeyFile(path: file)) {
      _ = try await home.borrow(Workbench.siren, .keyFile(path: file))
    }
    await #expect(throws: KeysRefusal.keyFileMissing(path: file + "x")) {
      _ = try await home.borrow(Workbench.siren, .keyFile(path: file + "x"))
    }
    let again = try await home.open(Workbench.siren, password: Workbench.password)
    #expect(try await again.verify { _ in }.isSound)
    await home.closeAll()
  }

  @Test("the key changes while the books are open: they go on, say the same, and write under the new key")
  func rotation() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    try await books.take(books.control(SampleFEC.year2026))
    let before = try await books.trialBalance(yearEnd: Workbench.year.end, at: nil)
    let fingerprints = try await books.keys().map(\.fingerprint)
    let told = ToldProgress()
    try await books.rotateKeys { told.add($0) }
    #expect(told.steps == told.steps.sorted() && told.steps.last == 1_000)
    #expect(try await books.trialBalance(yearEnd: Workbench.year.end, at: nil) == before)
    #expect(try await books.keys().map(\.fingerprint) == fingerprints)
    #expect(try await books.verify { _ in }.isSound)
    // What is written afterwards needs the new key too.
    let status = try await books.imports()[0]
    try await books.withdrawImport(status.id, reason: "essai")
    await home.close(Workbench.siren)
    let again = try await home.open(Workbench.siren, password: Workbench.password)
    #expect(try await again.verify { _ in }.isSound)
    #expect(try await again.trialBalance(yearEnd: Workbench.year.end, at: nil).rows.isEmpty)
    await home.closeAll()
  }

  @Test("books that could not be opened again after a change of keys open for whoever comes next, once they can")
  func lost() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    let current = bench.folder + "/companies/\(Workbench.siren.digits)/CURRENT"
    await #expect(throws: Fault.self) {
      try await books.rotateKeys { permille in
        // The new key is in force, and the folder is taken away under the feet of who opens it.
        if permille == 999 { #expect(rename(current, current + "-away") == 0) }
      }
    }
    await #expect(throws: CompanyRefusal.notOpen) { _ = try await books.years() }
    #expect(rename(current + "-away", current) == 0)
    let again = try await home.open(Workbench.siren, password: Workbench.password)
    #expect(try await again.verify { _ in }.isSound)
    await home.closeAll()
  }

  @Test("only the gérant handles keys")
  func roles() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    for role in Role.allCases where role != .gerant {
      let other = Books(open: books.open, personID: books.personID, personName: "x", role: role)
      let refusal = NotAllowed(action: .manageKeys, role: role)
      await #expect(throws: refusal) { _ = try await other.keys() }
      await #expect(throws: refusal) { try await other.addKeyFile(at: bench.folder + "/k") }
      await #expect(throws: refusal) { try await other.removeKeyFile { _ in } }
      await #expect(throws: refusal) { try await other.rotateKeys { _ in } }
    }
    #expect(try await books.years().count == 1, "a refusal closes nothing")
    await home.closeAll()
  }
}

/// What a work told of its progress, from any thread.
private final class ToldProgress: @unchecked Sendable {
  private let lock = NSLock()
  private var told: [Int] = []

  func add(_ step: Int) { lock.withLock { told.append(step) } }

  var steps: [Int] { lock.withLock { told } }
}
