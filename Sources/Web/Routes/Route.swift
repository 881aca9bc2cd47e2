import Application
import HTTPTypes
import Hummingbird
import Model

/// One address and what answers it. Inside routes are handed the open company: they cannot be reached without.
struct Route: Sendable {
  let method: HTTPRequest.Method
  let path: String
  let isInside: Bool
  let action: @Sendable (Visit) async throws -> Response

  typealias OutsideAction = @Sendable (Visit) async throws -> Response
  typealias InsideAction = @Sendable (Visit, Books) async throws -> Response

  static func outside(_ method: HTTPRequest.Method, _ path: String, _ action: @escaping OutsideAction) -> Route {
    Route(method: method, path: path, isInside: false, action: action)
  }

  /// Where ``StepUp`` has a rule for it, whoever has a second factor gave a code of it within the last minutes.
  static func inside(_ method: HTTPRequest.Method, _ path: String, _ action: @escaping InsideAction) -> Route {
    let rule = StepUp.rule(method, path)
    return Route(method: method, path: path, isInside: true) { visit in
      guard let books = visit.session.books else {
        return Answer.seeOther(method == .get ? Address.unlock(backTo: visit.address) : Address.unlock)
      }
      // The recovery code is shown once: it is asked back before anything else is done.
      if visit.session.recoveryCode != nil, !visit.path.hasPrefix(Address.recoveryKit) {
        return Answer.seeOther(Address.recoveryKit)
      }
      // A second factor that was lost with its password is set up anew before anything else is done.
      if visit.session.mustSetFactor, !visit.path.hasPrefix(Address.secondFactor) {
        return Answer.seeOther(Address.secondFactor)
      }
      if let rule, !rule.isForSheets || visit.wholeForm == .sheet,
        let question = StepUpPage.question(visit, books)
      {
        return question
      }
      return try await action(visit, books)
    }
  }

  /// A page of the books that can be read as they were known at a moment: field `connu` of the address. Its links keep
  /// the moment.
  static func report(_ path: String, _ action: @escaping InsideAction) -> Route {
    .inside(.get, path) { visit, books in
      let known = try KnownField.read(visit.query.trimmed(KnownField.name))
      return try await Address.$known.withValue(known) { try await action(visit, books.asKnown(at: known)) }
    }
  }

  /// The names of the parts of the path that are not fixed: `{id}`.
  var parameterNames: [String] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
  }
}
