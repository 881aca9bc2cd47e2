import Model
import Storage

/// Gives legal numbers within one transaction: 1, 2, 3… in each series, without hole.
///
/// A series that nobody gives yet is taken by this device, after the numbers of an imported file. One that belongs to
/// the device that these books were restored from is taken over: a restored copy goes on alone.
struct SeriesGiver {
  private struct Standing {
    var next: UInt64
    let lastValidation: CalendarDate?
  }

  private let device: Identifier<Device>
  private let today: CalendarDate
  private let transaction: any ReadTransaction
  private var standing: [EntrySeries: Standing] = [:]
  /// What must be said in the log before the numbers are given.
  private(set) var assignments: [BookEvent] = []

  init(device: Identifier<Device>, today: CalendarDate, _ transaction: any ReadTransaction) {
    self.device = device
    self.today = today
    self.transaction = transaction
  }

  /// - Parameter own: the series of the entry's journal; the one of all journals stands in where a file of the year
  ///   numbered them as one.
  mutating func number(in own: EntrySeries) throws -> UInt64 {
    let whole = EntrySeries.whole(yearEnd: own.yearEnd)
    let isWhole =
      try standing[whole] != nil || transaction.series(whole) != nil
      || (transaction.series(own) == nil && transaction.numbering(yearEnd: own.yearEnd) == .oneSequence)
    let series = isWhole ? whole : own
    let known = try standing[series] ?? begin(series)
    if let last = known.lastValidation, today < last { throw PostingRefusal.clockWentBack(last: last) }
    standing[series] = Standing(next: known.next + 1, lastValidation: known.lastValidation)
    return known.next
  }

  private mutating func begin(_ series: EntrySeries) throws -> Standing {
    let found = try transaction.series(series)
    if let found, found.owner == device { return Standing(next: found.next, lastValidation: found.lastValidation) }
    if let found {
      guard try transaction.isRetired(found.owner, for: device) else { throw PostingRefusal.seriesElsewhere(series) }
    }
    let next = try found?.next ?? transaction.firstFreeNumber(series)
    assignments.append(
      .seriesAssigned(
        SeriesAssigned(series: series, owner: device, generation: (found?.generation ?? 0) + 1, next: next)))
    return Standing(next: next, lastValidation: found?.lastValidation)
  }
}
