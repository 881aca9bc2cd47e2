import Application
import Hummingbird
import Model

/// `/integrite`
enum IntegrityPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let mayVerify = books.role.may(.verifyBooks)
    let model = IntegrityModel(
      await visit.site.verifications.state(books.company.siren),
      last: mayVerify ? try await books.lastVerification() : nil, head: try await books.logHead(), mayVerify: mayVerify,
      hasRestoredKeys: books.hasRestoredKeys,
      rolledBack: books.rolledBack.map { .init($0, mayAccept: books.role.may(.manageKeys)) })
    var frame = FrameRequest(title: "Intégrité des comptes", here: .integrity)
    frame.printTitle = "Vérification de l’intégrité des comptes"
    frame.refresh = model.work == nil ? nil : 2
    return try await visit.page("integrite", model, books, frame)
  }

  static func start(_ visit: Visit, _ books: Books) async throws -> Response {
    guard books.role.may(.verifyBooks) else { throw NotAllowed(action: .verifyBooks, role: books.role) }
    await visit.site.verifications.start(books)
    return Answer.seeOther(Address.integrity)
  }

  /// An older copy was put back on purpose.
  static func accept(_ visit: Visit, _ books: Books) async throws -> Response {
    try await books.acceptRolledBack()
    await visit.remember { $0.notice = "C’est noté : les comptes repartent de cette copie." }
    return Answer.seeOther(Address.integrity)
  }

  /// The work panel alone. 205 once it is over: the page then asks for itself again.
  static func progress(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let work = IntegrityWorkModel(await visit.site.verifications.state(books.company.siren)) else {
      return Response(status: .resetContent)
    }
    return Answer.html(try visit.site.templates.renderFragment("integrite-travail", work))
  }
}
