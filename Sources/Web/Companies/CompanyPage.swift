import Application
import HTTPTypes
import Hummingbird
import Model

/// `/societe`: what the company says of itself.
enum CompanyPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    try await page(visit, books, try await books.companySettings())
  }

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    var settings = try await books.companySettings()
    settings.address = visit.form["adresse"].split(whereSeparator: \.isNewline).map { String($0).trimmingSpaces }
      .filter { !$0.isEmpty }.joined(separator: "\n")
    VATQuestions.read(visit.form, into: &settings)
    do {
      try await books.changeCompany(settings)
    } catch let refusal as CompanySettingsRefusal {
      return try await page(visit, books, settings, refusal: Words.of(refusal))
    }
    await visit.remember { $0.notice = "La fiche de la société est enregistrée." }
    return Answer.seeOther(Address.company)
  }

  private static func page(
    _ visit: Visit, _ books: Books, _ settings: CompanySettings, refusal: Wording? = nil
  ) async throws -> Response {
    let model = CompanyPageModel(books.company, settings, mayChange: books.role.may(.changeMasters), refusal: refusal)
    var frame = FrameRequest(title: "Société", here: .company)
    frame.hasErrors = refusal != nil
    return try await visit.page("societe", model, books, frame, status: refusal == nil ? .ok : .unprocessableContent)
  }
}

struct CompanyPageModel: Sendable {
  let name: String
  let siren: String
  let vatNumber: String
  let action = Address.company
  let mayChange: Bool
  let address: String
  let addressFault: String?
  let questions: [Choice]
  /// For whoever may not change them.
  let facts: [Fact]
  let faults: FaultList?

  struct Fact: Sendable {
    let label: String
    let text: String
  }

  init(_ company: CompanyCard, _ settings: CompanySettings, mayChange: Bool, refusal: Wording?) {
    name = company.name
    siren = French.siren(company.siren)
    vatNumber =
      settings.vatScheme == .exempt ? "aucun, tant que la société est en franchise" : company.siren.vatNumber
    self.mayChange = mayChange
    address = settings.address
    addressFault = refusal?.text
    questions = VATQuestions(settings).all
    facts = [
      Fact(
        label: "Adresse",
        text: settings.address.isEmpty
          ? "Pas encore écrite" : settings.address.split(separator: "\n").joined(separator: ", ")),
      Fact(label: "Déclaration de TVA", text: settings.vatScheme.map { Words.name(of: $0) } ?? "Pas encore dite"),
      Fact(label: "TVA due", text: settings.vatDue.map { Words.name(of: $0) } ?? "Pas encore dit"),
    ]
    faults = refusal.flatMap { FaultList(faults: [("#adresse", $0.text)]) }
  }
}
