import Foundation
import Model

/// The forms that come with the program, and small books to fill them with.
enum LiasseFixture {
  static func text(_ name: String) -> String {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../../Resources/data/\(name).csv")
    return FileManager.default.contents(atPath: path.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  static let liasse = Liasse(
    base: text("liasse-base"), simplified: text("liasse-simplifiee"), yearEnd: text("inventaire"))!

  static let forms: [String: StatementForm] = {
    var forms: [String: StatementForm] = [:]
    for system in LiasseSystem.allCases {
      for year in [2024, 2025] { forms["\(system)\(year)"] = liasse.form(system, yearOpened: day(year, 1, 1)) }
    }
    return forms
  }()

  static func form(_ system: LiasseSystem = .base, _ year: Int = 2025) -> StatementForm { forms["\(system)\(year)"]! }

  static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    CalendarDate(year: year, month: month, day: day)!
  }

  /// `512000 1200,50` a line, debit balances positive; `411000 300/-20` tells the third parties' two sides.
  static func standings(_ text: String) -> [AccountStanding] {
    text.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      let account = String(words[0])
      let sides = words[1].split(separator: "/").map { cents(String($0)) }
      guard sides.count == 2 else {
        return AccountStanding(account: account, label: "Compte \(account)", balance: MoneyTotal(minor: sides[0]))
      }
      return AccountStanding(
        account: account, label: "Compte \(account)", debtors: MoneyTotal(minor: sides[0]),
        creditors: MoneyTotal(minor: -sides[1]))
    }
  }

  private static func cents(_ text: String) -> Int128 {
    let parts = text.split(separator: ",")
    let sign: Int128 = text.hasPrefix("-") ? -1 : 1
    let whole = abs(Int128(parts[0])!) * 100
    let rest = parts.count == 2 ? Int128(parts[1])! : 0
    return sign * (whole + rest)
  }
}

extension FinancialStatements {
  /// Gross, depreciation and net of a line, in cents.
  func figures(_ code: String) -> [Int128] {
    row(code).map { [$0.gross.minor, $0.depreciation.minor, $0.net.minor] } ?? []
  }

  func net(_ code: String) -> Int128? { row(code)?.net.minor }

  var isSound: Bool { controls.allSatisfy(\.isHeld) }
}
