import Application
import Model

/// A line of an account, as the grand livre and the account's own page print it.
struct LedgerLineModel: Sendable {
  let date: String
  let isoDate: String
  let journal: String
  let number: String
  let voucher: String
  let label: String
  let party: String?
  let matching: String
  let isMatched: Bool
  let debit: String
  let credit: String
  let balance: String
  let side: String
  /// The entry's own page, reached from its piece or, without one, its number.
  let href: String
  /// What the link says: the piece, or the number.
  let name: String

  init(_ line: AccountPage.Line) {
    date = French.date(line.date)
    isoDate = line.date.iso
    journal = line.journal
    number = line.entryNumber
    voucher = line.voucherReference
    label = line.label
    party = line.party.map { code in line.partyLabel.map { "\(code) \($0)" } ?? code }
    matching = line.matchingCode
    isMatched = !line.matchingCode.isEmpty
    debit = French.side(line.debit)
    credit = French.side(line.credit)
    balance = French.amount(line.runningBalance.magnitude)
    side = French.sideLetter(line.runningBalance)
    href = Address.entry(line.entryID)
    name = line.entryNumber.isEmpty ? "voir" : line.entryNumber
  }
}

/// An amount and its letter.
struct SidedAmount: Sendable {
  let amount: String
  let side: String

  init(_ total: MoneyTotal) {
    amount = French.amount(total.magnitude)
    side = French.sideLetter(total)
  }
}

/// The links under a list that is read page by page.
struct PagerModel: Sendable {
  let label: String
  let firstHref: String?
  let previousHref: String?
  let nextHref: String?

  /// Nil when everything is on one page.
  init?(label: String, first: String, previous: String?, next: String?) {
    guard previous != nil || next != nil else { return nil }
    self.label = label
    firstHref = previous == nil ? nil : first
    previousHref = previous
    nextHref = next
  }
}

extension LedgerLineModel: TemplateRow {
  static let fields: [String: @Sendable (LedgerLineModel) -> Any?] = [
    "date": { $0.date }, "isoDate": { $0.isoDate }, "journal": { $0.journal }, "number": { $0.number },
    "voucher": { $0.voucher }, "label": { $0.label }, "party": { $0.party }, "matching": { $0.matching },
    "isMatched": { $0.isMatched }, "debit": { $0.debit }, "credit": { $0.credit }, "balance": { $0.balance },
    "side": { $0.side }, "href": { $0.href }, "name": { $0.name },
  ]
}

extension SidedAmount: TemplateRow {
  static let fields: [String: @Sendable (SidedAmount) -> Any?] = [
    "amount": { $0.amount }, "side": { $0.side },
  ]
}
