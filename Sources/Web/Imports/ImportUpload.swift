import Application
import HTTPTypes
import Hummingbird
import Model

/// The file of an import, sealed chunk after chunk as it arrives.
enum ImportUpload {
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
      case .file(let name):
        let id = try await books.stageImport(fileName: name) { staging in
          while let bytes = try await reader.next() { try await staging.append(bytes) }
        }
        return Answer.seeOther(Address.imports(id))
      }
    } catch let refusal as ImportRefusal {
      return try await refuse(visit, books, Words.of(refusal), .unprocessableContent)
    } catch let fault as MultipartReader.Fault {
      return try await refuse(visit, books, fault == .tooLong ? tooLong : cut, .unprocessableContent)
    }
  }

  private static let tooLong = Wording(
    "Le fichier dépasse 2 Go.", remedy: "Importez un exercice à la fois.")
  private static let cut = Wording(
    "L’envoi du fichier a été interrompu : rien n’a été enregistré.", remedy: "Recommencez.")

  private static func refuse(
    _ visit: Visit, _ books: Books, _ wording: Wording, _ status: HTTPResponse.Status
  ) async throws -> Response {
    try await ImportListPage.respond(visit, books, fault: wording, status: status)
  }
}
