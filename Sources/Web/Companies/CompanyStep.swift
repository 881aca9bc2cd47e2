import Application
import Hummingbird
import Model

/// `/demarrage/societe`
enum CompanyStep {
  static let title = "Votre société, étape 1 sur 4"

  static func show(_ visit: Visit) async throws -> Response {
    let hasCompanies = try await !visit.site.home.companies().isEmpty
    return try visit.solo(
      "demarrage-societe", CompanyStepModel(visit.session.firstStart, hasCompanies: hasCompanies), title: title,
      isWide: true)
  }

  static func submit(_ visit: Visit) async throws -> Response {
    var draft = visit.session.firstStart
    draft.name = visit.form.trimmed("raison_sociale")
    draft.siren = visit.form.trimmed("siren")
    let kept = draft
    await visit.remember { $0.firstStart = kept }
    let companies = try await visit.site.home.companies()
    let faults = faults(in: draft, companies: companies)
    guard faults.isEmpty else {
      let model = CompanyStepModel(draft, faults: faults, hasCompanies: !companies.isEmpty)
      return try visit.solo(
        "demarrage-societe", model, title: title, isWide: true, hasErrors: true, status: .unprocessableContent)
    }
    return Answer.seeOther(Address.firstYear)
  }

  static func faults(in draft: FirstStartDraft, companies: [CompanyCard]) -> [String: Wording] {
    var faults: [String: Wording] = [:]
    if draft.name.isEmpty { faults["raison_sociale"] = Words.of(CompanyRefusal.nameMissing) }
    faults["siren"] = Words.sirenFault(draft.siren)
    if let siren = SIREN(draft.siren), companies.contains(where: { $0.siren == siren }) {
      faults["siren"] = Words.of(CompanyRefusal.alreadyExists(siren))
    }
    return faults
  }

  /// The verdict on a SIREN while it is typed, as a fragment.
  static func check(_ visit: Visit) async throws -> Response {
    let text = visit.query["siren"]
    let draft = FirstStartDraft(name: "–", siren: text)
    let fault = faults(in: draft, companies: try await visit.site.home.companies())["siren"]
    struct Verdict: Sendable {
      let fault: String?
      let right: String?
    }
    let right = SIREN(text).map { "\(French.siren($0)) : la clé de contrôle est juste." }
    return Answer.html(
      try visit.site.templates.renderFragment(
        "verdict", Verdict(fault: fault?.text, right: fault == nil ? right : nil)))
  }
}
