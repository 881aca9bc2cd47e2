import Application
import HTTPTypes
import Hummingbird
import Model

/// `/immobilisations/{id}/sortie`: an asset is sold or scrapped.
enum DisposalPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    _ = try books.assetDesk()
    return try await page(visit, books, nil, faults: [:])
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    _ = try books.assetDesk()
    let id = try AssetPage.id(visit)
    var faults: [String: String] = [:]
    let typed = visit.form.trimmed("date")
    let day = French.readDate(typed)
    if day == nil {
      faults["date"] =
        typed.isEmpty
        ? "La date de la sortie manque." : "« \(typed) » n’est pas une date : écrivez 15/03/2026."
    }
    func amount(_ name: String) -> Money? {
      let text = visit.form.trimmed(name)
      guard !text.isEmpty else { return nil }
      guard let cents = AmountText.cents(text), abs(cents) <= Money.largestMinor else {
        faults[name] = "« \(text) » n’est pas un montant : écrivez 1234,50."
        return nil
      }
      return Money(minor: cents)
    }
    let (price, vat) = (amount("prix"), amount("tva") ?? .zero)
    guard let date = day, faults.isEmpty else {
      return try await page(visit, books, visit.form, faults: faults)
    }
    let claim = visit.form.trimmed("contrepartie")
    do {
      let made = try await books.dispose(
        id, Disposal(date: date, price: price, vat: vat), claim: claim.isEmpty ? nil : claim)
      await visit.remember {
        $0.notice =
          "Sortie enregistrée : \(French.count(made.count, "écriture attend", "écritures attendent")) au brouillard."
      }
      return Answer.seeOther(Address.asset(id))
    } catch let refusal as AssetRefusal {
      return try await page(visit, books, visit.form, faults: [refusal.field: Words.of(refusal).text])
    } catch let refusal as AssetNotTaken {
      return try await page(visit, books, visit.form, faults: ["date": Words.of(refusal).sentence])
    }
  }

  static func undo(_ visit: Visit, _ books: Books) async throws -> Response {
    _ = try books.assetDesk()
    let id = try AssetPage.id(visit)
    do {
      try await books.undoDisposal(id)
      await visit.remember { $0.notice = "Sortie annulée : ses brouillons sont jetés." }
    } catch let refusal as AssetRefusal where refusal == .disposalPosted || refusal == .notDisposed {
      await visit.remember { $0.notice = Words.of(refusal).text }
    }
    return Answer.seeOther(Address.asset(id))
  }

  private static func page(
    _ visit: Visit, _ books: Books, _ typed: Form?, faults: [String: String]
  ) async throws -> Response {
    let sheet = try await books.assetSheet(try AssetPage.id(visit))
    let model = DisposalModel(sheet.asset, typed, faults)
    var frame = FrameRequest(title: "Sortie de \(sheet.asset.label)", here: .assets)
    frame.hasErrors = !faults.isEmpty
    return try await visit.page(
      "immobilisation-sortie", model, books, frame, status: faults.isEmpty ? .ok : .unprocessableContent)
  }
}

extension AssetRefusal {
  /// The field of the disposal that it is about.
  fileprivate var field: String {
    switch self {
    case .priceWrong: "prix"
    case .claimAccountWrong: "contrepartie"
    default: "date"
    }
  }
}

struct DisposalModel: Sendable {
  let name: String
  let back: String
  let action: String
  let sentence: String
  let fields: [Field]
  let faults: FaultList?

  init(_ asset: FixedAsset, _ typed: Form?, _ faults: [String: String]) {
    name = asset.label
    back = Address.asset(asset.id)
    action = Address.assetDisposal(asset.id)
    sentence =
      "Valeur d’origine \(French.amount(asset.cost))\(French.hardSpace)€. La sortie prépare la dotation jusqu’au jour, "
      + "la sortie de l’actif et, en cas de vente, le prix : trois écritures au brouillard."
    func field(
      _ name: String, _ label: String, _ hint: String? = nil, isOptional: Bool = true, mode: String = "decimal"
    ) -> Field {
      Field(
        id: name, name: name, label: label, value: typed?[name] ?? "", isOptional: isOptional, hint: hint,
        fault: faults[name], inputMode: mode)
    }
    let made = [
      field("date", "Date de la sortie", isOptional: false, mode: "numeric"),
      field("prix", "Prix de vente HT", "Vide : mise au rebut."),
      field("tva", "TVA collectée"),
      field("contrepartie", "Compte du prix", "Vide : 462. Par exemple 512000 si c’est encaissé.", mode: "numeric"),
    ]
    fields = made.focused()
    self.faults = FaultList(made)
  }
}
