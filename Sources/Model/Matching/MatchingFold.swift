/// Which matchings hold, by all that were made and removed.
///
/// In the order of the log, whatever the order in which they arrive: a line belongs to the first matching that took it
/// and was not removed before the next one wanted it. A matching that came too late for one of its lines holds nothing;
/// it is kept, and told.
public struct MatchingFold: Equatable, Sendable {
  public struct Result: Equatable, Sendable {
    public var effective: [Identifier<Matching>: LinesMatched] = [:]
    /// Came too late for a line, with the matching that has it.
    public var overtaken: [Identifier<Matching>: Identifier<Matching>] = [:]

    public init() {}
  }

  private enum Step: Equatable {
    case made(LinesMatched)
    case removed(MatchingRemoved)
  }

  private struct Origin: Hashable {
    let device: Identifier<Device>
    let sequence: UInt64
    let event: Int
  }

  private var steps: [Origin: (place: LogPlace, step: Step)] = [:]

  public init() {}

  public static func == (left: MatchingFold, right: MatchingFold) -> Bool {
    left.steps.count == right.steps.count
      && left.steps.allSatisfy { origin, one in
        right.steps[origin].map { $0.place == one.place && $0.step == one.step } == true
      }
  }

  /// Events of another kind are passed over. The same one again, with its place, takes the place of itself without.
  public mutating func add(_ event: BookEvent, at place: LogPlace) {
    let step: Step
    switch event {
    case .linesMatched(let made): step = .made(made)
    case .matchingRemoved(let removed): step = .removed(removed)
    default: return
    }
    steps[Origin(device: place.device, sequence: place.sequence, event: place.event)] = (place, step)
  }

  public var result: Result {
    var result = Result()
    var holder: [LineReference: Identifier<Matching>] = [:]
    for (_, step) in steps.values.sorted(by: { $0.place < $1.place }) {
      switch step {
      case .made(let made):
        if let taken = made.lines.compactMap({ holder[$0] }).first {
          result.overtaken[made.id] = taken
        } else {
          for line in made.lines { holder[line] = made.id }
          result.effective[made.id] = made
        }
      case .removed(let removed):
        guard let gone = result.effective.removeValue(forKey: removed.id) else { continue }
        for line in gone.lines { holder[line] = nil }
      }
    }
    return result
  }
}
