import Application
import Hummingbird
import Model

/// `/demarrage/tva`
enum VATStep {
  static let title = "Votre TVA, étape 3 sur 4"

  static func show(_ visit: Visit) async throws -> Response {
    guard try await isReady(visit) else { return Answer.seeOther(Address.firstYear) }
    return try visit.solo("demarrage-tva", VATStepModel(visit.session.firstStart), title: title, isWide: true)
  }

  static func submit(_ visit: Visit) async throws -> Response {
    guard try await isReady(visit) else { return Answer.seeOther(Address.firstYear) }
    var settings = visit.session.firstStart.settings
    VATQuestions.read(visit.form, into: &settings)
    let kept = settings
    await visit.remember { $0.firstStart.settings = kept }
    return Answer.seeOther(Address.firstPassword)
  }

  private static func isReady(_ visit: Visit) async throws -> Bool {
    guard case .success = YearStep.read(visit.session.firstStart) else { return false }
    return try await YearStep.isReady(visit)
  }
}

/// First start, step 3: how the company stands with VAT.
struct VATStepModel: Sendable {
  let steps = FirstStartSteps(current: 3)
  let company: String
  let faults: FaultList? = nil
  let questions: [Choice]
  let back = Address.firstYear

  init(_ draft: FirstStartDraft) {
    company = draft.name
    questions = VATQuestions(draft.settings).all
  }
}
