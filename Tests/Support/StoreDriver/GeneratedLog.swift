import Model
import Storage

/// A whole log drawn from a seed, with every kind of event: what each change-set says, and its place in the chain.
struct GeneratedLog {
  private(set) var changeSets: [[BookEvent]] = []
  /// The entries that are to be seen at the end, in the order of the log, with the local number of their year.
  private(set) var visible: [(year: Int64, entry: JournalEntry.Validated)] = []
  let seed: UInt64

  static let device = Identifier<Device>(high: 11, low: 12)
  static let publicKey = [UInt8](repeating: 9, count: 32)

  /// `entries` for each of four imports: one completed, one left rolling, one withdrawn, and its year done again.
  init(seed: UInt64, entries: Int) throws {
    self.seed = seed
    var first = try GeneratedBooks(seed: seed, endingIn: 2025)
    var rolling = try GeneratedBooks(seed: seed + 1_000, endingIn: 2024)
    var withdrawn = try GeneratedBooks(seed: seed + 2_000, endingIn: 2023)
    var again = try GeneratedBooks(seed: seed + 3_000, endingIn: 2023)
    try open(first)
    begin(&first, entries)
    complete(&first, entries, year: 1)
    begin(&rolling, entries)
    roll(&rolling, entries / 2)
    begin(&withdrawn, entries)
    complete(&withdrawn, entries, year: nil)
    changeSets.append([.importWithdrawn(ImportWithdrawn(id: withdrawn.importID, reason: "mauvais exercice"))])
    begin(&again, entries)
    complete(&again, entries, year: 3)
    changeSets.append([
      .accountCreated(AccountCreated(number: "411000", label: "Clients — suivi")),
      .booksExported(
        BooksExported(
          yearEnd: first.year.end, fileName: "552100554FEC20251231.txt", hash: [UInt8](repeating: 8, count: 32),
          lineCount: 12)),
    ])
  }

  func stored(_ index: Int) -> StoredChangeSet {
    let place = Int64(index + 1)
    return StoredChangeSet(
      device: Self.device, devicePublicKey: Self.publicKey, deviceEpoch: 1, sequence: place,
      hash: [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: 32),
      body: Array("change-set \(place)".utf8), signature: [UInt8](repeating: 7, count: 64),
      receivedAt: Instant(milliseconds: place))
  }

  private mutating func open(_ books: GeneratedBooks) throws {
    guard let siren = SIREN("552100554") else { throw Fault(.configuration, "no SIREN") }
    changeSets.append([
      .companyCreated(CompanyCreated(id: Identifier(high: 1, low: 2), siren: siren, name: "Menuiserie Bréhat")),
      .deviceEnrolled(DeviceEnrolled(id: Self.device, publicKey: Self.publicKey)),
      .userEnrolled(UserEnrolled(id: Identifier(high: 3, low: 4), name: "Maëlle Bréhat", role: .gerant)),
      .userEnrolled(UserEnrolled(id: Identifier(high: 3, low: 4), name: "Maëlle Bréhat", role: .comptable)),
      .fiscalYearOpened(FiscalYearOpened(year: books.year)),
    ])
    changeSets.append([
      .journalCreated(JournalCreated(code: "VE", label: "Ventes")),
      .journalCreated(JournalCreated(code: "AC", label: "Achats")),
      .accountCreated(AccountCreated(number: "411000", label: "Clients")),
      .accountCreated(AccountCreated(number: "401000", label: "Fournisseurs")),
      .partyCreated(PartyCreated(key: PartyKey(nature: .customer, code: "T100001"), label: "Élan & Fils")),
    ])
  }

  private mutating func begin(_ books: inout GeneratedBooks, _ entries: Int) {
    changeSets.append([.importAccepted(books.accepted(entries: UInt64(entries), lines: UInt64(entries * 3)))])
  }

  @discardableResult
  private mutating func roll(_ books: inout GeneratedBooks, _ entries: Int) -> [JournalEntry.Validated] {
    var made: [JournalEntry.Validated] = []
    var batch: [BookEvent] = []
    for _ in 0..<entries {
      let event = books.variedEntry()
      made.append(event.entry)
      batch.append(.entryImported(event))
      if batch.count == 20 {
        changeSets.append(batch)
        batch = []
      }
    }
    if !batch.isEmpty { changeSets.append(batch) }
    return made
  }

  private mutating func complete(_ books: inout GeneratedBooks, _ entries: Int, year: Int64?) {
    let made = roll(&books, entries)
    changeSets.append([.importCompleted(ImportCompleted(id: books.importID))])
    if let year { visible += made.map { (year, $0) } }
  }
}
