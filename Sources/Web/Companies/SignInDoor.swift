import Application
import HTTPTypes
import Hummingbird
import Model

/// What every way into a company does: slowed tries, and a new session for who came in.
enum SignInDoor {
  /// The door of a person, as this browser stands before it.
  static func of(
    _ visit: Visit, _ siren: SIREN, person: Identifier<Person>?, isCode: Bool = false
  ) async -> AttemptThrottle.Door {
    let cookie = SessionGate.cookie(named: knownName(visit), in: visit.request.headers)
    var browser: String?
    if let cookie, await visit.site.throttle.knows(cookie) { browser = cookie }
    return AttemptThrottle.Door(siren, person: person, isCode: isCode, browser: browser)
  }

  /// Tries to open, as often as ``AttemptThrottle`` lets.
  static func attempt<Result: Sendable>(
    _ visit: Visit, _ door: AttemptThrottle.Door, _ open: () async throws -> Result
  ) async throws -> Result {
    if case .wait(let seconds) = await visit.site.throttle.ask(door) {
      let sentence = "Trop d’essais. Attendez \(French.count(seconds, "seconde", "secondes"))."
      throw DoorRefusal(wording: Wording(sentence, remedy: "Puis recommencez."), status: .tooManyRequests)
    }
    do {
      let opened = try await open()
      await visit.site.throttle.succeeded(door)
      return opened
    } catch let refusal as any Refusal {
      // Only a wrong secret slows the next try down.
      if !isMiss(refusal) { await visit.site.throttle.forgive(door) }
      throw DoorRefusal(wording: Words.of(any: refusal), status: .unprocessableContent, refusal: refusal)
    }
  }

  private static func isMiss(_ refusal: any Refusal) -> Bool {
    switch refusal {
    case let refusal as CompanyRefusal: refusal == .wrongPassword || refusal == .wrongRecoveryCode
    case let refusal as FactorRefusal: refusal == .wrongCode || refusal == .usedCode
    default: false
    }
  }

  /// A new session for who came in: what was known of the one before is worth nothing.
  static func opens(
    _ visit: Visit, _ books: Books, then address: String?, holdsKit: Bool = false,
    _ change: @escaping @Sendable (inout Session) -> Void = { _ in }
  ) async throws -> Response {
    // A code that nobody confirmed is one that nobody may hold: another is given before anything else.
    let code = holdsKit ? nil : try await unconfirmedKit(books)
    let id = await visit.site.sessions.rotate(visit.sessionID, books: books)
    let browser = BrowserName.of(visit.request.headers[.userAgent] ?? "")
    await visit.site.sessions.update(id) { session in
      session.browser = browser
      session.recoveryCode = code
      change(&session)
    }
    var response = opened(
      visit, sessionID: id, then: code == nil ? Self.place(address, books) : Address.recoveryKit)
    let known = await visit.site.throttle.know()
    response.headers.append(
      HTTPField(
        name: .setCookie,
        value: "\(knownName(visit))=\(known); Path=/ouvrir; Max-Age=31536000; HttpOnly; SameSite=Strict"))
    return response
  }

  /// Where they were going, or where their role begins.
  private static func place(_ asked: String?, _ books: Books) -> String {
    guard let asked, asked != Address.overview else { return Address.start(of: books.role) }
    return asked
  }

  private static func unconfirmedKit(_ books: Books) async throws -> String? {
    guard books.role.may(.manageKeys), try !books.isRecoveryKitConfirmed else { return nil }
    return try await books.renewRecoveryKit()
  }

  /// 303 with the cookie of the new session.
  static func opened(_ visit: Visit, sessionID: String, then address: String) -> Response {
    var response = Answer.seeOther(address)
    response.headers[.setCookie] = SessionGate.setCookie(sessionID, port: visit.site.port.number)
    return response
  }

  private static func knownName(_ visit: Visit) -> String { "fmpro_known_\(visit.site.port.number)" }
}

/// Why a company does not open now.
struct DoorRefusal: Error {
  let wording: Wording
  let status: HTTPResponse.Status
  /// Nil when nothing was tried.
  var refusal: (any Refusal)?
}

/// A browser in two words, out of the line it sends of itself.
enum BrowserName {
  static func of(_ line: String) -> String {
    let program = [
      ("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ].first { line.contains($0.0) }?.1
    let system = [
      ("Android", "Android"), ("iPhone", "iPhone"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"),
    ].first { line.contains($0.0) }?.1
    return [program ?? "Navigateur", system].compactMap { $0 }.joined(separator: " sous ")
  }
}
