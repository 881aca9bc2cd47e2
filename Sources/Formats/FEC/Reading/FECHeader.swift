import Model

/// The first line of a FEC: which separator it uses, and which column stands where.
///
/// Names are matched without regard to case, accents and what is neither letter nor digit, in any order.
struct FECHeader: Sendable {
  /// The two ways of giving an amount: columns Debit and Credit, or Montant with a Sens.
  enum Sides: Equatable, Sendable {
    case debitAndCredit
    case amountAndSide(side: Int)
  }

  let separator: UInt8
  /// Fields in a line; a separator at the end of the header is not counted.
  let count: Int
  /// Place in the line of each column of ``FECColumn``, then of each of ``FECCashColumn``, or -1. A column Montant
  /// stands at the place of Debit.
  let places: [Int]
  let sides: Sides
  /// Fields that a line cannot do without: those that follow may be left out at its end.
  let requiredCount: Int
  let extras: [String]
  /// Columns recognised under another name than the law's: what the file says, and the legal name.
  let renamed: [(found: String, legal: String)]

  static let tab: UInt8 = 9
  static let pipe: UInt8 = 0x7C

  /// Nil when neither TAB nor `|` makes nine columns, the test of the DGFiP's checker; or when there are too many.
  init?(_ line: UnsafeBufferPointer<UInt8>) {
    let isTab = line.count { $0 == Self.tab } >= 8
    let separator = isTab ? Self.tab : Self.pipe
    var names = line.split(separator: separator, omittingEmptySubsequences: false)
    if names.last.map({ FECBytes.trimmed(UnsafeBufferPointer(rebasing: $0)).isEmpty }) == true { names.removeLast() }
    guard (9...FECLimits.columns).contains(names.count) else { return nil }

    var columns = Columns()
    for (place, name) in names.enumerated() { columns.take(UnsafeBufferPointer(rebasing: name), at: place) }
    sides = columns.decideSides()
    self.separator = separator
    count = names.count
    places = columns.places + columns.cashPlaces
    extras = columns.extras
    renamed = columns.renamed
    let needed = FECColumn.allCases.filter { !$0.mayBeLeftOut }.map { columns.places[$0.rawValue] }
    let sidePlace = if case .amountAndSide(let place) = sides { place } else { -1 }
    requiredCount = 1 + (needed + [sidePlace]).reduce(-1, max)
  }

  func has(_ column: FECColumn) -> Bool {
    places[column.rawValue] >= 0 || (column == .credit && sides != .debitAndCredit)
  }

  var cashColumns: [FECCashColumn] {
    FECCashColumn.allCases.filter { places[FECColumn.allCases.count + $0.rawValue] >= 0 }
  }

  var missing: [FECColumn] { FECColumn.allCases.filter { !has($0) } }

  /// Too few legal names for the line to be a header at all.
  var isNoHeader: Bool { FECColumn.allCases.count { has($0) } < 3 }

  /// What the names of the columns say, gathered from the first to the last.
  private struct Columns {
    var places = [Int](repeating: -1, count: FECColumn.allCases.count)
    var cashPlaces = [Int](repeating: -1, count: FECCashColumn.allCases.count)
    var extras: [String] = []
    var renamed: [(found: String, legal: String)] = []
    private var amountPlace: Int?
    private var sidePlace: Int?

    mutating func take(_ name: UnsafeBufferPointer<UInt8>, at place: Int) {
      let folded = FECHeader.folded(name)
      if let column = FECHeader.columns[folded], places[column.rawValue] < 0 {
        places[column.rawValue] = place
      } else if let column = FECHeader.aliases[folded], places[column.rawValue] < 0 {
        places[column.rawValue] = place
        renamed.append((FECText.lenient(FECBytes.trimmed(name)), column.legalName))
      } else if let column = FECHeader.cashNames[folded], cashPlaces[column.rawValue] < 0 {
        cashPlaces[column.rawValue] = place
      } else if folded == "montant", amountPlace == nil {
        amountPlace = place
      } else if folded == "sens", sidePlace == nil {
        sidePlace = place
      } else {
        extras.append(FECText.lenient(FECBytes.trimmed(name)))
      }
    }

    mutating func decideSides() -> Sides {
      let hasBoth = places[FECColumn.debit.rawValue] >= 0 && places[FECColumn.credit.rawValue] >= 0
      if !hasBoth, let amountPlace, let sidePlace {
        places[FECColumn.debit.rawValue] = amountPlace
        places[FECColumn.credit.rawValue] = -1
        return .amountAndSide(side: sidePlace)
      }
      extras += (amountPlace == nil ? [] : ["Montant"]) + (sidePlace == nil ? [] : ["Sens"])
      return .debitAndCredit
    }
  }

  private static let columns = Dictionary(
    uniqueKeysWithValues: FECColumn.allCases.map { ($0.legalName.lowercased(), $0) })

  private static let cashNames = Dictionary(
    uniqueKeysWithValues: FECCashColumn.allCases.map { ($0.legalName.lowercased(), $0) })

  /// Names met in files of publishers for columns of the law.
  private static let aliases: [String: FECColumn] = [
    "iddevise": .iDevise, "devise": .iDevise, "codedevise": .iDevise, "montantendevise": .montantDevise,
    "codejournal": .journalCode, "journallibelle": .journalLib, "libellejournal": .journalLib,
    "ecriturenumero": .ecritureNum, "numeroecriture": .ecritureNum, "numecriture": .ecritureNum,
    "dateecriture": .ecritureDate, "numerocompte": .compteNum, "comptenumero": .compteNum,
    "comptelibelle": .compteLib, "libellecompte": .compteLib, "compauxlibelle": .compAuxLib,
    "piecereference": .pieceRef, "datepiece": .pieceDate, "ecriturelibelle": .ecritureLib,
    "libelleecriture": .ecritureLib, "ecriturelettrage": .ecritureLet, "lettrage": .ecritureLet,
    "ecrturelet": .ecritureLet, "datelettrage": .dateLet, "datevalidation": .validDate,
    "validationdate": .validDate,
  ]

  /// Small ASCII letters and digits; é and è, in UTF-8 or in Latin-9, become e.
  private static func folded(_ name: UnsafeBufferPointer<UInt8>) -> String {
    var kept: [UInt8] = []
    for byte in name {
      switch byte {
      case 0x30...0x39, 0x61...0x7A: kept.append(byte)
      case 0x41...0x5A: kept.append(byte | 0x20)
      case 0xE8, 0xE9, 0xC8, 0xC9, 0xA8, 0xA9, 0x88, 0x89: kept.append(0x65)
      default: break
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
