import Application
import Model

/// The accounts and third parties that have open lines.
struct MatchingChoiceModel: Sendable {
  private static let most = 500

  let sentence: String
  let account: String
  let party: String
  let action = Address.matching
  let refusal: String?
  let rows: [Row]
  let hasRows: Bool
  let isEmpty: Bool
  /// What the company tolerates; nil for whoever may not change it.
  let tolerance: String?
  let toleranceAction = Address.matchingTolerance

  struct Row: Sendable {
    let href: String
    let account: String
    let name: String
    let count: String
    let balance: String
    let side: String
    let hint: String
  }

  init(_ places: [OpenPlace], _ query: MatchingQuery, refusal: MatchingRefusal?, tolerance: Money? = nil) {
    self.tolerance = tolerance.map { French.amount($0) }
    account = query.account
    party = query.party
    self.refusal = refusal.map { Words.of($0).text }
    // Where something may be matched comes first.
    let sorted = places.filter(\.mayMatch) + places.filter { !$0.mayMatch }
    rows = sorted.prefix(Self.most).map(Self.row)
    hasRows = !rows.isEmpty
    isEmpty = rows.isEmpty
    let words = French.count(
      places.count, "compte ou tiers a des lignes ouvertes", "comptes ou tiers ont des lignes ouvertes")
    sentence =
      places.isEmpty
      ? "Aucune ligne n’attend d’être lettrée."
      : words + (places.count > Self.most ? " ; en voici \(French.integer(Self.most))." : ".")
  }

  private static func row(_ place: OpenPlace) -> Row {
    let fields = [("compte", place.account)] + (place.party.map { [("tiers", $0.code)] } ?? [])
    let balance = SidedAmount(place.balance)
    return Row(
      href: Address.withQuery(Address.matching, fields), account: place.account,
      name: place.party.map { "\($0.code) \(place.partyLabel)" } ?? place.accountLabel,
      count: French.integer(place.count), balance: balance.amount, side: balance.side,
      hint: place.mayMatch ? "à rapprocher" : "")
  }
}

extension MatchingChoiceModel.Row: TemplateRow {
  static let fields: [String: @Sendable (MatchingChoiceModel.Row) -> Any?] = [
    "href": { $0.href }, "account": { $0.account }, "name": { $0.name }, "count": { $0.count },
    "balance": { $0.balance }, "side": { $0.side }, "hint": { $0.hint },
  ]
}
