import Application
import Hummingbird
import Model

/// `/mon-acces/confirmation`: a code again, before an act that matters. It serves for five minutes.
enum StepUpPage {
  static let title = "Confirmer que c’est vous"

  /// The way to this page; nil when nothing is to be asked. What a form held is asked again after.
  static func question(_ visit: Visit, _ books: Books) -> Response? {
    guard books.hasFactorAtHand, !isProved(visit) else { return nil }
    let back = LocalPath(visit.request.method == .get ? visit.address : Routes.page(above: visit.path))
    return Answer.seeOther(Address.withQuery(Address.stepUp, back.map { [("retour", $0.text)] } ?? []))
  }

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await page(visit, books, back: LocalPath(visit.query["retour"]), fault: nil)
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    let back = LocalPath(visit.form["retour"])
    let door = await SignInDoor.of(visit, books.company.siren, person: books.personID, isCode: true)
    do {
      let proved = try await SignInDoor.attempt(visit, door) { try await books.prove(code: visit.form["code"]) }
      let now = visit.environment.now()
      await visit.remember {
        $0.books = proved
        $0.provedAt = now
      }
      return Answer.seeOther(back?.text ?? Address.ownAccess)
    } catch let refusal as DoorRefusal {
      return try await page(visit, books, back: back, fault: refusal.wording)
    }
  }

  private static func page(
    _ visit: Visit, _ books: Books, back: LocalPath?, fault: Wording?
  ) async throws -> Response {
    var frame = FrameRequest(title: title, here: .ownAccess)
    frame.hasErrors = fault != nil
    return try await visit.page(
      "confirmation", StepUpModel(back: back, fault: fault), books, frame,
      status: fault == nil ? .ok : .unprocessableContent)
  }

  private static func isProved(_ visit: Visit) -> Bool {
    guard let proved = visit.session.provedAt else { return false }
    return visit.environment.now().milliseconds - proved.milliseconds < Session.provedMinutes * 60_000
  }
}

struct StepUpModel: Sendable {
  let action = Address.stepUp
  let back: String
  let faults: FaultList?
  let fields: [Field]

  init(back: LocalPath?, fault: Wording?) {
    self.back = back?.text ?? Address.ownAccess
    fields = [CodeModel.field(fault: fault)]
    faults = FaultList(fields)
  }
}
