import Model
import Testing

@Suite("What an amount of a statement is made of")
struct ContributionTests {
  /// An asset with its depreciation, a debt, and sums that add and subtract.
  private static let form = StatementForm(
    rubrics: [
      .init(kind: .line, section: .asset, code: "A1", depreciationCode: "A2", label: "Matériel", terms: []),
      .init(kind: .line, section: .asset, code: "A3", depreciationCode: nil, label: "Créances", terms: []),
      .init(
        kind: .total, section: .asset, code: "A9", depreciationCode: "A8", label: "Actif",
        terms: [.init(code: "A1", isSubtracted: false), .init(code: "A3", isSubtracted: false)]),
      .init(kind: .line, section: .liability, code: "B1", depreciationCode: nil, label: "Dettes", terms: []),
      .init(
        kind: .total, section: .liability, code: "B9", depreciationCode: nil, label: "Passif",
        terms: [.init(code: "B1", isSubtracted: false), .init(code: "R9", isSubtracted: false)]),
      .init(kind: .line, section: .income, code: "R1", depreciationCode: nil, label: "Ventes", terms: []),
      .init(kind: .line, section: .expense, code: "R2", depreciationCode: nil, label: "Achats", terms: []),
      .init(
        kind: .total, section: .result, code: "R9", depreciationCode: nil, label: "Résultat",
        terms: [.init(code: "R1", isSubtracted: false), .init(code: "R2", isSubtracted: true)]),
    ],
    rules: [
      .init(beginning: "", debitBox: "A3", creditBox: "B1", splitsByParty: false, mark: nil),
      .init(beginning: "2", debitBox: "A1", creditBox: "A1", splitsByParty: false, mark: nil),
      .init(beginning: "28", debitBox: "A2", creditBox: "A2", splitsByParty: false, mark: nil),
      .init(beginning: "6", debitBox: "R2", creditBox: "R2", splitsByParty: false, mark: nil),
      .init(beginning: "7", debitBox: "R1", creditBox: "R1", splitsByParty: false, mark: nil),
    ])

  private static func standing(_ account: String, _ minor: Int128) -> AccountStanding {
    AccountStanding(account: account, label: account, balance: MoneyTotal(minor: minor))
  }

  @Test(
    "each line is the sum of its contributions; what depreciates and what a sum subtracts counts against it",
    arguments: [
      ("A1", [("215", 900), ("2815", -200)]), ("A9", [("215", 900), ("2815", -200), ("411", 500)]),
      ("B9", [("401", 300), ("707", 1_500), ("601", -600)]), ("R9", [("707", 1_500), ("601", -600)]), ("A7", []),
    ] as [(String, [(String, Int128)])])
  func signed(code: String, expected: [(String, Int128)]) throws {
    let form = try #require(Self.form)
    let statements = form.filled(with: [
      Self.standing("215", 900), Self.standing("2815", -200), Self.standing("401", -300), Self.standing("411", 500),
      Self.standing("601", 600), Self.standing("707", -1_500),
    ])
    let found = statements.contributions(to: code)
    #expect(found.map(\.part.account) == expected.map(\.0))
    #expect(found.map(\.amount.minor) == expected.map(\.1))
    #expect(found.reduce(MoneyTotal.zero) { $0 + $1.amount } == statements.row(code)?.net ?? .zero)
  }
}
