import Application
import Model

/// The sessions of this node, by their secret identifier.
actor SessionStore {
  private let environment: Model.Environment
  private var sessions: [String: Session] = [:]
  /// Companies that no session has open any more and that are not locked yet.
  private var leftOpen: [SIREN: Books] = [:]

  /// Enough for every browser of a company; beyond it the longest unseen go, those that opened nothing first.
  static let capacity = 1_000

  init(environment: Model.Environment) { self.environment = environment }

  /// A session just begun, that opened nothing yet.
  func begin() -> (id: String, session: Session) {
    makeRoom()
    let now = environment.now()
    let id = Secret.make(environment)
    let session = Session(
      formToken: Secret.make(environment), openedAt: now, lastSeen: now,
      handle: environment.randomBytes(8).hexadecimal)
    sessions[id] = session
    return (id, session)
  }

  /// The session; nil when there is none or its time is over. What is over is forgotten. `isPresence` is false for
  /// what a page asks by itself: a tab left open must not keep the door open.
  func find(_ id: String, isPresence: Bool = true) -> Session? {
    guard var session = sessions[id] else { return nil }
    let now = environment.now()
    if session.isOver(at: now) {
      sessions[id] = nil
      if let books = session.books { leftOpen[books.company.siren] = books }
      return nil
    }
    if isPresence { session.lastSeen = now }
    sessions[id] = session
    return session
  }

  /// The same browser after it proved who it is: a new identifier and a new token, so that what was known before is
  /// worth nothing.
  func rotate(_ old: String, books: Books?) -> String {
    let previous = sessions.removeValue(forKey: old)
    let id = begin().id
    sessions[id]?.books = books
    sessions[id]?.theme = previous?.theme ?? .system
    return id
  }

  /// The sessions of a person in a company, the one last seen first.
  func ofPerson(_ person: Identifier<Person>, in siren: SIREN) -> [Session] {
    let now = environment.now()
    return sessions.values.filter { session in
      session.books?.company.siren == siren && session.books?.personID == person && !session.isOver(at: now)
    }.sorted { ($1.lastSeen, $1.handle) < ($0.lastSeen, $0.handle) }
  }

  /// Ends sessions of a person: all, those but `kept`, or the one of a handle.
  ///
  /// - Returns: how many.
  @discardableResult
  func end(
    of person: Identifier<Person>, in siren: SIREN, except kept: String? = nil, handle: String? = nil
  ) -> Int {
    let ending = sessions.filter { id, session in
      session.books?.company.siren == siren && session.books?.personID == person && id != kept
        && (handle == nil || session.handle == handle)
    }
    for (id, session) in ending {
      sessions[id] = nil
      if let books = session.books { leftOpen[siren] = books }
    }
    return ending.count
  }

  func update(_ id: String, _ change: @Sendable (inout Session) -> Void) {
    guard var session = sessions[id] else { return }
    change(&session)
    sessions[id] = session
  }

  /// Forgets what is over. Returns the companies that nobody has open any more, to be locked.
  func sweep() -> [Books] {
    let now = environment.now()
    for session in sessions.values where session.isOver(at: now) {
      if let books = session.books { leftOpen[books.company.siren] = books }
    }
    sessions = sessions.filter { !$0.value.isOver(at: now) }
    for siren in openCompanies().keys { leftOpen[siren] = nil }
    return Array(leftOpen.values)
  }

  /// The open companies where every session was last seen at least `minutes` ago.
  func quietCompanies(minutes: Int64) -> [Books] {
    let limit = environment.now().milliseconds - minutes * 60_000
    let busy = Set(
      sessions.values.filter { $0.lastSeen.milliseconds > limit }.compactMap { $0.books?.company.siren })
    return openCompanies().filter { !busy.contains($0.key) }.map(\.value)
  }

  /// To be locked later: something still runs there.
  func leaveOpen(_ books: Books) { leftOpen[books.company.siren] = books }

  func isLocked(_ siren: SIREN) { leftOpen[siren] = nil }

  /// The companies that someone has open.
  func openCompanies() -> [SIREN: Books] {
    Dictionary(
      sessions.values.compactMap { session in session.books.map { ($0.company.siren, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  private func makeRoom() {
    guard sessions.count >= Self.capacity else { return }
    let leaving = sessions.min { left, right in
      (left.value.books == nil ? 0 : 1, left.value.lastSeen) < (right.value.books == nil ? 0 : 1, right.value.lastSeen)
    }
    if let leaving { sessions[leaving.key] = nil }
  }
}
