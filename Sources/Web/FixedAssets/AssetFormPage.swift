import Application
import HTTPTypes
import Hummingbird
import Model

/// `/immobilisations/nouvelle` and `/immobilisations/{id}/modifier`: the card of an asset.
enum AssetFormPage {
  static func add(_ visit: Visit, _ books: Books) async throws -> Response {
    let asked = visit.query["ligne"]
    let asset: FixedAsset
    if asked.isEmpty {
      asset = try books.proposedAsset(account: visit.query.trimmed("compte"))
    } else {
      guard let line = MatchingForm.read(asked) else { throw AssetRefusal.unknownLine }
      asset = try await books.proposedAsset(from: line)
    }
    return try await page(visit, books, AssetForm(asset), isNew: true)
  }

  static func edit(_ visit: Visit, _ books: Books) async throws -> Response {
    _ = try books.assetDesk()
    let sheet = try await books.assetSheet(try AssetPage.id(visit))
    return try await page(visit, books, AssetForm(sheet.asset), isNew: false)
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    let desk = try books.assetDesk()
    let isNew = visit.path == Address.newAsset
    let form = try AssetForm(visit.form, id: isNew ? nil : AssetPage.id(visit))
    let read = form.read(proposal: desk.proposal(for: form.account))
    guard read.faults.isEmpty else {
      return try await page(visit, books, form, isNew: isNew, faults: read.faults)
    }
    do {
      try await books.saveAsset(read.asset)
      await visit.remember { $0.notice = "« \(read.asset.label) » est au registre." }
      return Answer.seeOther(Address.asset(read.asset.id))
    } catch let refusal as AssetNotTaken {
      let faults = refusal.problems.map { AssetForm.Fault(field: $0.field, text: Words.of($0)) }
      return try await page(visit, books, form, isNew: isNew, faults: faults)
    }
  }

  private static func page(
    _ visit: Visit, _ books: Books, _ form: AssetForm, isNew: Bool, faults: [AssetForm.Fault] = []
  ) async throws -> Response {
    var frame = FrameRequest(title: isNew ? "Nouvelle immobilisation" : "Modifier l’immobilisation", here: .assets)
    frame.hasErrors = !faults.isEmpty
    return try await visit.page(
      "immobilisation-fiche", AssetFormModel(form, isNew: isNew, faults: faults), books, frame,
      status: faults.isEmpty ? .ok : .unprocessableContent)
  }
}

/// The card of an asset as it is typed.
struct AssetForm: Sendable {
  let id: Identifier<Asset>
  let source: LineReference?
  /// By the name of their field.
  let texts: [String: String]

  struct Fault: Sendable, Equatable {
    let field: String
    let text: String
  }

  static let names = [
    "designation", "composant", "compte", "valeur", "residuelle", "acquise", "service", "methode", "duree",
    "amortissement", "dotation", "anterieur-date", "anterieur", "anterieur-derogatoire",
  ]

  var account: String { self["compte"] }
  subscript(name: String) -> String { texts[name] ?? "" }

  init(_ asset: FixedAsset) {
    id = asset.id
    source = asset.source
    func amount(_ money: Money) -> String { money.isZero ? "" : French.amount(money) }
    texts = [
      "designation": asset.label, "composant": asset.composite, "compte": asset.account, "valeur": amount(asset.cost),
      "residuelle": amount(asset.residual), "acquise": asset.acquired.map(French.date) ?? "",
      "service": asset.inService.map(French.date) ?? "", "methode": String(asset.method.rawValue),
      "duree": asset.months == 0 ? "" : AssetText.duration(asset.months).replacingHardSpaces,
      "amortissement": asset.depreciationAccount, "dotation": asset.expenseAccount,
      "anterieur-date": asset.prior.through.map(French.date) ?? "", "anterieur": amount(asset.prior.amount),
      "anterieur-derogatoire": amount(asset.prior.derogatory),
    ]
  }

  /// - Parameter id: nil for a new asset, whose name is in the form: sent twice, it is one asset.
  init(_ form: Form, id: Identifier<Asset>?) throws {
    guard let id = id ?? Identifier<Asset>(hexadecimal: form["immobilisation"]) else { throw PageNotFound() }
    self.id = id
    source = MatchingForm.read(form["ligne"])
    texts = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, form.trimmed($0)) })
  }

  /// Reads every field; what cannot be read is told, all at once.
  ///
  /// - Parameter proposal: what goes with the account, where the accounts of depreciation are left blank.
  func read(proposal: YearEndAccounts.Proposal?) -> (asset: FixedAsset, faults: [Fault]) {
    var asset = FixedAsset(id: id, label: self["designation"], composite: self["composant"], account: account)
    var faults: [Fault] = []
    func amount(_ name: String) -> Money {
      guard let cents = AmountText.cents(self[name]), abs(cents) <= Money.largestMinor else {
        faults.append(Fault(field: name, text: "« \(self[name]) » n’est pas un montant : écrivez 1234,50."))
        return .zero
      }
      return Money(minor: cents)
    }
    func day(_ name: String) -> CalendarDate? {
      guard !self[name].isEmpty else { return nil }
      let date = French.readDate(self[name])
      if date == nil {
        faults.append(Fault(field: name, text: "« \(self[name]) » n’est pas une date : écrivez 15/03/2026."))
      }
      return date
    }
    asset.source = source
    asset.cost = amount("valeur")
    asset.residual = amount("residuelle")
    asset.acquired = day("acquise")
    asset.inService = day("service")
    asset.method = UInt8(self["methode"]).flatMap(DepreciationMethod.init(rawValue:)) ?? .linear
    if asset.method != .none {
      if let months = Self.months(self["duree"]) {
        asset.months = months
      } else {
        faults.append(
          Fault(field: "duree", text: "« \(self["duree"]) » n’est pas une durée : écrivez 5 ans ou 18 mois."))
      }
      let typed = (self["amortissement"], self["dotation"])
      asset.depreciationAccount = typed.0.isEmpty ? proposal?.depreciationAccount ?? "" : typed.0
      asset.expenseAccount = typed.1.isEmpty ? proposal?.expenseAccount ?? "" : typed.1
    }
    asset.prior = PriorDepreciation(
      through: day("anterieur-date"), amount: amount("anterieur"), derogatory: amount("anterieur-derogatoire"))
    return (asset, faults)
  }

  /// `5`, `5 ans`, `18 mois`; 0 for nothing, nil for what is no duration.
  static func months(_ text: String) -> UInt32? {
    guard !text.isEmpty else { return 0 }
    let words = text.split(whereSeparator: \.isWhitespace)
    guard let number = words.first.flatMap({ UInt32($0) }), number <= FixedAsset.longestMonths * 10, words.count <= 2
    else { return nil }
    switch words.count == 2 ? words[1].lowercased() : "ans" {
    case "an", "ans": return number * 12
    case "mois": return number
    default: return nil
    }
  }
}

extension AssetProblem {
  /// The field that says it.
  fileprivate var field: String {
    switch self {
    case .labelMissing: "designation"
    case .accountNotOfAssets: "compte"
    case .depreciationAccountWrong: "amortissement"
    case .expenseAccountWrong: "dotation"
    case .costNotPositive: "valeur"
    case .residualOutOfBounds: "residuelle"
    case .acquisitionMissing, .disposalBeforeAcquisition: "acquise"
    case .inServiceBeforeAcquisition: "service"
    case .durationMissing, .durationTooLong, .decliningTooShort: "duree"
    case .priorOutOfBounds: "anterieur-date"
    }
  }
}

extension String {
  /// As a person types it back.
  fileprivate var replacingHardSpaces: String {
    String(map { $0 == "\u{00A0}" || $0 == "\u{202F}" ? " " : $0 })
  }
}
