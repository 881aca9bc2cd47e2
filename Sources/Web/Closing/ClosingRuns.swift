import Application
import Model
import Synchronization

/// The closings that run or ran since the node started, one for each company: whoever asked for it may leave the page,
/// and finds it again.
actor ClosingRuns {
  private let environment: Model.Environment
  private var runs: [SIREN: Run] = [:]

  struct Run: Sendable {
    let year: FiscalYear
    let state: State
  }

  enum State: Sendable {
    case running(Progress)
    /// The year is closed. What else there is to know of it: nil for nothing.
    case done(String?)
    /// Nothing was written.
    case refused(Wording, at: Instant)
  }

  /// How far a run is, told from its own thread.
  final class Progress: Sendable {
    private let value = Mutex<ClosingProgress?>(nil)

    /// Nil before its first step.
    var latest: ClosingProgress? { value.withLock { $0 } }

    func tell(_ progress: ClosingProgress) { value.withLock { $0 = progress } }
  }

  init(environment: Model.Environment) { self.environment = environment }

  func run(_ siren: SIREN) -> Run? { runs[siren] }

  /// Starts one, unless one is under way.
  func start(_ books: Books, _ year: FiscalYear, accepting accepted: Set<ClosingCheck>) {
    let siren = books.company.siren
    if case .running? = runs[siren]?.state { return }
    let progress = Progress()
    runs[siren] = Run(year: year, state: .running(progress))
    Task {
      do {
        let outcome = try await books.closeYear(endingOn: year.end, accepting: accepted) { progress.tell($0) }
        finish(siren, year, .done(Words.of(outcome.key)))
      } catch let refusal as any Refusal {
        finish(siren, year, .refused(Words.of(any: refusal), at: environment.now()))
      } catch {
        let reference = Words.reference(at: environment.now())
        let told = Words.of(error: error)
        finish(
          siren, year,
          .refused(
            Wording(
              told.sentence,
              remedy: [told.remedy, "Référence : \(reference)."].compactMap(\.self).joined(separator: " ")),
            at: environment.now()))
      }
    }
  }

  private func finish(_ siren: SIREN, _ year: FiscalYear, _ state: State) {
    runs[siren] = Run(year: year, state: state)
  }
}
