import Foundation
import Model
import Storage
import Sync
import Synchronization
import Testing

@testable import Application

@Suite("Backups of a company")
struct BackupTests {
  /// Two machines: each with data and memory of its own, and a clock that moves when told.
  private final class Machines: Sendable {
    let bench: Workbench
    let minutes = Atomic<Int64>(0)

    init() throws { bench = try Workbench() }

    deinit {
      for name in ["-state", "-other", "-other-state", "-usb"] {
        try? FileManager.default.removeItem(atPath: bench.folder + name)
      }
    }

    var environment: Environment {
      var environment = bench.environment
      let base = environment.now()
      environment.now = { [self] in
        Instant(milliseconds: base.milliseconds + minutes.load(ordering: .relaxed) * 60_000)
      }
      environment.day = { instant in CalendarDate(dayCount: Int(instant.milliseconds / 86_400_000))! }
      return environment
    }

    func home(_ suffix: String = "", backups: String? = nil) throws -> NodeHome {
      try NodeHome(
        folder: bench.folder + suffix, environment: environment, chart: [], liasse: .shipped, passwordCost: .lowest,
        stateFolder: bench.folder + suffix + "-state", backupFolder: backups)
    }

    func pass(days: Int64 = 0, minutes count: Int64 = 0) {
      minutes.wrappingAdd(days * 24 * 60 + count, ordering: .relaxed)
    }
  }

  private struct Filled {
    let home: NodeHome
    let books: Books
    let recoveryCode: String
  }

  private func filled(_ machines: Machines, backups: String? = nil) async throws -> Filled {
    let home = try machines.home(backups: backups)
    let created = try await home.create(Workbench.creation(), password: Workbench.password)
    try await created.books.take(created.books.control(SampleFEC.year2026))
    return Filled(home: home, books: created.books, recoveryCode: created.recoveryCode)
  }

  /// The bytes of the FEC of the year.
  private func export(_ books: Books, _ folder: String) async throws -> Data {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let file = try await books.exportFEC(yearEnd: Workbench.year.end, toFolder: folder)
    return try #require(FileManager.default.contents(atPath: file.path))
  }

  @Test("restored elsewhere by the recovery kit alone, the books are whole, verified, and export the same bytes")
  func elsewhere() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    let before = try await export(filled.books, machines.bench.folder + "/out")
    let sums = try await filled.books.trialBalance(yearEnd: Workbench.year.end, at: nil)
    let made = try await filled.books.makeBackup { _ in }
    #expect(made.isGood && made.missingOriginals == 0 && !made.isAutomatic)
    let head = try #require(try await filled.books.logHead())
    #expect(made.changeSetCount == head.changeSetCount && made.head == head.hash.hexadecimal)

    let other = try machines.home("-other")
    let restored = try await other.restoreBackup(
      made.path, .recoveryCode(filled.recoveryCode), newPassword: "un autre mot de passe"
    ) { _ in }
    #expect(restored.card.siren == Workbench.siren && restored.missing == nil)
    #expect(restored.changeSetCount == made.changeSetCount)
    let books = try await other.open(Workbench.siren, password: "un autre mot de passe")
    #expect(try books.isRecoveryKitConfirmed, "who restored by the code holds it")
    let verification = try await books.verify { _ in }
    #expect(verification.isSound && verification.changeSetCount == UInt64(made.changeSetCount) + 1)
    #expect(try await books.trialBalance(yearEnd: Workbench.year.end, at: nil) == sums)
    // The device is another one, vouched for by that of the backup: the chains cannot fork.
    let after = try #require(try await books.logHead())
    #expect(after.device != head.device && after.sequence == 1)
    #expect(try await export(books, machines.bench.folder + "-other/out") == before)
    // Entries of before still verify one by one, and the books are written to as any others.
    let entry = try #require(
      try await books.store.read { transaction in
        try transaction.queryOne("SELECT entry_id FROM entry ORDER BY entry_no LIMIT 1", []) {
          Identifier<JournalEntry.Validated>(bytes: $0.blob(0))
        }
      } ?? nil)
    #expect(try await books.verifyEntry(entry).isSound)
    #expect(try await books.verify { _ in }.isSound)
    // The original of the import came along.
    let id = try #require(try await books.imports().first?.id)
    #expect(try books.open.current().storage.originals.reader(of: id).read() != nil)
    // Both machines go on, with nothing in common.
    #expect(try await filled.books.verify { _ in }.isSound)
    await other.closeAll()
    await filled.home.closeAll()
  }

  @Test("documents come along, and one that is missing is told before it is needed")
  func documents() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    let entry = try #require(try await filled.books.missingDocuments()?.rows.first).id
    let bytes = DocumentTests.pdf("une facture")
    let id = try await filled.books.attachDocument(bytes, named: "Facture.pdf", to: .entry(entry))
    let made = try await filled.books.makeBackup { _ in }
    #expect(made.isGood)
    let other = try machines.home("-other")
    _ = try await other.restoreBackup(
      made.path, .recoveryCode(filled.recoveryCode), newPassword: "un autre mot de passe"
    ) { _ in }
    let books = try await other.open(Workbench.siren, password: "un autre mot de passe")
    #expect(try await books.document(id).bytes == bytes)
    #expect(try await books.verify { _ in }.isSound)
    let found = try await filled.home.verifyBackup(
      made.path, .recoveryCode(filled.recoveryCode), company: nil
    ) { _ in }
    #expect(found.documentCount == 1 && found.verification.isSound)
    await other.closeAll()

    let folder = machines.bench.folder
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) where name.hasSuffix(".document") {
      guard !name.contains("-other") else { continue }
      try FileManager.default.removeItem(atPath: folder + "/" + name)
    }
    let without = try await filled.books.makeBackup { _ in }
    #expect(!without.isGood && without.missingOriginals == 1)
    let told = try await filled.home.verifyBackup(
      without.path, .recoveryCode(filled.recoveryCode), company: nil
    ) { _ in }
    #expect(told.verification.problems.map(\.code) == ["document.missing"])
    await filled.home.closeAll()
  }

  @Test("restored books say so until a gérant has settled it, and the signed log keeps both")
  func told() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    let made = try await filled.books.makeBackup { _ in }
    let other = try machines.home("-other")
    _ = try await other.restoreBackup(made.path, .password(Workbench.password)) { _ in }
    for _ in 0..<2 {
      let books = try await other.open(Workbench.siren, password: Workbench.password)
      #expect(books.rolledBack == RolledBack(kind: .restored(madeAt: made.madeAt, missing: nil), noted: 0))
      await other.closeAll()
    }
    let books = try await other.open(Workbench.siren, password: Workbench.password)
    let accountant = Books(open: books.open, personID: books.personID, personName: "x", role: .comptable)
    await #expect(throws: NotAllowed.self) { try await accountant.acceptRolledBack() }
    try await books.rebuild { _ in }
    #expect(books.rolledBack != nil, "a rebuild settles nothing")
    try await books.acceptRolledBack()
    #expect(books.rolledBack == nil)
    #expect(try await books.verify { _ in }.isSound)
    let events = try await books.store.read { transaction in
      var events: [BookEvent] = []
      try transaction.changeSets(after: made.changeSetCount, limit: 10) { row, _ in
        events += try ChangeSet(reading: row.body).decodedEvents().compactMap {
          if case .known(let event) = $0 { event } else { nil }
        }
      }
      return events
    }
    guard case .deviceRestored(let restored)? = events.first, case .olderCopyAccepted? = events.last else {
      Issue.record("\(events)")
      return
    }
    #expect(restored.changeSetCount == UInt64(made.changeSetCount) && restored.madeAt == made.madeAt)
    await other.closeAll()
    let again = try await other.open(Workbench.siren, password: Workbench.password)
    #expect(again.rolledBack == nil)
    await other.closeAll()
    await filled.home.closeAll()
  }

  @Test("on the machine that saw more, what is missing is counted; nothing that is there is replaced")
  func sameMachine() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    let made = try await filled.books.makeBackup { _ in }
    _ = try await export(filled.books, machines.bench.folder + "/out")
    _ = try await export(filled.books, machines.bench.folder + "/out")
    await filled.home.closeAll()
    let home = try machines.home()
    let place = machines.bench.folder + "/companies/732829320"
    await #expect(throws: BackupRefusal.companyExists(Workbench.siren, path: place)) {
      _ = try await home.restoreBackup(made.path, .password(Workbench.password)) { _ in }
    }
    try FileManager.default.moveItem(atPath: place, toPath: place + "-old")
    let restored = try await home.restoreBackup(made.path, .password(Workbench.password)) { _ in }
    #expect(restored.missing == 2)
    let books = try await home.open(Workbench.siren, password: Workbench.password)
    #expect(
      books.rolledBack
        == RolledBack(kind: .restored(madeAt: made.madeAt, missing: 2), noted: made.changeSetCount + 2))
    await home.closeAll()
  }

  @Test("a wrong key, another company, a file that is none: each is refused, and nothing is made")
  func refused() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    let made = try await filled.books.makeBackup { _ in }
    let other = try machines.home("-other")
    func refusal(_ key: BackupKey, _ path: String? = nil, company: SIREN? = nil) async -> BackupRefusal? {
      await #expect(throws: BackupRefusal.self) {
        _ = try await other.restoreBackup(path ?? made.path, key, company: company) { _ in }
      }
    }
    #expect(await refusal(.password("un mot de passe faux")) == .wrongPassword)
    #expect(await refusal(.password("")) == .wrongPassword)
    #expect(await refusal(.recoveryCode("0000-0000")) == .wrongRecoveryCode)
    let stranger = SIREN("552100554")!
    #expect(
      await refusal(.password(Workbench.password), company: stranger)
        == .otherCompany(wanted: stranger, found: Workbench.siren))
    let text = machines.bench.folder + "/texte"
    try Data("rien".utf8).write(to: URL(fileURLWithPath: text))
    #expect(await refusal(.password("x"), text) == .defect(.notABackup, path: text))
    var bytes = try #require(FileManager.default.contents(atPath: made.path))
    bytes[bytes.count / 2] ^= 4
    let changed = machines.bench.folder + "/changee"
    try bytes.write(to: URL(fileURLWithPath: changed))
    guard case .defect(.altered(.books, _, _), changed)? = await refusal(.password(Workbench.password), changed) else {
      Issue.record("the changed file was not refused as it should")
      return
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: machines.bench.folder + "-other/companies") == [])
    await filled.home.closeAll()
  }

  @Test("verified with a key, everything in it is read; without one, its form and hashes")
  func verified() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    let made = try await filled.books.makeBackup { _ in }
    let other = try machines.home("-other")
    let sealed = try await other.checkBackup(made.path) { _ in }
    #expect(sealed.siren == Workbench.siren && sealed.size == made.size && sealed.originalCount == 1)
    let found = try await other.verifyBackup(made.path, .password(Workbench.password), company: nil) { _ in }
    #expect(found.verification.isSound && found.companyName == "Au Pain de Lise" && !found.hasOlderTables)
    #expect(found.verification.changeSetCount == UInt64(made.changeSetCount))
    #expect(try FileManager.default.contentsOfDirectory(atPath: machines.bench.folder + "-other/companies") == [])
    await filled.home.closeAll()
  }

  @Test("books that are not in order are backed up all the same, and the backup is not called good")
  func unsound() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    try await filled.books.store.write { try $0.execute("UPDATE entry SET label = 'autre' WHERE entry_no = 1") }
    let made = try await filled.books.makeBackup { _ in }
    #expect(!made.isGood && made.problemCount > 0)
    #expect(FileManager.default.fileExists(atPath: made.path))
    await filled.home.closeAll()
  }

  @Test("the node backs changed books up once a day, when they are quiet, and keeps what the policy says")
  func automatic() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    #expect(await filled.home.makeDueBackups().isEmpty, "the books were written to a moment ago")
    machines.pass(minutes: 3)
    let first = await filled.home.makeDueBackups()
    #expect(first.count == 1)
    #expect(try first.first?.outcome.get().isAutomatic == true)
    machines.pass(days: 1)
    #expect(await filled.home.makeDueBackups().isEmpty, "nothing changed")
    for _ in 0..<10 {
      _ = try await export(filled.books, machines.bench.folder + "/out")
      machines.pass(days: 1)
      #expect(await filled.home.makeDueBackups().count == 1)
      #expect(await filled.home.makeDueBackups().isEmpty)
    }
    _ = try await filled.books.makeBackup { _ in }
    let shelf = try await filled.books.backups()
    let days = Set(shelf.items.compactMap { $0.madeAt.map { $0.milliseconds / 86_400_000 } })
    // Seven days, at most two more weeks and one more month; the one asked for is of the last day.
    #expect((7...10).contains(days.count) && shelf.items.count == days.count + 1)
    #expect(shelf.items.allSatisfy { $0.record?.isGood == true })
    #expect(shelf.items.first?.record?.isAutomatic == false)
    await filled.home.closeAll()
  }

  @Test("a disk that is not there is told and tried again an hour later, and its place is not filled")
  func missingDisk() async throws {
    let machines = try Machines()
    let usb = machines.bench.folder + "-usb"
    let filled = try await filled(machines, backups: usb)
    machines.pass(minutes: 3)
    let failed = await filled.home.makeDueBackups()
    #expect(throws: BackupRefusal.folderUnwritable(path: usb)) { try #require(failed.first).outcome.get() }
    #expect(!FileManager.default.fileExists(atPath: usb))
    #expect(try await filled.books.backups().failure?.isAutomatic == true)
    machines.pass(minutes: 30)
    #expect(await filled.home.makeDueBackups().isEmpty)
    try FileManager.default.createDirectory(atPath: usb, withIntermediateDirectories: true)
    machines.pass(minutes: 31)
    #expect(try await filled.home.makeDueBackups().first?.outcome.get().path.hasPrefix(usb + "/732829320-") == true)
    #expect(try await filled.books.backups().failure == nil)
    await filled.home.closeAll()
  }

  @Test("changed books without a good backup for more than seven days are told to who may make one")
  func late() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    #expect(try await filled.books.backupLateness() == nil)
    machines.pass(days: 8)
    #expect(try await filled.books.backupLateness() == .never(days: 8))
    let reader = Books(open: filled.books.open, personID: filled.books.personID, personName: "x", role: .lecteur)
    #expect(try await reader.backupLateness() == nil)
    _ = try await filled.books.makeBackup { _ in }
    machines.pass(days: 30)
    #expect(try await filled.books.backupLateness() == nil, "nothing changed since")
    _ = try await export(filled.books, machines.bench.folder + "/out")
    #expect(try await filled.books.backupLateness() == .old(days: 30))
    await filled.home.closeAll()
  }

  @Test("a file of the shelf that was altered is found, and remembered as bad; one of another key says so")
  func shelf() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    let made = try await filled.books.makeBackup { _ in }
    let name = (made.path as NSString).lastPathComponent
    let desk = try #require(filled.books.open.backups)
    machines.pass(minutes: 5)
    #expect(try await desk.beginVerifying(name).value.verification.isSound)
    #expect(try await filled.books.backups().items.first?.record?.verifiedAt == machines.environment.now())
    let whole = try #require(FileManager.default.contents(atPath: made.path))
    var bytes = whole
    bytes[bytes.count / 2] ^= 4
    try bytes.write(to: URL(fileURLWithPath: made.path))
    await #expect(throws: BackupRefusal.self) { _ = try await desk.beginVerifying(name).value }
    #expect(try await filled.books.backups().items.first?.record?.isGood == false)
    try whole.write(to: URL(fileURLWithPath: made.path))
    #expect(try await desk.beginVerifying(name).value.verification.isSound)
    try await filled.books.rotateKeys { _ in }
    let rotated = try #require(filled.books.open.backups)
    await #expect(throws: BackupRefusal.otherKey) { _ = try await rotated.beginVerifying(name).value }
    // The password of that time still opens it.
    _ = try await filled.home.verifyBackup(made.path, .password(Workbench.password), company: nil) { _ in }
    await #expect(throws: BackupRefusal.unknown) { _ = try await filled.books.backupPath("../keys.slots") }
    await filled.home.closeAll()
  }

  @Test("a backup asked for without waiting is the one that runs at once, and no other begins beside it")
  func begun() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    let desk = try #require(filled.books.open.backups)
    let gate = DispatchSemaphore(value: 0)
    let isFirst = Atomic(true)
    let running = try desk.beginMaking(isAutomatic: false) { _ in
      if isFirst.exchange(false, ordering: .relaxed) { gate.wait() }
    }
    #expect(try await filled.books.backups().work != nil)
    await #expect(throws: BackupRefusal.underWay) { try await filled.books.startBackup() }
    gate.signal()
    let made = try await running.value
    let shelf = try await filled.books.backups()
    #expect(shelf.work == nil && shelf.items.map(\.record?.id) == [made.id])
    await filled.home.closeAll()
  }

  @Test("books whose tables an older program filled are verified by their log, and built again once restored")
  func olderTables() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    try await filled.books.store.write {
      try $0.execute("UPDATE meta SET value = x'30' WHERE name = 'projector_version'")
      try $0.execute("UPDATE balance SET debit = debit + 7")
    }
    let made = try await filled.books.makeBackup { _ in }
    let other = try machines.home("-other")
    let found = try await other.verifyBackup(made.path, .password(Workbench.password), company: nil) { _ in }
    #expect(found.hasOlderTables && found.verification.isSound)
    _ = try await other.restoreBackup(made.path, .password(Workbench.password)) { _ in }
    let books = try await other.open(Workbench.siren, password: Workbench.password)
    #expect(try await books.verify { _ in }.isSound)
    #expect(books.rolledBack != nil, "still told")
    await other.closeAll()
    try await filled.books.store.write { try $0.execute("INSERT INTO schema_migration VALUES (999, 'x', x'00')") }
    let newer = try await filled.books.makeBackup { _ in }
    let third = try machines.home("-usb")
    await #expect(throws: BackupRefusal.defect(.newerBooks, path: newer.path)) {
      _ = try await third.restoreBackup(newer.path, .password(Workbench.password)) { _ in }
    }
    await filled.home.closeAll()
  }

  @Test("a company that closes while its backup is made stops it, and nothing of it is left")
  func closing() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    let (steps, step) = AsyncStream<Int>.makeStream()
    let books = filled.books
    let desk = try #require(books.open.backups)
    let backup = Task {
      try await books.makeBackup { permille in
        step.yield(permille)
        // The work stands still here until the company is being closed.
        while !desk.isClosed { usleep(1_000) }
      }
    }
    _ = await steps.first { _ in true }
    await filled.home.closeAll()
    await #expect(throws: BackupRefusal.stopped) { _ = try await backup.value }
    let left = try FileManager.default.contentsOfDirectory(atPath: machines.bench.folder + "/backups")
    #expect(left == [])
    let home = try machines.home()
    let again = try await home.open(Workbench.siren, password: Workbench.password)
    #expect(try await again.verify { _ in }.isSound)
    await home.closeAll()
  }

  @Test("a change of the key and the acceptance of a copy are facts of the log")
  func keyEvents() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    let before = try #require(try await filled.books.logHead()?.changeSetCount)
    try await filled.books.rotateKeys { _ in }
    let events = try await filled.books.store.read { transaction in
      var events: [BookEvent] = []
      try transaction.changeSets(after: before, limit: 10) { row, _ in
        events += try ChangeSet(reading: row.body).decodedEvents().compactMap {
          if case .known(let event) = $0 { event } else { nil }
        }
      }
      return events
    }
    #expect(events == [.rootKeyChanged(RootKeyChanged(epoch: 2, dropsKeyFile: false))])
    #expect(try await filled.books.verify { _ in }.isSound)
    await filled.home.closeAll()
  }

  @Test("who may back up and who may restore")
  func rights() async throws {
    let machines = try Machines()
    let filled = try await filled(machines)
    for role in Role.allCases {
      let books = Books(open: filled.books.open, personID: filled.books.personID, personName: "x", role: role)
      if role.may(.backUpBooks) {
        _ = try await books.makeBackup { _ in }
      } else {
        await #expect(throws: NotAllowed.self) { _ = try await books.makeBackup { _ in } }
        await #expect(throws: NotAllowed.self) { _ = try await books.backupPath("x") }
      }
    }
    // A password of somebody who is no gérant opens the backup, and restores nothing.
    let accountant = Identifier<Person>(high: 1, low: 9)
    let vault = try filled.books.vault
    try await filled.books.open.current().writer.append(by: nil) { _ in
      [.userEnrolled(UserEnrolled(id: accountant, name: "Paul", role: .comptable))]
    }
    var slots = try KeySlotFile.load(from: vault.folder.path).slots
    let password = try SecretBytes.password("le mot de passe de Paul")
    try slots.addUser(accountant, name: "Paul", password: password, rootKey: vault.rootKey)
    try KeySlotFile.save(slots, to: vault.folder.path)
    let made = try await filled.books.makeBackup { _ in }
    let other = try machines.home("-other")
    await #expect(throws: NotAllowed.self) {
      _ = try await other.restoreBackup(made.path, .password("le mot de passe de Paul")) { _ in }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: machines.bench.folder + "-other/companies") == [])
    await filled.home.closeAll()
  }
}
