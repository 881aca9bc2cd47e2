import Model
import Storage
import Sync
import Synchronization

/// Everything that is known of the closing of a year before it is done.
public struct ClosingDesk: Sendable {
  public let year: FiscalYear
  /// Nil for a year that was never closed.
  public let closing: YearClosing?
  public let checklist: ClosingChecklist
  public let next: FiscalYear
  /// The next year is in the books.
  public let isNextOpen: Bool
  /// The next year has recorded an opening of its own: the closing adds none.
  public let isNextOpened: Bool
  public let result: MoneyTotal
  public let resultAccount: String
  /// What the next year takes over, account by account; the lines of each that stay open one by one.
  public let opening: [OpeningRow]
  public let openingLineCount: Int

  public struct OpeningRow: Sendable, Equatable {
    public let account: String
    public let label: String
    public let lineCount: Int
    /// Debit less credit.
    public let balance: MoneyTotal
  }
}

/// What became of the key of the books after a closing.
public enum KeyRenewal: Sendable, Equatable {
  case renewed
  /// The disk has not the room: the closing stands, and the old key too. Bytes.
  case noRoom(needed: UInt64, available: UInt64)
  /// The disk or the machine refused.
  case failed
  /// Books that this node does not keep under a key of its own.
  case notHere
}

/// A closing just done.
public struct ClosingOutcome: Sendable, Equatable {
  public let closing: YearClosed
  public let key: KeyRenewal
}

extension Books {
  /// Every year that was ever closed, the latest first.
  public func closings() async throws -> [YearClosing] {
    try authorise(.readBooks)
    return try await store.read { try $0.closings() }
  }

  /// Checks a year and says what closing it would do. Nothing is written.
  public func closingDesk(yearEnd: CalendarDate) async throws -> ClosingDesk {
    try authorise(.readBooks)
    let place = try open.current()
    return try await place.storage.books.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction)
      let question = ReportMemory.Question.closing(
        year: year.number, on: open.environment.today(), try verificationStanding(transaction))
      return try place.reports.answer(to: question, transaction) { try desk(year, transaction) }
    }
  }

  private func desk(_ year: BookYear, _ transaction: any ReadTransaction) throws -> ClosingDesk {
    let reader = ClosingReader(books: self, transaction: transaction, year: year)
    let act = try reader.act
    let (plan, next) = (try act.plan(), try act.next())
    let labels = Dictionary(
      try transaction.accounts().map { ($0.account, $0.label) }, uniquingKeysWith: { first, _ in first })
    return ClosingDesk(
      year: year.year, closing: try transaction.closings().first { $0.year == year.year },
      checklist: ClosingChecklist(try reader.facts(plan)), next: next.year, isNextOpen: next.isThere,
      isNextOpened: try act.isOpened(next.year), result: plan.result, resultAccount: plan.resultAccount,
      opening: plan.rows.map { row in
        ClosingDesk.OpeningRow(
          account: row.account, label: labels[row.account] ?? ResultAccount.label(of: row.account),
          lineCount: row.lineCount, balance: row.balance)
      }, openingLineCount: plan.lines.count)
  }

  /// Refuses what ``closeYear(endingOn:accepting:progress:)`` would refuse for what the books hold now. Nothing is
  /// written.
  ///
  /// - Returns: the year.
  public func checkClosing(
    endingOn yearEnd: CalendarDate, accepting accepted: Set<ClosingCheck>
  ) async throws -> FiscalYear {
    try authorise(.closeYears)
    let desk = try await closingDesk(yearEnd: yearEnd)
    if desk.closing?.isClosed == true { throw ClosingRefusal.alreadyClosed(desk.year) }
    _ = try desk.checklist.left(accepting: accepted)
    return desk.year
  }

  /// Closes a year: one act, all of it or nothing. The next year gets its opening, the documents of the year are
  /// sealed, and nothing enters the year any more. Then the books get a new key (ADR 0008).
  ///
  /// - Parameter accepted: the checks that somebody looked at and accepts as they stand.
  /// - Throws: ``ClosingRefusal`` `.alreadyClosed`, `.blocked`, `.notAccepted`.
  @discardableResult
  public func closeYear(
    endingOn yearEnd: CalendarDate, accepting accepted: Set<ClosingCheck>,
    progress: @escaping @Sendable (ClosingProgress) -> Void = { _ in }
  ) async throws -> ClosingOutcome {
    try authorise(.closeYears)
    let place = try open.current()
    let (originals, person) = (place.storage.originals, personID)
    let sealed = SealedDocumentList()
    let fact: YearClosed
    do {
      fact = try await place.writer.append(cutting: person) { transaction in
        let year = try bookYear(endingOn: yearEnd, in: transaction)
        let act = try ClosingReader(books: self, transaction: transaction, year: year).act
        progress(ClosingProgress(.controls))
        let open = try checked(year, act, accepted, transaction)
        progress(ClosingProgress(.documents))
        let documents = ClosingDocuments(books: self, originals: originals, transaction: transaction)
        sealed.documents = try documents.seal(year) { progress(ClosingProgress(.documents, $0)) }
        progress(ClosingProgress(.openings))
        let made = try act.events(sealed.documents, accepted: open)
        return (made.events, made.fact)
      }
    } catch {
      ClosingDocuments.drop(sealed.documents, originals)
      throw error
    }
    progress(ClosingProgress(.key))
    let key = await renewKey { progress(ClosingProgress(.key, $0)) }
    progress(ClosingProgress(.key, 1_000))
    return ClosingOutcome(closing: fact, key: key)
  }

  /// - Returns: what is to be looked at, and was accepted.
  private func checked(
    _ year: BookYear, _ act: ClosingAct, _ accepted: Set<ClosingCheck>, _ transaction: any ReadTransaction
  ) throws -> [ClosingCheck] {
    if try transaction.closedYears().contains(year.year) { throw ClosingRefusal.alreadyClosed(year.year) }
    let reader = ClosingReader(books: self, transaction: transaction, year: year)
    return try ClosingChecklist(try reader.facts(act.plan())).left(accepting: accepted)
  }

  /// The closing stands whatever comes of it.
  private func renewKey(progress: @escaping @Sendable (Int) -> Void) async -> KeyRenewal {
    guard (try? vault) != nil else { return .notHere }
    do {
      try await renewRootKey(progress: progress)
      return .renewed
    } catch KeysRefusal.notEnoughSpace(let needed, let available) {
      return .noRoom(needed: needed, available: available)
    } catch { return .failed }
  }

  /// A file that a closing sealed.
  public func closingDocument(_ id: Identifier<ClosingDocument>) async throws -> SealedDocument {
    try authorise(.exportBooks)
    let known = try await store.read { try $0.closings() }.flatMap(\.fact.documents).first { $0.id == id }
    guard let known else { throw ClosingRefusal.unknownDocument }
    return SealedDocument(document: known, reader: try open.current().storage.originals.reader(of: id))
  }
}

extension ClosingChecklist {
  /// What is to be looked at, all of it accepted.
  fileprivate func left(accepting accepted: Set<ClosingCheck>) throws -> [ClosingCheck] {
    guard blocking.isEmpty else { throw ClosingRefusal.blocked(blocking) }
    let left = toLookAt.filter { !accepted.contains($0) }
    guard left.isEmpty else { throw ClosingRefusal.notAccepted(left) }
    return toLookAt
  }
}

/// A sealed file being read, piece by piece.
public actor SealedDocument {
  public nonisolated let document: ClosingDocument
  private let reader: SealedFileReader

  init(document: ClosingDocument, reader: sending SealedFileReader) {
    self.document = document
    self.reader = reader
  }

  /// Nil at its end.
  ///
  /// - Throws: ``Model/Fault`` `.alteredData` where it does not authenticate.
  public func next() throws -> [UInt8]? { try reader.read() }
}

/// What was sealed so far, for who has to take it back.
private final class SealedDocumentList: Sendable {
  private let sealed = Mutex<[ClosingDocument]>([])

  var documents: [ClosingDocument] {
    get { sealed.withLock { $0 } }
    set { sealed.withLock { $0 = newValue } }
  }
}
