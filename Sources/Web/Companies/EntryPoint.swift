import Application
import Hummingbird

/// The bare address: leads to where this person can go on.
enum EntryPoint {
  static func show(_ visit: Visit) async throws -> Response {
    if let books = visit.session.books { return Answer.seeOther(Address.start(of: books.role)) }
    return Answer.seeOther(try await visit.site.home.companies().isEmpty ? Address.firstStart : Address.unlock)
  }
}
