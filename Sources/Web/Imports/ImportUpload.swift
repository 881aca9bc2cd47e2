import Application
import HTTPTypes
import Hummingbird
import Model

/// The files of an import, each sealed chunk after chunk as it arrives. One that is refused does not keep the others
/// out: it is told on the page where they are shown.
enum ImportUpload {
  /// Sent by the script with each file of several: answered without a page, which the last one asks for.
  static let oneOfSeveral = "suite"

  static func submit(_ visit: Visit, _ books: Books) async throws -> Response {
    let type = visit.request.headers[.contentType] ?? ""
    let declared = visit.request.headers[.contentLength].flatMap { Int($0) } ?? 0
    guard declared <= UploadReader.longestFile else { return try await refuse(visit, books, tooLong, .contentTooLarge) }
    guard
      let parts = MultipartReader(contentType: type, body: visit.request.body, limitBytes: UploadReader.longestFile)
    else { throw StaleForm() }
    var reader = UploadReader(parts)
    do {
      switch try await reader.open(token: visit.session.formToken, headerToken: visit.request.headers[.formToken]) {
      case .badToken: throw StaleForm()
      case .noFile: throw ImportRefusal.emptyFile
      case .file(let name): return try await answer(visit, books, take(&reader, name, books))
      }
    } catch let refusal as ImportRefusal {
      return try await refuse(visit, books, Words.of(refusal), .unprocessableContent)
    } catch let fault as MultipartReader.Fault {
      return try await refuse(visit, books, fault == .tooLong ? tooLong : cut, .unprocessableContent)
    }
  }

  private struct Taken {
    var files: [Identifier<Import>] = []
    var refused: [(name: String, refusal: ImportRefusal)] = []
  }

  private static func take(_ reader: inout UploadReader, _ first: String, _ books: Books) async throws -> Taken {
    var taken = Taken()
    var next: String? = first
    while let name = next {
      do {
        let id = try await books.stageImport(fileName: name) { staging in
          while let bytes = try await reader.next() { try await staging.append(bytes) }
        }
        taken.files.append(id)
      } catch let refusal as ImportRefusal {
        taken.refused.append((name, refusal))
      }
      next = try await reader.nextFile()
    }
    return taken
  }

  private static func answer(_ visit: Visit, _ books: Books, _ taken: Taken) async throws -> Response {
    let isOneOfSeveral = visit.query[oneOfSeveral] == "oui"
    if !isOneOfSeveral, taken.files.isEmpty, taken.refused.count == 1 { throw taken.refused[0].refusal }
    let refused = taken.refused.map { RefusedFile(name: $0.name, sentence: Words.of($0.refusal).text) }
    await visit.remember { $0.refusedFiles = ($0.refusedFiles + refused).suffix(RefusedFile.most) }
    if isOneOfSeveral { return Response(status: .noContent) }
    let waiting = try await ImportPage.waiting(books)
    guard let only = waiting.first else { return Answer.seeOther(Address.imports) }
    return Answer.seeOther(
      waiting.count == 1 && refused.isEmpty ? Address.imports(only.id) : Address.importSet)
  }

  private static let tooLong = Wording(
    "L’envoi dépasse 2 Go.", remedy: "Importez un exercice à la fois.")
  private static let cut = Wording(
    "L’envoi du fichier a été interrompu : rien n’en a été enregistré.", remedy: "Recommencez.")

  private static func refuse(
    _ visit: Visit, _ books: Books, _ wording: Wording, _ status: HTTPResponse.Status
  ) async throws -> Response {
    try await ImportListPage.respond(visit, books, fault: wording, status: status)
  }
}

/// A file that was not taken in, told on the next page.
struct RefusedFile: Sendable, Equatable {
  let name: String
  let sentence: String

  /// As many as one page can tell of.
  static let most = 50
}
