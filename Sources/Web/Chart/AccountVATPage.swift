import Application
import HTTPTypes
import Hummingbird
import Model

/// `/plan-comptable/tva?compte=…`: the VAT that goes with the amounts of an account.
enum AccountVATPage {
  struct Model: Sendable {
    let heading: String
    let number: String
    let label: String
    let action = Address.accountVAT
    let back = Address.chart
    let state: String
    let expected: String?
    let rates: [Choice]
    let accounts: [Choice]
    let hasAccounts: Bool
    let faults: FaultList?
    let mayChange: Bool

    struct Choice: Sendable {
      let value: String
      let name: String
      let isSelected: Bool
    }
  }

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await page(visit, books, visit.query.trimmed("compte"))
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    let number = visit.form.trimmed("compte")
    let vat = AccountVAT(account: visit.form.trimmed("tva"), rate: UInt32(visit.form["taux"]) ?? .max)
    do {
      try await books.setVAT(of: number, vat)
    } catch let refusal as AccountSettingsRefusal {
      if case .unknownAccount = refusal { throw refusal }
      return try await page(visit, books, number, typed: vat, refusal: refusal)
    }
    await visit.remember {
      $0.notice = vat.rate == 0 ? "\(number) : sans TVA." : "\(number) : TVA à \(Words.percent(vat.rate))."
    }
    return Answer.seeOther(Address.withQuery(Address.accountVAT, [("compte", number)]))
  }

  private static func page(
    _ visit: Visit, _ books: Books, _ number: String, typed: AccountVAT? = nil, refusal: AccountSettingsRefusal? = nil
  ) async throws -> Response {
    let settings = try await books.accountSettings(number)
    let shown = typed ?? settings.vat ?? settings.expected?.vat
    let rates = [0] + AccountVAT.rates
    let model = Model(
      heading: "TVA du compte \(number)", number: number, label: settings.label, state: state(settings),
      expected: settings.vat == nil
        ? settings.expected.map {
          "Proposé : \($0.vat.account) à \(Words.percent($0.vat.rate)), \(Words.of($0.basis))."
        }
        : nil,
      rates: rates.map {
        Model.Choice(
          value: String($0), name: $0 == 0 ? "sans TVA" : Words.percent($0), isSelected: shown?.rate == $0)
      },
      accounts: settings.vatAccounts.map {
        Model.Choice(value: $0.number, name: "\($0.number) \($0.label)", isSelected: shown?.account == $0.number)
      },
      hasAccounts: !settings.vatAccounts.isEmpty,
      faults: refusal.flatMap { FaultList(faults: [("#tva", Words.of($0).text)]) },
      mayChange: books.role.may(.changeMasters))
    var frame = FrameRequest(title: model.heading, here: .chart)
    frame.hasErrors = refusal != nil
    return try await visit.page("compte-tva", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }

  private static func state(_ settings: AccountSettings) -> String {
    guard let vat = settings.vat else { return "Aucun taux n’est choisi : la saisie suit les écritures passées." }
    return vat.rate == 0
      ? "Sans TVA : la saisie n’en propose pas." : "\(vat.account) à \(Words.percent(vat.rate)) : la saisie le propose."
  }
}
