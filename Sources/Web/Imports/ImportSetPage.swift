import Application
import HTTPTypes
import Hummingbird
import Model

/// `/fec/ensemble`: several imports on one page. Those that wait, or those that the address names.
enum ImportSetPage {
  /// Identifiers, joined by points: in the address and in the forms.
  static let filesField = "fichiers"

  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let set = try await named(visit.query[filesField], books)
    if set.files.isEmpty {
      return Answer.seeOther(Address.imports)
    }
    // The page asks for itself again when what runs is over: what it tells must still be there.
    let refused = ImportSetWork(set) == nil ? await visit.refusedFilesOnce() : visit.session.refusedFiles
    return try await respond(visit, books, ImportSetModel(set, role: books.role, refused: refused), status: .ok)
  }

  static func respond(
    _ visit: Visit, _ books: Books, _ model: ImportSetModel, status: HTTPResponse.Status
  ) async throws -> Response {
    var frame = FrameRequest(title: "Import de plusieurs FEC", here: .imports)
    frame.hasErrors = model.faults != nil
    frame.refresh = model.work == nil ? nil : 2
    return try await visit.page("ensemble", model, books, frame, status: status)
  }

  /// The work panel alone. 205 once it is over: the page then asks for itself again.
  static func progress(_ visit: Visit, _ books: Books) async throws -> Response {
    let set = try await named(visit.query[filesField], books)
    guard let work = ImportSetWork(set) else { return Response(status: .resetContent) }
    return Answer.html(try visit.site.templates.renderFragment("import-travail", work))
  }

  /// The imports of that field, or those that wait for a decision when it is blank. What is gone is left out.
  static func named(_ field: String, _ books: Books) async throws -> ImportSet {
    let ids = ids(field)
    let all = try await books.imports()
    return ImportSet(
      all.filter { ids.isEmpty ? ImportListModel.isUndecided($0.stage) : ids.contains($0.id) })
  }

  static func ids(_ field: String) -> Set<Identifier<Import>> {
    Set(field.split(separator: ".").compactMap { Identifier<Import>(hexadecimal: String($0)) })
  }
}

/// What a person decides of several imports at once.
enum ImportSetDecision {
  static func accept(_ visit: Visit, _ books: Books) async throws -> Response {
    let set = try await ImportSetPage.named(visit.form[ImportSetPage.filesField], books)
    let ids = set.files.map(\.id)
    do {
      try await books.acceptImports(ids, consentsToUnbalancedEntries: visit.form["accord"] == "oui")
      return Answer.seeOther(Address.importSet(ids))
    } catch let refusal as ImportSetRefusal {
      // As it stands now: what another window dropped or accepted meanwhile is seen.
      let now = try await ImportSetPage.named(visit.form[ImportSetPage.filesField], books)
      let model = ImportSetModel(now, role: books.role, refusal: refusal)
      return try await ImportSetPage.respond(visit, books, model, status: .unprocessableContent)
    } catch ImportRefusal.unknown {
      return Answer.seeOther(Address.imports)
    }
  }

  /// Drops all that is still undecided among them.
  static func cancel(_ visit: Visit, _ books: Books) async throws -> Response {
    let set = try await ImportSetPage.named(visit.form[ImportSetPage.filesField], books)
    let undecided = set.files.filter { ImportListModel.isUndecided($0.stage) }
    for file in undecided { try await books.cancelImport(file.id) }
    if !undecided.isEmpty {
      await visit.remember { $0.notice = "Les imports sont abandonnés : rien n’en reste." }
    }
    return Answer.seeOther(Address.imports)
  }
}
