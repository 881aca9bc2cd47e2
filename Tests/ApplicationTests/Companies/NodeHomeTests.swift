import Foundation
import Model
import Storage
import Testing

@testable import Application

@Suite("A node and its companies")
struct NodeHomeTests {
  @Test("a company is created, closed, and opened again with its password")
  func reopens() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    #expect(try await home.companies() == [CompanyCard(siren: Workbench.siren, name: "Au Pain de Lise")])
    #expect(books.role == .gerant)
    await home.close(Workbench.siren)
    let again = try await home.open(Workbench.siren, password: Workbench.password)
    #expect(again.personName == "Lise Garnier")
    #expect(try await again.years().map(\.year) == [Workbench.year])
    await home.closeAll()
  }

  @Test("a closed company answers that it is not open, whoever still holds it")
  func closedIsClosed() async throws {
    let bench = try Workbench()
    let (home, books) = try await bench.books()
    await home.close(Workbench.siren)
    await #expect(throws: CompanyRefusal.notOpen) { try await books.years() }
  }

  @Test("a second creation of the same company at the same time is refused, and the first one is not touched")
  func createdTwiceAtOnce() async throws {
    let bench = try Workbench()
    let folder = try CompanyFolder(path: bench.folder + "/companies/.new-" + Workbench.siren.digits)
    let home = try bench.home()
    let (slots, rootKey) = try KeySlots.create()
    let other = try await CompanyVault.create(at: folder, slots: slots, rootKey: rootKey)
    await #expect(throws: CompanyRefusal.inUse(processID: getpid())) {
      try await home.create(Workbench.creation(), password: Workbench.password)
    }
    #expect(FileManager.default.fileExists(atPath: folder.path + "/CURRENT"))
    try await other.close()
    _ = try await home.create(Workbench.creation(), password: Workbench.password)
    #expect(!FileManager.default.fileExists(atPath: folder.path), "what an interrupted creation leaves goes")
    await home.closeAll()
  }

  @Test("a wrong password is refused, open or not")
  func wrongPassword() async throws {
    let bench = try Workbench()
    let (home, _) = try await bench.books()
    await #expect(throws: CompanyRefusal.wrongPassword) {
      try await home.open(Workbench.siren, password: "autre chose de long")
    }
    await home.close(Workbench.siren)
    await #expect(throws: CompanyRefusal.wrongPassword) {
      try await home.open(Workbench.siren, password: "autre chose de long")
    }
    await home.closeAll()
  }

  @Test("the printed code opens the books and gives a new password; the old one no longer works")
  func recovery() async throws {
    let bench = try Workbench()
    let home = try bench.home()
    let created = try await home.create(Workbench.creation(), password: Workbench.password)
    await home.close(Workbench.siren)
    let renewed = "un tout autre mot de passe"
    _ = try await home.open(Workbench.siren, recoveryCode: created.recoveryCode.lowercased(), newPassword: renewed)
    await home.close(Workbench.siren)
    await #expect(throws: CompanyRefusal.wrongPassword) {
      try await home.open(Workbench.siren, password: Workbench.password)
    }
    _ = try await home.open(Workbench.siren, password: renewed)
    await #expect(throws: CompanyRefusal.wrongRecoveryCode) {
      try await home.open(Workbench.siren, recoveryCode: "AAAA-BBBB", newPassword: renewed)
    }
    await home.closeAll()
  }

  @Test("the same SIREN, an empty name or a short password create nothing")
  func refusals() async throws {
    let bench = try Workbench()
    let (home, _) = try await bench.books()
    await #expect(throws: CompanyRefusal.alreadyExists(Workbench.siren)) {
      try await home.create(Workbench.creation(), password: Workbench.password)
    }
    let other = try bench.home()
    var creation = Workbench.creation("  ")
    creation.siren = SIREN("356000000")!
    await #expect(throws: CompanyRefusal.nameMissing) {
      try await other.create(creation, password: Workbench.password)
    }
    creation.name = "La Poste"
    await #expect(throws: CompanyRefusal.passwordTooShort(minimum: 12)) {
      try await other.create(creation, password: "court")
    }
    #expect(try await other.companies().count == 1)
    await home.closeAll()
  }

  @Test("a company open elsewhere is refused with the process that holds it")
  func inUse() async throws {
    let bench = try Workbench()
    let (home, _) = try await bench.books()
    let other = try bench.home()
    await #expect(throws: CompanyRefusal.inUse(processID: getpid())) {
      try await other.open(Workbench.siren, password: Workbench.password)
    }
    await home.closeAll()
    _ = try await other.open(Workbench.siren, password: Workbench.password)
    await other.closeAll()
  }

  @Test("a renewed recovery code opens the books, the one before no longer does")
  func renewedKit() async throws {
    let bench = try Workbench()
    let home = try bench.home()
    let created = try await home.create(Workbench.creation(), password: Workbench.password)
    #expect(try created.books.isRecoveryKitConfirmed == false)
    try created.books.confirmRecoveryKit()
    #expect(try created.books.isRecoveryKitConfirmed)
    let code = try await created.books.renewRecoveryKit()
    #expect(try created.books.isRecoveryKitConfirmed == false)
    await #expect(throws: CompanyRefusal.wrongRecoveryCode) {
      try await home.open(Workbench.siren, recoveryCode: created.recoveryCode, newPassword: Workbench.password)
    }
    _ = try await home.open(Workbench.siren, recoveryCode: code, newPassword: Workbench.password)
    await home.closeAll()
  }

  @Test("keys before the last are told before and after opening, and put in their place by a good password only")
  func previousKeys() async throws {
    for isMissing in [false, true] {
      let bench = try Workbench()
      let (home, _) = try await bench.books()
      await home.close(Workbench.siren)
      let keys = bench.folder + "/companies/732829320/keys.slots"
      let good = try #require(FileManager.default.contents(atPath: keys))
      try good.write(to: URL(fileURLWithPath: keys + ".previous"))
      #expect(try await !home.usesPreviousKeys(Workbench.siren))
      if isMissing { unlink(keys) } else { try good.dropFirst().write(to: URL(fileURLWithPath: keys)) }
      #expect(try await home.usesPreviousKeys(Workbench.siren))
      await #expect(throws: CompanyRefusal.wrongPassword) {
        try await home.open(Workbench.siren, password: "autre chose de long")
      }
      #expect(FileManager.default.contents(atPath: keys) != good)
      let books = try await home.open(Workbench.siren, password: Workbench.password)
      #expect(books.hasRestoredKeys)
      #expect(FileManager.default.contents(atPath: keys) == good)
      #expect(try await !home.usesPreviousKeys(Workbench.siren))
      await home.close(Workbench.siren)
      #expect(try await !home.open(Workbench.siren, password: Workbench.password).hasRestoredKeys)
      // The one before alone is damaged: nothing to tell.
      try Data("abc".utf8).write(to: URL(fileURLWithPath: keys + ".previous"))
      #expect(try await !home.open(Workbench.siren, password: Workbench.password).hasRestoredKeys)
      await home.closeAll()
      try Data("abc".utf8).write(to: URL(fileURLWithPath: keys))
      #expect(try await !home.usesPreviousKeys(Workbench.siren))
      await #expect(throws: CompanyRefusal.keysAltered) {
        try await home.open(Workbench.siren, password: Workbench.password)
      }
    }
  }

  @Test("keys damaged while the company is open are told to who opens next, and made good")
  func previousKeysWhileOpen() async throws {
    let bench = try Workbench()
    let (home, first) = try await bench.books()
    let keys = bench.folder + "/companies/732829320/keys.slots"
    let good = try #require(FileManager.default.contents(atPath: keys))
    try good.write(to: URL(fileURLWithPath: keys + ".previous"))
    try Data().write(to: URL(fileURLWithPath: keys))
    #expect(!first.hasRestoredKeys)
    #expect(try await home.open(Workbench.siren, password: Workbench.password).hasRestoredKeys)
    #expect(first.hasRestoredKeys, "all who sit at the company are told")
    #expect(FileManager.default.contents(atPath: keys) == good)
    await home.closeAll()
  }

  @Test("a folder of companies that cannot be read is a fault, not an empty list")
  func unreadable() async throws {
    let bench = try Workbench()
    let home = try bench.home()
    #expect(try await home.companies().isEmpty)
    try FileManager.default.removeItem(atPath: bench.folder + "/companies")
    await #expect { try await home.companies() } throws: { ($0 as? Fault)?.code == .inputOutput }
    await #expect { try await home.open(Workbench.siren, password: Workbench.password) } throws: {
      ($0 as? Fault)?.code == .inputOutput
    }
  }

  @Test("an unknown company is refused")
  func unknown() async throws {
    let home = try Workbench().home()
    await #expect(throws: CompanyRefusal.unknown(Workbench.siren)) {
      try await home.open(Workbench.siren, password: Workbench.password)
    }
  }
}
