import Model
import Storage

/// The cut-offs of a year.
public struct CutOffList: Sendable {
  public let year: FiscalYear
  public let cutOffs: [StandingCutOff]
  /// Whether the books have the year that the reversals are of.
  public let hasNextYear: Bool
}

/// Why a cut-off was not made, or not taken back.
public enum CutOffRefusal: Refusal, Equatable {
  case unknown
  case unknownParty(String)
  /// One of its entries is validated: it is taken back by a reversal.
  case alreadyPosted

  public var code: String {
    switch self {
    case .unknown: "cut_off.unknown"
    case .unknownParty: "cut_off.unknown_party"
    case .alreadyPosted: "cut_off.already_posted"
    }
  }
}

extension Books {
  public func cutOffs(yearEnd: CalendarDate) async throws -> CutOffList {
    try authorise(.readBooks)
    return try await store.read { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction).year
      let next = year.end.adding(days: 1)
      return CutOffList(
        year: year, cutOffs: try transaction.cutOffs(yearEnd: yearEnd),
        hasNextYear: try transaction.bookYears().contains { $0.year.start == next })
    }
  }

  /// Makes the draft of the last day of a year, and the one that takes it back on the day after, in one act.
  ///
  /// - Throws: ``CutOffNotTaken``, with every problem; ``CutOffRefusal/unknownParty(_:)``.
  @discardableResult
  public func makeCutOff(_ request: CutOffRequest, yearEnd: CalendarDate) async throws -> CutOffMade {
    try authorise(.manageAssets)
    let problems = request.problems(yearEnd: yearEnd)
    guard problems.isEmpty else { throw CutOffNotTaken(problems: problems) }
    let accounts = open.liasse.yearEnd
    let recorder = DraftRecorder(person: personID, environment: open.environment)
    return try await open.current().writer.append(cutting: personID) { transaction in
      let year = try bookYear(endingOn: yearEnd, in: transaction).year
      guard let next = year.end.adding(days: 1) else { throw ReportRefusal.unknownYear(yearEnd.iso) }
      if let party = request.party, try transaction.party(party) == nil {
        throw CutOffRefusal.unknownParty(party.code)
      }
      let lines = request.lines(accounts, year: year)
      let back = lines.map { ProposedLine(account: $0.account, party: $0.party, amount: -$0.amount) }
      let name = "\(request.kind.voucher) \(year.name)"
      var drafts = try ProposedDrafts(transaction, recorder, label: planLabel)
      let draft = try drafts.add(lines, on: year.end, voucher: name, label: request.label)
      let reversal = try drafts.add(back, on: next, voucher: name, label: "Extourne : \(request.label)")
      let made = CutOffMade(
        id: recorder.environment.identifier(), kind: request.kind, yearEnd: year.end, label: request.label,
        account: request.account, party: request.kind.isShared ? nil : request.party, amount: request.amount,
        vat: request.kind.isShared ? .zero : request.vat, period: request.kind.isShared ? request.period : nil,
        share: request.share(yearEnd: year.end), draft: draft, reversal: reversal)
      drafts.note(.cutOffMade(made))
      return (drafts.events, made)
    }
  }

  /// Throws the two drafts of a cut-off away.
  public func discardCutOff(_ id: Identifier<CutOff>) async throws {
    try authorise(.manageAssets)
    let recorder = DraftRecorder(person: personID, environment: open.environment)
    try await open.current().writer.append(by: personID) { transaction in
      guard let found = try transaction.cutOffs().first(where: { $0.made.id == id }) else {
        throw CutOffRefusal.unknown
      }
      let sides = [(found.made.draft, found.outcome), (found.made.reversal, found.reversalOutcome)]
      guard !sides.contains(where: { $0.1.entry != nil }) else { throw CutOffRefusal.alreadyPosted }
      let discarded = try sides.filter { $0.1 == .draft }.map { draft, _ in
        recorder.change(draft, seen: try Self.openDraft(draft, transaction).heads, .discarded)
      }
      return recorder.act(.discarded, discarded)
    }
  }
}

extension CutOffKind {
  /// The name of the piece of the entry: what accountants call it.
  fileprivate var voucher: String {
    switch self {
    case .prepaidExpense: "CCA"
    case .deferredIncome: "PCA"
    case .invoiceNotReceived: "FNP"
    case .invoiceToMake: "FAE"
    }
  }
}
