import Model
import Storage
import Synchronization

/// The reports that were read last, good until the next change-set: from the balance sheet to the income statement,
/// from one page of a long balance to the next, with a line opened or closed, the books are asked the same thing again.
///
/// Every table that reports read changes in a transaction that appends a change-set, and in no other (ADR 0001): the
/// same end of the log means the same report. Tables built again come with a memory of their own.
final class ReportMemory: Sendable {
  enum Question: Hashable, Sendable {
    case years
    case trialBalance(year: Int64, through: CalendarDate)
    case comparedTrialBalance(year: Int64, at: CalendarDate?)
    case statements(year: Int64, at: CalendarDate?, LiasseSystem)
    case overview(year: Int64)
    case provisionalYear(year: Int64)
    case chart(year: Int64)
    /// A verification is noted beside the log, so its standing is a part of the question.
    case closing(year: Int64, on: CalendarDate, ClosingFacts.Verification)
  }

  private struct State {
    /// Of the last change-set when the answers were read.
    var logEnd: Int64 = -1
    /// The one asked for last comes last.
    var answers: [(question: Question, answer: any Sendable)] = []
  }

  /// Reports of 3,000 accounts take about a megabyte each.
  private static let size = 8

  private let state = Mutex(State())

  /// What is known of a question as of this reading, or else what `read` finds.
  func answer<Answer: Sendable>(
    to question: Question, _ transaction: any ReadTransaction, _ read: () throws -> Answer
  ) throws -> Answer {
    // Of the present alone: the past has a question more, and is asked for seldom.
    guard transaction.known == nil else { return try read() }
    let logEnd = try transaction.logEnd()?.count ?? 0
    if let known = known(question, logEnd) as? Answer { return known }
    let answer = try read()
    keep(answer, question, logEnd)
    return answer
  }

  func forget() { state.withLock { $0.answers = [] } }

  private func known(_ question: Question, _ logEnd: Int64) -> (any Sendable)? {
    state.withLock { state in
      guard state.logEnd == logEnd, let place = state.answers.firstIndex(where: { $0.question == question }) else {
        return nil
      }
      let found = state.answers.remove(at: place)
      state.answers.append(found)
      return found.answer
    }
  }

  private func keep(_ answer: any Sendable, _ question: Question, _ logEnd: Int64) {
    state.withLock { state in
      // A reading that began before the last change may end after those that saw it.
      guard logEnd >= state.logEnd else { return }
      if logEnd > state.logEnd { (state.logEnd, state.answers) = (logEnd, []) }
      state.answers.removeAll { $0.question == question }
      state.answers.append((question, answer))
      if state.answers.count > Self.size { state.answers.removeFirst() }
    }
  }
}
