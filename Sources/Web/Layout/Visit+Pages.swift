import Application
import HTTPTypes
import Hummingbird
import Model

extension Visit {
  /// A page outside a company.
  func solo(
    _ template: String, _ page: any Sendable, title: String, isWide: Bool = false, hasErrors: Bool = false,
    status: HTTPResponse.Status = .ok
  ) throws -> Response {
    let frame = SoloFrame(self, title: title, isWide: isWide, hasErrors: hasErrors)
    return Answer.html(try site.templates.render(template, page, frame: frame), status: status)
  }

  /// A page of the company.
  func page(
    _ template: String, _ page: any Sendable, _ books: Books, _ request: FrameRequest,
    status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    let frame = await Frame.make(self, books, request)
    return Answer.html(try site.templates.render(template, page, frame: frame), status: status)
  }
}
