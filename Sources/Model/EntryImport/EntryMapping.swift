/// What a column of a file of entries holds. The numbers are signed: none is ever used for another thing.
public enum EntryColumn: UInt32, Sendable, CaseIterable {
  case ignored = 1
  case journal = 2
  case date = 3
  case voucher = 4
  case label = 5
  case account = 6
  /// Code of the third party.
  case party = 7
  case debit = 8
  case credit = 9
  /// One amount for both sides: debit above zero, credit below.
  case signedAmount = 10
  /// `D` or `C`, beside ``signedAmount``: its sign is then that of the amount on that side.
  case side = 11
  case dueDate = 12
  /// What the lines of one entry have in common.
  case entryKey = 13
}

/// How the columns of a file of entries are read. An absent field is unchanged.
public struct EntryMappingChanged: Equatable, Sendable {
  public var name: String
  /// The names of the columns, folded, a tab between them: a file with the same header is read in the same way.
  public var header: String?
  /// One for each column.
  public var columns: [EntryColumn]?
  /// The journal of lines that name none; blank for none.
  public var journal: String?
  public var isActive: Bool?

  public init(
    name: String, header: String? = nil, columns: [EntryColumn]? = nil, journal: String? = nil, isActive: Bool? = nil
  ) {
    self.name = name
    self.header = header
    self.columns = columns
    self.journal = journal
    self.isActive = isActive
  }
}

/// A way to read the columns of a file, as it stands.
public struct EntryMapping: Equatable, Sendable {
  public var name: String
  public var header: String
  public var columns: [EntryColumn]
  public var journal: String

  public init(name: String, header: String, columns: [EntryColumn], journal: String) {
    self.name = name
    self.header = header
    self.columns = columns
    self.journal = journal
  }

  /// The header of a file, in the form in which it is found again.
  public static func header(of names: [String]) -> String {
    names.map { SearchText.words($0).joined(separator: " ") }.joined(separator: "\t")
  }

  /// What the names of columns say by themselves; ``EntryColumn/ignored`` for one that says nothing, and for one that
  /// another said before.
  public static func guess(_ names: [String]) -> [EntryColumn] {
    var taken: Set<EntryColumn> = []
    return names.map { name in
      let words = Set(SearchText.words(name))
      let found = known.first { $0.words.contains { !words.isDisjoint(with: [$0]) } }?.column ?? .ignored
      return found == .ignored || taken.insert(found).inserted ? found : .ignored
    }
  }

  /// The first that fits counts: « date d’échéance » is no date of the entry, « compte auxiliaire » no account.
  private static let known: [(column: EntryColumn, words: [String])] = [
    (.dueDate, ["ECHEANCE", "DUE"]),
    (.party, ["TIERS", "AUXILIAIRE", "CLIENT", "FOURNISSEUR", "COMPAUXNUM", "PARTY"]),
    (.journal, ["JOURNAL", "JOURNALCODE", "JNL"]),
    (.date, ["DATE", "ECRITUREDATE", "JOUR"]),
    (.entryKey, ["ECRITURE", "ECRITURENUM", "MOUVEMENT", "ENTRY"]),
    (.voucher, ["PIECE", "PIECEREF", "REFERENCE", "REF", "FACTURE"]),
    (.account, ["COMPTE", "COMPTENUM", "ACCOUNT"]),
    (.label, ["LIBELLE", "ECRITURELIB", "INTITULE", "DESCRIPTION", "LABEL"]),
    (.debit, ["DEBIT"]),
    (.credit, ["CREDIT"]),
    (.side, ["SENS"]),
    (.signedAmount, ["MONTANT", "AMOUNT", "SOMME"]),
  ]

  /// Why these columns are not enough to read an entry.
  public var defects: [EntryMappingDefect] {
    var found: [EntryMappingDefect] = []
    let told = columns.filter { $0 != .ignored }
    let repeated = Dictionary(grouping: told) { $0 }.filter { $0.value.count > 1 }.keys
    found += repeated.sorted { $0.rawValue < $1.rawValue }.map { .repeated($0) }
    if !told.contains(.date) { found.append(.missing(.date)) }
    if !told.contains(.account) { found.append(.missing(.account)) }
    if !told.contains(.journal), journal.isEmpty { found.append(.missing(.journal)) }
    let hasSides = told.contains(.debit) || told.contains(.credit)
    if !hasSides, !told.contains(.signedAmount) { found.append(.missing(.debit)) }
    if hasSides, told.contains(.signedAmount) { found.append(.twoAmounts) }
    return found
  }
}

public enum EntryMappingDefect: Equatable, Sendable {
  case missing(EntryColumn)
  case repeated(EntryColumn)
  /// Both sides in columns of their own, and one amount for both.
  case twoAmounts
}
