import Model
import Storage

extension Books {
  /// Opens a closed year again, as long as no later one is closed: its opening in the next year is taken back by
  /// signed entries, letters of the next year go on with the lines they came from, and the log keeps all of it with
  /// the reason.
  @discardableResult
  public func reopenYear(endingOn yearEnd: CalendarDate, reason: String) async throws -> YearReopened {
    try authorise(.reopenYears)
    let reason = reason.trimmed
    guard !reason.isEmpty else { throw ClosingRefusal.reasonMissing }
    let (environment, writer) = (open.environment, try open.current().writer)
    return try await writer.append(cutting: personID) { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let closings = try transaction.closings()
      guard let closing = closings.first(where: { $0.year == year.year }), closing.isClosed else {
        throw ClosingRefusal.notClosed(year.year)
      }
      if let later = closings.first(where: { $0.isClosed && $0.year.start > year.year.end }) {
        throw ClosingRefusal.laterYearClosed(later.year)
      }
      let act = ReopeningAct(
        transaction: transaction, year: year, closing: closing, environment: environment, device: writer.device,
        reason: reason)
      let made = try act.events()
      return (made.events, made.fact)
    }
  }
}
