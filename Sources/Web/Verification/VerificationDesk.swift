import Application
import Model
import Synchronization

/// The verifications that run or ran since the node started, one for each company: a page can be left and found again.
actor VerificationDesk {
  private let environment: Model.Environment
  private var states: [SIREN: State] = [:]

  enum State: Sendable {
    case running(Progress)
    case done(Verification, at: Instant)
    case failed(Wording, reference: String)
  }

  /// How far a run is, told from its own thread.
  final class Progress: Sendable {
    private let value = Mutex(0)

    var permille: Int { value.withLock { $0 } }

    func tell(_ permille: Int) { value.withLock { $0 = permille } }
  }

  init(environment: Model.Environment) { self.environment = environment }

  func state(_ siren: SIREN) -> State? { states[siren] }

  /// Starts a run, unless one is under way.
  func start(_ books: Books) {
    let siren = books.company.siren
    if case .running? = states[siren] { return }
    let progress = Progress()
    states[siren] = .running(progress)
    Task {
      do {
        let result = try await books.verify { progress.tell($0) }
        finish(siren, .done(result, at: environment.now()))
      } catch {
        finish(siren, .failed(Words.of(error: error), reference: Words.reference(at: environment.now())))
      }
    }
  }

  private func finish(_ siren: SIREN, _ state: State) { states[siren] = state }
}
