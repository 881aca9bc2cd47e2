import Application
import Hummingbird
import Model

/// `/demarrage/exercice`
enum YearStep {
  static let title = "Votre exercice, étape 2 sur 4"

  static func show(_ visit: Visit) async throws -> Response {
    var draft = visit.session.firstStart
    guard try await isReady(visit) else { return Answer.seeOther(Address.firstStart) }
    if draft.start.isEmpty, draft.end.isEmpty {
      let year = visit.environment.today().year
      draft.start = "01/01/\(year)"
      draft.end = "31/12/\(year)"
    }
    return try visit.solo("demarrage-exercice", YearStepModel(draft), title: title, isWide: true)
  }

  static func submit(_ visit: Visit) async throws -> Response {
    guard try await isReady(visit) else { return Answer.seeOther(Address.firstStart) }
    var draft = visit.session.firstStart
    draft.start = visit.form.trimmed("debut")
    draft.end = visit.form.trimmed("fin")
    let kept = draft
    await visit.remember { $0.firstStart = kept }
    switch read(draft) {
    case .success: return Answer.seeOther(Address.firstVAT)
    case .failure(let faults):
      return try visit.solo(
        "demarrage-exercice", YearStepModel(draft, faults: faults.byField), title: title, isWide: true,
        hasErrors: true, status: .unprocessableContent)
    }
  }

  static func isReady(_ visit: Visit) async throws -> Bool {
    let companies = try await visit.site.home.companies()
    return CompanyStep.faults(in: visit.session.firstStart, companies: companies).isEmpty
  }

  struct Faults: Error {
    let byField: [String: Wording]
  }

  static func read(_ draft: FirstStartDraft) -> Result<FiscalYear, Faults> {
    let start = French.readDate(draft.start)
    let end = French.readDate(draft.end)
    guard let start, let end else {
      var faults: [String: Wording] = [:]
      if start == nil { faults["debut"] = notADate(draft.start) }
      if end == nil { faults["fin"] = notADate(draft.end) }
      return .failure(Faults(byField: faults))
    }
    do {
      return .success(try FiscalYear(start: start, end: end))
    } catch {
      return .failure(Faults(byField: ["fin": Words.of(error)]))
    }
  }

  private static func notADate(_ text: String) -> Wording {
    text.isEmpty
      ? Wording("La date manque.", remedy: "Écrivez-la ainsi : 31/12/2026.")
      : Wording("« \(text) » n’est pas une date du calendrier.", remedy: "Écrivez-la ainsi : 31/12/2026.")
  }
}
