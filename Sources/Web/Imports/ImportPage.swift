import Application
import HTTPTypes
import Hummingbird
import Model

/// `/fec/imports/{id}`
enum ImportPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let status = try await books.importStatus(try id(visit))
    let others = try await waiting(books).filter { $0.id != status.id }
    return try await respond(
      visit, books, ImportModel(status, role: books.role, others: others.count), status: .ok)
  }

  /// The files that wait for a decision.
  static func waiting(_ books: Books) async throws -> [ImportStatus] {
    try await books.imports().filter { ImportListModel.isUndecided($0.stage) }
  }

  static func respond(
    _ visit: Visit, _ books: Books, _ model: ImportModel, status: HTTPResponse.Status
  ) async throws -> Response {
    var frame = FrameRequest(title: "Import de \(model.fileName)", here: .imports)
    frame.hasErrors = model.faults != nil
    frame.refresh = model.work == nil ? nil : 2
    return try await visit.page("import", model, books, frame, status: status)
  }

  /// The work panel alone. 205 once it is over: the page then asks for itself again.
  static func progress(_ visit: Visit, _ books: Books) async throws -> Response {
    let status = try await books.importStatus(try id(visit))
    guard let work = ImportWorkModel(status) else { return Response(status: .resetContent) }
    return Answer.html(try visit.site.templates.renderFragment("import-travail", work))
  }

  static func id(_ visit: Visit) throws -> Identifier<Import> {
    guard let id = Identifier<Import>(hexadecimal: visit.part("id")) else { throw PageNotFound() }
    return id
  }
}

/// What a person decides about an import.
enum ImportDecision {
  static func accept(_ visit: Visit, _ books: Books) async throws -> Response {
    let id = try ImportPage.id(visit)
    return try await decide(visit, books, id) {
      try await books.acceptImport(id, consentsToUnbalancedEntries: visit.form["accord"] == "oui")
      return Address.imports(id)
    }
  }

  static func cancel(_ visit: Visit, _ books: Books) async throws -> Response {
    let id = try ImportPage.id(visit)
    return try await decide(visit, books, id) {
      try await books.cancelImport(id)
      await visit.remember { $0.notice = "L’import est abandonné : rien n’en reste." }
      return try await ImportPage.waiting(books).isEmpty ? Address.imports : Address.importSet
    }
  }

  static func withdraw(_ visit: Visit, _ books: Books) async throws -> Response {
    let id = try ImportPage.id(visit)
    let reason = visit.form.trimmed("motif")
    return try await decide(visit, books, id) {
      try await books.withdrawImport(id, reason: reason)
      await visit.remember { $0.notice = "L’import est retiré : ses écritures ne comptent plus." }
      return Address.imports(id)
    }
  }

  /// A refusal shows the page again, with what was typed.
  private static func decide(
    _ visit: Visit, _ books: Books, _ id: Identifier<Import>, _ act: () async throws -> String
  ) async throws -> Response {
    do {
      return Answer.seeOther(try await act())
    } catch let refusal as ImportRefusal where refusal != .unknown {
      let status = try await books.importStatus(id)
      let model = ImportModel(status, role: books.role, refusal: refusal, reason: visit.form.trimmed("motif"))
      return try await ImportPage.respond(visit, books, model, status: .unprocessableContent)
    }
  }
}
