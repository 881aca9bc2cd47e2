import Application
import Model

/// A file of entries, its columns, and what it would become.
struct EntryFileModel: Sendable {
  let action = Address.entryFileReading
  let back = Address.entryFile
  let name: String
  let facts: String
  let columns: [Column]
  let journals: [Column.Choice]
  let mappingName: String
  let keepsUnbalanced: Bool
  let faults: FaultList?
  let sentence: String
  let defects: [String]
  let hasDefects: Bool
  let moreDefects: String?
  let entries: [Entry]
  let hasEntries: Bool
  let moreEntries: String?
  let unknownNames: String?
  let mayAccept: Bool

  struct Column: Sendable {
    let number: Int
    let name: String
    let sample: String
    let kinds: [Choice]

    struct Choice: Sendable {
      let value: String
      let name: String
      let isSelected: Bool
    }
  }

  struct Entry: Sendable {
    let date: String
    let journal: String
    let piece: String
    let label: String
    let lines: String
    let debit: String
    let state: String
    let pill: String
  }

  /// Faults and entries shown; the file itself has the rest.
  private static let shown = 100

  init(_ preview: EntryFilePreview, typed: Form?, refusal: EntryFileRefusal?) {
    let (found, mapping) = (preview.facts, preview.mapping)
    name = preview.fileName
    facts = Words.of(found)
    columns = found.header.enumerated().map { place, title in
      let kind = mapping.columns.indices.contains(place) ? mapping.columns[place] : .ignored
      return Column(
        number: place + 1, name: title.isEmpty ? "colonne \(place + 1)" : title,
        sample: found.samples[place],
        kinds: EntryColumn.allCases.map {
          Column.Choice(value: String($0.rawValue), name: Words.name(of: $0), isSelected: $0 == kind)
        })
    }
    journals = preview.journals.map { Column.Choice(value: $0, name: $0, isSelected: $0 == mapping.journal) }
    mappingName = mapping.name
    keepsUnbalanced = typed?["ecarts"] == "1"
    let mappingFaults = preview.mappingDefects.map { (href: "#colonne-1", text: Words.of($0)) }
    faults = FaultList(faults: mappingFaults + (refusal.map { [("#importer", Words.of($0).text)] } ?? []))
    let rows = preview.rows
    let wrong = rows?.defects ?? []
    defects = wrong.prefix(Self.shown).map(Words.of)
    hasDefects = !wrong.isEmpty
    moreDefects = wrong.count > Self.shown ? "Et \(French.integer(wrong.count - Self.shown)) autres." : nil
    let made = rows?.entries ?? []
    entries = made.prefix(Self.shown).map(Self.entry)
    hasEntries = !made.isEmpty
    moreEntries = made.count > Self.shown ? "Et \(French.integer(made.count - Self.shown)) autres écritures." : nil
    let names = preview.unknownNames
    unknownNames =
      names.isEmpty
      ? nil
      : "\(French.count(names.count, "compte ou tiers n’est pas", "comptes ou tiers ne sont pas")) dans vos livres : "
        + names.prefix(8).joined(separator: ", ") + (names.count > 8 ? "…" : "")
        + ". Les brouillons le diront ; on les crée en les ouvrant."
    let unbalanced = made.filter { !$0.imbalance.isZero }.count
    sentence = Self.sentence(entries: made.count, unbalanced: unbalanced, defects: wrong.count)
    mayAccept = rows != nil && wrong.isEmpty && !made.isEmpty
  }

  private static func sentence(entries: Int, unbalanced: Int, defects: Int) -> String {
    if defects > 0 {
      return French.count(defects, "ligne a une faute", "fautes dans les lignes")
        + " : rien ne s’importe tant que le fichier n’est pas corrigé."
    }
    guard entries > 0 else { return "Dites ce que contiennent les colonnes." }
    return French.count(entries, "écriture lue", "écritures lues")
      + (unbalanced == 0
        ? ", toutes équilibrées." : ", dont \(French.count(unbalanced, "a un écart", "ont un écart")).")
  }

  private static func entry(_ entry: EntryRows.Entry) -> Entry {
    var debit = MoneyTotal.zero
    for line in entry.lines { debit.add(line.amount.debit) }
    let gap = entry.imbalance
    return Entry(
      date: French.date(entry.date), journal: entry.journal,
      piece: entry.voucher.isEmpty ? "sans pièce" : entry.voucher, label: entry.label,
      lines: French.integer(entry.lines.count), debit: French.amount(debit),
      state: gap.isZero ? "équilibrée" : "écart \(French.amount(gap.magnitude))", pill: gap.isZero ? "ok" : "warn")
  }
}
