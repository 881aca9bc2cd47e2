import Model

/// The masters that a file names, and what each journal adds up to.
struct MasterSurvey: Sendable {
  struct Sums: Sendable {
    var lineCount: UInt64 = 0
    var debit = MoneyTotal.zero
    var credit = MoneyTotal.zero
  }

  struct Party: Hashable, Sendable {
    var nature: PartyNature
    var id: UInt32
  }

  private(set) var journals = LabelBook()
  private(set) var accounts = LabelBook()
  private(set) var parties: [LabelBook] = PartyNature.allCases.map { _ in LabelBook() }
  private(set) var partyOrder: [Party] = []
  private(set) var sums: [Sums] = []
  /// Debit less credit of each account.
  private(set) var balances: [MoneyTotal] = []
  /// Which journals bring balances forward.
  private(set) var opens: [Bool] = []
  private var natures: [PartyNature] = []
  /// Which journals have their label.
  private var isNamed: [Bool] = []

  mutating func seeJournal(_ record: FECRecord, _ values: FECValues) -> (id: UInt32, variation: LabelBook.Variation?) {
    let (id, isNew, variation) = journals.see(record[.journalCode], record[.journalLib])
    if isNew {
      sums.append(Sums())
      opens.append(false)
      isNamed.append(false)
    }
    if !isNamed[Int(id)] { nameJournal(id, record) }
    sums[Int(id)].lineCount += 1
    sums[Int(id)].debit.add(Money(minor: values.debit))
    sums[Int(id)].credit.add(Money(minor: values.credit))
    return (id, variation)
  }

  /// A journal is known by its code and by the first label that is not blank.
  private mutating func nameJournal(_ id: UInt32, _ record: FECRecord) {
    let label = record[.journalLib]
    isNamed[Int(id)] = !label.isEmpty
    opens[Int(id)] = FECOpening.isOpeningJournal(
      code: FECText.lenient(record[.journalCode]), label: FECText.lenient(label))
  }

  mutating func seeAccount(
    _ record: FECRecord, _ values: FECValues
  ) -> (id: UInt32, isNew: Bool, variation: LabelBook.Variation?) {
    let seen = accounts.see(record[.compteNum], record[.compteLib])
    if seen.isNew {
      natures.append(PartyNature(account: FECText.lenient(record[.compteNum])))
      balances.append(.zero)
    }
    balances[Int(seen.id)].add(Money(minor: values.debit - values.credit))
    return seen
  }

  /// Nil when the line names no third party.
  mutating func seeParty(
    _ record: FECRecord, account: UInt32
  ) -> (party: Party, variation: LabelBook.Variation?)? {
    let code = record[.compAuxNum]
    guard !code.isEmpty else { return nil }
    let nature = natures[Int(account)]
    let (id, isNew, variation) = parties[Self.place(nature)].see(code, record[.compAuxLib])
    let party = Party(nature: nature, id: id)
    if isNew { partyOrder.append(party) }
    return (party, variation)
  }

  func book(of party: Party) -> LabelBook { parties[Self.place(party.nature)] }

  /// Everything as text, now that the encoding of the file is known.
  func masters(_ encoding: FECFacts.TextEncoding) -> FECMasters {
    let text = { (bytes: UnsafeBufferPointer<UInt8>) in FECText.decode(bytes, encoding) }
    return FECMasters(
      journals: (0..<UInt32(journals.names.count)).map { id in
        JournalCreated(code: journals.withName(id, text), label: journals.withLabel(of: id, text))
      },
      accounts: (0..<UInt32(accounts.names.count)).map { id in
        AccountCreated(number: accounts.withName(id, text), label: accounts.withLabel(of: id, text))
      },
      parties: partyOrder.map { party in
        let key = PartyKey(nature: party.nature, code: book(of: party).withName(party.id, text))
        return PartyCreated(key: key, label: book(of: party).withLabel(of: party.id, text))
      })
  }

  private static func place(_ nature: PartyNature) -> Int { Int(nature.rawValue) - 1 }
}
