import Application
import HTTPTypes
import Hummingbird
import Model
import NIOCore

/// `/pieces/{id}`: the document itself. It is shown and never run: its type is what its bytes are, and its policy lets
/// nothing happen in it.
enum DocumentAnswer {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let id = Identifier<Attachment>(hexadecimal: visit.part("id")) else { throw PageNotFound() }
    let content: DocumentContent
    do {
      content = try await books.document(id)
    } catch DocumentRefusal.unknownAttachment { throw PageNotFound() }
    let document = content.card.document
    let isKept = visit.query.has("telecharger") || document.kind == .tiff
    if !isKept, content.hasActions { return warning }
    var response = Response(
      status: .ok, headers: [.contentType: type(of: document.kind)],
      body: .init(byteBuffer: ByteBuffer(bytes: content.bytes)))
    let name = named(document)
    response.headers[.contentDisposition] =
      (isKept ? "attachment" : "inline")
      + "; filename=\"\(Answer.asciiName(name))\"; filename*=UTF-8''\(Percent.encode(name))"
    protect(&response, isPDF: document.kind == .pdf)
    return response
  }

  /// In the place of a document that a viewer might run something of.
  private static var warning: Response {
    let text = "Cette pièce contient un script ou une commande : elle se télécharge, et ne s’affiche pas ici."
    var response = Response(
      status: .ok, headers: [.contentType: "text/plain; charset=utf-8"], body: .init(byteBuffer: .init(string: text)))
    protect(&response, isPDF: false)
    return response
  }

  /// Nothing of it runs, loads or sends anything, and only our own pages frame it. A browser's viewer of PDF draws its
  /// own styles, and refuses to work in a sandbox.
  private static func protect(_ response: inout Response, isPDF: Bool) {
    let common = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    let policy =
      isPDF
      ? "\(common); object-src 'self'; style-src 'unsafe-inline'"
      : "\(common); img-src 'self'; style-src 'unsafe-inline'; sandbox"
    response.headers[.contentSecurityPolicy] = policy
    if let name = HTTPField.Name("X-Frame-Options") { response.headers[name] = "SAMEORIGIN" }
  }

  private static func type(of kind: DocumentKind) -> String {
    switch kind {
    case .pdf: "application/pdf"
    case .jpeg: "image/jpeg"
    case .png: "image/png"
    case .webp: "image/webp"
    case .tiff: "image/tiff"
    // As text: nothing of it is a page.
    case .xml: "text/plain; charset=utf-8"
    }
  }

  /// Its name, with the ending of what it is: a file kept under a wrong one would be opened as something else.
  private static func named(_ document: DocumentFacts) -> String {
    let name = UploadReader.lastComponent(document.fileName)
    let endings = document.kind == .jpeg ? ["jpg", "jpeg"] : document.kind == .tiff ? ["tif", "tiff"] : []
    let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if (endings + [document.kind.ending]).contains(ending), name.contains(".") { return name }
    return (name.isEmpty ? "piece" : name) + "." + document.kind.ending
  }
}
