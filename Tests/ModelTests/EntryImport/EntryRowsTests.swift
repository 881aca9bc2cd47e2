import Model
import Testing

@Suite("Rows of a file of entries")
struct EntryRowsTests {
  private static let columns: [EntryColumn] = [.journal, .date, .voucher, .account, .party, .label, .debit, .credit]

  private static func read(
    _ rows: [[String]], _ columns: [EntryColumn] = columns, journal: String = ""
  ) -> EntryRows {
    EntryRows(
      rows.enumerated().map { ($0 + 2, $1) },
      mapping: EntryMapping(name: "", header: "", columns: columns, journal: journal), journals: ["AC", "BQ"])
  }

  @Test("lines of one journal, day and piece are one entry; amounts by the decimal mark of the file")
  func grouped() {
    let found = Self.read([
      ["AC", "15/03/2026", "F1", "601000", "", "Farine", "1.234,50", ""],
      ["AC", "2026-03-15", "F1", "401000", "M1", "Farine", "", "1.234,50"],
      ["AC", "15.03.26", "F2", "601000", "", "Levure", "1.234", ""],
      ["AC", "20260315", "F2", "401000", "M1", "", "", "1.234"],
    ])
    #expect(found.defects.isEmpty && found.entries.map(\.voucher) == ["F1", "F2"])
    #expect(found.entries.map { $0.lines.map(\.number) } == [[2, 3], [4, 5]])
    #expect(found.entries[0].lines[0].amount.debit.minor == 123_450)
    #expect(found.entries[1].lines[1].amount.credit.minor == 123_400)
    #expect(found.entries[0].lines[1].party == PartyKey(nature: .supplier, code: "M1"))
    #expect(found.entries.allSatisfy { $0.imbalance.isZero })
  }

  @Test("without pieces an entry ends when it is balanced; with a key of its own, when the key changes")
  func ends() {
    let columns: [EntryColumn] = [.date, .account, .signedAmount]
    let found = Self.read(
      [
        ["01/02/2026", "601000", "10,00"], ["01/02/2026", "512000", "-10,00"], ["01/02/2026", "606100", "(5,00)"],
        ["01/02/2026", "512000", "5,00"],
      ], columns, journal: "BQ")
    #expect(found.entries.map(\.lines.count) == [2, 2] && found.entries[1].lines[0].amount.credit.minor == 500)
    let keyed = Self.read(
      [
        ["1", "01/02/2026", "601000", "10", "D"], ["1", "01/02/2026", "512000", "10", "C"],
        ["1", "02/02/2026", "512000", "10", "C"], ["2", "01/02/2026", "512000", "10", "c"],
      ], [.entryKey, .date, .account, .signedAmount, .side], journal: "BQ")
    #expect(keyed.entries.map(\.lines.count) == [2, 1])
    #expect(keyed.defects.map(\.kind) == [.mixedEntry])
  }

  @Test("every fault, with its line and what stands there")
  func faults() {
    let found = Self.read([
      ["AC", "31/02/2026", "F1", "601000", "", "", "1,00", ""],
      ["ZZ", "15/03/2026", "F1", "6X", "", "", "douze", ""],
      ["AC", "15/03/2026", "F1", "601000", "", "", "1,00", "2,00"],
      ["AC", "15/03/2026", "F1", "601000", "", "", "", ""],
      ["AC", "15/03/2026", "F1", "601000", "", "", "1,00", "", "de trop"], ["", "", "", "", "", "", "", ""],
    ])
    #expect(found.entries.isEmpty)
    #expect(
      found.defects.map { "\($0.line) \($0.kind.rawValue) \($0.text)" } == [
        "2 date 31/02/2026", "3 journal ZZ", "3 account 6X", "3 amount douze", "4 bothSides 1,00", "5 noAmount ",
        "6 tooManyFields 9",
      ])
  }

  @Test("a single mark before three figures, in a file that says no more, may be either thing: it is refused")
  func ambiguous() {
    #expect(Self.read([["AC", "15/03/2026", "F1", "601000", "", "", "1,234", ""]]).defects.map(\.kind) == [.amount])
    let told = Self.read([
      ["AC", "15/03/2026", "F1", "601000", "", "", "1,234", ""],
      ["AC", "15/03/2026", "F1", "512000", "", "", "", "1,5"],
    ])
    #expect(told.entries[0].lines[0].amount.debit.minor == 123)
  }

  @Test("what the names of columns say, and what they lack")
  func mapping() {
    let names = [
      "Journal", "Date", "N° pièce", "Compte", "Compte auxiliaire", "Libellé", "Débit", "Crédit", "Échéance", "X",
    ]
    let guessed = EntryMapping.guess(names)
    #expect(guessed == [.journal, .date, .voucher, .account, .party, .label, .debit, .credit, .dueDate, .ignored])
    #expect(EntryMapping(name: "", header: "", columns: guessed, journal: "").defects.isEmpty)
    #expect(
      EntryMapping(name: "", header: "", columns: [.date, .date, .debit, .signedAmount], journal: "").defects == [
        .repeated(.date), .missing(.account), .missing(.journal), .twoAmounts,
      ])
    #expect(EntryMapping.header(of: ["Débit ", "N° pièce"]) == EntryMapping.header(of: ["débit", "n pièce"]))
  }
}
