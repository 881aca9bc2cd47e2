import Foundation
import Model
import Storage
import Testing

@testable import Application

@Suite("An older copy of the books")
struct AnchorTests {
  private static let file = "/companies/732829320"

  /// A node that remembers outside of its data too.
  private func home(_ bench: Workbench) throws -> NodeHome {
    try NodeHome(
      folder: bench.folder, environment: bench.environment, chart: [], liasse: .shipped, passwordCost: .lowest,
      stateFolder: bench.folder + "-state")
  }

  private func open(_ bench: Workbench, _ test: (Books) async throws -> Void) async throws {
    let home = try home(bench)
    let books = try await home.open(Workbench.siren, password: Workbench.password)
    try await test(books)
    await home.closeAll()
  }

  private func made(_ test: (Workbench, String) async throws -> Void) async throws {
    let bench = try Workbench()
    let home = try home(bench)
    _ = try await home.create(Workbench.creation(), password: Workbench.password)
    await home.closeAll()
    let kept = bench.folder + "-kept"
    try FileManager.default.copyItem(atPath: bench.folder + Self.file, toPath: kept)
    try await open(bench) { books in
      #expect(books.rolledBack == nil)
      try await books.take(books.control(SampleFEC.year2026))
    }
    try await test(bench, kept)
    for path in [kept, bench.folder + "-state"] { try FileManager.default.removeItem(atPath: path) }
  }

  private func put(_ name: String, from kept: String, into bench: Workbench) throws {
    let target = bench.folder + Self.file + name
    try FileManager.default.removeItem(atPath: target)
    try FileManager.default.copyItem(atPath: kept + name, toPath: target)
  }

  @Test("the file alone put back is seen, told until it is accepted, and nothing is noted over it")
  func fileAlone() async throws {
    try await made { bench, kept in
      try await open(bench) { #expect($0.rolledBack == nil) }
      try put("/g000001", from: kept, into: bench)
      for _ in 0..<2 {
        try await open(bench) { books in
          let finding = try #require(books.rolledBack)
          guard case .behind(let missing) = finding.kind else {
            Issue.record("\(finding)")
            return
          }
          let now = try #require(try await books.logHead()?.changeSetCount)
          #expect(missing > 0 && finding.noted == now + missing)
        }
      }
      try await open(bench) { books in
        let reader = Books(open: books.open, personID: books.personID, personName: "x", role: .comptable)
        await #expect(throws: NotAllowed.self) { try await reader.acceptRolledBack() }
        try await books.acceptRolledBack()
        #expect(books.rolledBack == nil)
      }
      try await open(bench) { #expect($0.rolledBack == nil) }
    }
  }

  @Test("the whole folder put back is seen by what the machine remembers outside of it")
  func wholeFolder() async throws {
    try await made { bench, kept in
      try put("", from: kept, into: bench)
      try await open(bench) { books in
        guard case .behind? = books.rolledBack?.kind else {
          Issue.record("\(String(describing: books.rolledBack))")
          return
        }
      }
    }
  }

  @Test("a copy that went its own way is seen, and so is what was noted once it is damaged")
  func diverged() async throws {
    try await made { bench, kept in
      // The copy lives on elsewhere, further than these books went.
      let elsewhere = try Workbench()
      try FileManager.default.createDirectory(
        atPath: elsewhere.folder + "/companies", withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: kept, toPath: elsewhere.folder + Self.file)
      let other = try elsewhere.home()
      let books = try await other.open(Workbench.siren, password: Workbench.password)
      try await books.take(books.control(SampleFEC.year2026))
      let status = try await books.imports()[0]
      try await books.withdrawImport(status.id, reason: "ailleurs")
      await other.closeAll()
      let (here, there) = (bench.folder + Self.file, elsewhere.folder + Self.file)
      try FileManager.default.removeItem(atPath: here)
      try FileManager.default.copyItem(atPath: there, toPath: here)
      try await open(bench) { #expect($0.rolledBack?.kind == .diverged) }
      try await open(bench) { try await $0.acceptRolledBack() }
      try Data("rien".utf8).write(to: URL(fileURLWithPath: here + "/anchor"))
      try await open(bench) { #expect($0.rolledBack?.kind == .unreadable) }
    }
  }

  @Test("a change of key is no older copy, and what it replaced is one")
  func rotation() async throws {
    try await made { bench, kept in
      try FileManager.default.removeItem(atPath: kept)
      try FileManager.default.copyItem(atPath: bench.folder + Self.file, toPath: kept)
      try await open(bench) { books in
        try await books.rotateKeys { _ in }
        #expect(books.rolledBack == nil)
      }
      try await open(bench) { #expect($0.rolledBack == nil) }
      try put("", from: kept, into: bench)
      // The log says that the key was changed: that is what is missing.
      try await open(bench) { #expect($0.rolledBack?.kind == .behind(missing: 1)) }
    }
  }

  @Test("a change of key that stopped before the log could say it is told by the keys alone")
  func stoppedRotation() async throws {
    try await made { bench, kept in
      let place = bench.folder + Self.file
      try FileManager.default.removeItem(atPath: kept)
      try FileManager.default.copyItem(atPath: place, toPath: kept)
      let slots = try KeySlotFile.load(from: place).slots
      let user = try #require(slots.users.first)
      let rootKey = try slots.unlock(user: user.id, password: .password(Workbench.password))
      _ = try await KeyRotation(folder: CompanyFolder(path: place), slots: slots, rootKey: rootKey).run()
      try await open(bench) { #expect($0.rolledBack == nil) }
      try put("", from: kept, into: bench)
      try await open(bench) { #expect($0.rolledBack?.kind == .olderKeys) }
    }
  }

  @Test("places that cannot be written keep nobody from the books")
  func unwritable() async throws {
    try await made { bench, _ in
      let state = bench.folder + "-state"
      try FileManager.default.removeItem(atPath: state)
      try Data().write(to: URL(fileURLWithPath: state))
      try FileManager.default.removeItem(atPath: bench.folder + Self.file + "/anchor")
      try FileManager.default.createDirectory(
        atPath: bench.folder + Self.file + "/anchor.tmp", withIntermediateDirectories: true)
      try await open(bench) { books in
        #expect(books.rolledBack == nil)
        let years = try await books.years()
        #expect(years.count == 1)
      }
    }
  }
}
