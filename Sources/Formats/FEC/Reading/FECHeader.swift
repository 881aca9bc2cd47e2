import Model

/// The first line of a FEC: which separator it uses, and which column stands where.
///
/// Names are matched without regard to case, accents and what is neither letter nor digit, in any order.
struct FECHeader: Equatable, Sendable {
  /// The two ways of giving an amount: columns Debit and Credit, or Montant with a Sens.
  enum Sides: Equatable, Sendable {
    case debitAndCredit
    case amountAndSide(side: Int)
  }

  let separator: UInt8
  /// Fields in a line; a separator at the end of the header is not counted.
  let count: Int
  /// Place in the line of each column of ``FECColumn``, or -1. A column Montant stands at the place of Debit.
  let places: [Int]
  let sides: Sides
  let extras: [String]

  static let tab: UInt8 = 9
  static let pipe: UInt8 = 0x7C

  /// Nil when neither TAB nor `|` makes nine columns, the test of the DGFiP's checker; or when there are too many.
  init?(_ line: UnsafeBufferPointer<UInt8>) {
    let isTab = line.count { $0 == Self.tab } >= 8
    let separator = isTab ? Self.tab : Self.pipe
    var names = line.split(separator: separator, omittingEmptySubsequences: false)
    if names.last.map({ FECBytes.trimmed(UnsafeBufferPointer(rebasing: $0)).isEmpty }) == true { names.removeLast() }
    guard (9...FECLimits.columns).contains(names.count) else { return nil }

    var places = [Int](repeating: -1, count: FECColumn.allCases.count)
    var amountPlace: Int?
    var sidePlace: Int?
    var extras: [String] = []
    for (place, name) in names.enumerated() {
      let folded = Self.folded(name)
      if let column = Self.columns[folded], places[column.rawValue] < 0 {
        places[column.rawValue] = place
      } else if folded == "montant", amountPlace == nil {
        amountPlace = place
      } else if folded == "sens", sidePlace == nil {
        sidePlace = place
      } else {
        extras.append(FECText.lenient(UnsafeBufferPointer(rebasing: name)))
      }
    }
    let hasSides = places[FECColumn.debit.rawValue] >= 0 && places[FECColumn.credit.rawValue] >= 0
    if !hasSides, let amountPlace, let sidePlace {
      places[FECColumn.debit.rawValue] = amountPlace
      places[FECColumn.credit.rawValue] = -1
      sides = .amountAndSide(side: sidePlace)
    } else {
      sides = .debitAndCredit
      extras += (amountPlace == nil ? [] : ["Montant"]) + (sidePlace == nil ? [] : ["Sens"])
    }
    self.separator = separator
    count = names.count
    self.places = places
    self.extras = extras
  }

  func has(_ column: FECColumn) -> Bool {
    places[column.rawValue] >= 0 || (column == .credit && sides != .debitAndCredit)
  }

  var missing: [FECColumn] { FECColumn.allCases.filter { !has($0) } }

  private static let columns = Dictionary(
    uniqueKeysWithValues: FECColumn.allCases.map { ($0.legalName.lowercased(), $0) })

  /// Small ASCII letters and digits; é and è, in UTF-8 or in Latin-9, become e.
  private static func folded(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> String {
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
