import Application
import HTTPTypes
import Hummingbird
import Model

/// `/verrouiller`: ends this session. The company itself is locked when nobody else has it open.
enum LockAction {
  static func submit(_ visit: Visit) async throws -> Response {
    let site = visit.site
    let books = visit.session.books
    let id = await site.sessions.rotate(visit.sessionID, books: nil)
    if let books {
      let siren = books.company.siren
      // An import or a closing that is being written needs the key: the sweeper locks the company once it is done.
      if await site.sessions.openCompanies()[siren] == nil {
        if await WorkBanner.underWay(books, site) == nil {
          await site.home.close(siren)
        } else {
          await site.sessions.leaveOpen(books)
        }
      }
    }
    return SignInDoor.opened(
      visit, sessionID: id, then: books.map { Address.unlock($0.company.siren) } ?? Address.unlock)
  }
}

/// `/apparence`: day, night, or as the system.
enum ThemeAction {
  static func submit(_ visit: Visit) async throws -> Response {
    guard let theme = Theme(rawValue: visit.form["theme"]) else { throw PageNotFound() }
    await visit.remember { $0.theme = theme }
    return Answer.seeOther(LocalPath(visit.form["retour"])?.text ?? Address.root)
  }
}
