import Model
import Storage

/// What the tables of matchings must hold, by all that the log says of them.
struct SignedMatchings {
  private var fold = MatchingFold()
  private var made: [Identifier<Matching>: (event: LinesMatched, origin: Origin)] = [:]
  /// The first removal of each.
  private var removed: [Identifier<Matching>: (reason: String, origin: Origin)] = [:]

  /// - Parameter place: of the event in the log.
  mutating func add(_ event: BookEvent, _ origin: Origin, at place: LogPlace) {
    switch event {
    case .linesMatched(let event): made[event.id] = (event, origin)
    case .matchingRemoved(let event): if removed[event.id] == nil { removed[event.id] = (event.reason, origin) }
    default: return
    }
    fold.add(event, at: place)
  }

  func problems(_ transaction: any ReadTransaction) throws -> [Verification.Problem] {
    var expected = expected
    var found: [Verification.Problem] = []
    for stored in try transaction.storedMatchings() {
      guard expected.removeValue(forKey: stored.made.id) != stored else { continue }
      found.append(.matching(account: stored.made.account, code: stored.made.code))
    }
    for missing in expected.values { found.append(.matching(account: missing.made.account, code: missing.made.code)) }
    return found
  }

  private var expected: [Identifier<Matching>: StoredMatching] {
    let result = fold.result
    return Dictionary(
      uniqueKeysWithValues: made.map { id, made in
        var event = made.event
        if result.effective[id] != nil {
          event.lines.sort()
          return (id, StoredMatching(made: event, state: .effective, reason: "", origin: made.origin))
        }
        event.lines = []
        if result.overtaken[id] == nil, let removed = removed[id] {
          return (id, StoredMatching(made: event, state: .removed, reason: removed.reason, origin: removed.origin))
        }
        return (id, StoredMatching(made: event, state: .overtaken, reason: "", origin: made.origin))
      })
  }
}
