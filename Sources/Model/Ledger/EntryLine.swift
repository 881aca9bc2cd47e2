/// One line of an entry: an account, perhaps a third party, and an amount on one side.
///
/// An imported line keeps its two amounts as its source wrote them, a negative one included. What differs from the
/// entry or from the master record, line by line, is kept in the optional fields, so that an export gives it back.
public struct EntryLine: Equatable, Sendable {
  /// General account number (CompteNum), for instance `411000`.
  public var account: String
  /// Third party of a control account (CompAuxNum), or nil.
  public var party: PartyKey?
  public var debit: Money
  public var credit: Money
  /// Matching code (EcritureLet) and the day of matching (DateLet), as at source.
  public var matchingCode: String
  public var matchingDate: CalendarDate?
  /// Amount in a foreign currency (Montantdevise, Idevise); nil when the source gives none.
  public var original: OriginalAmount?
  public var overrides: LineOverrides?
  /// How it was paid; nil but in books of receipts and payments.
  public var settlement: Settlement?
  /// Number of the line in its source file as an editor has it, less one for the header: 1 for the first. Blank lines
  /// count. It orders the export.
  public var sourceRank: UInt32

  public init(
    account: String, party: PartyKey? = nil, debit: Money, credit: Money, matchingCode: String = "",
    matchingDate: CalendarDate? = nil, original: OriginalAmount? = nil, overrides: LineOverrides? = nil,
    settlement: Settlement? = nil, sourceRank: UInt32 = 0
  ) {
    self.account = account
    self.party = party
    self.debit = debit
    self.credit = credit
    self.matchingCode = matchingCode
    self.matchingDate = matchingDate
    self.original = original
    self.overrides = overrides
    self.settlement = settlement
    self.sourceRank = sourceRank
  }
}

/// An amount as it stood in its own currency. The text of the source is kept: Montantdevise has no sign rule and any
/// number of decimals.
public struct OriginalAmount: Hashable, Sendable {
  public var text: String
  public var currency: String

  public init(text: String, currency: String) {
    self.text = text
    self.currency = currency
  }
}

/// The fields of a line that differ from those of its entry, account, third party or journal in the source file.
/// Nil means « the same ».
public struct LineOverrides: Hashable, Sendable {
  public var label: String?
  public var voucherReference: String?
  public var voucherDate: OptionalDate?
  public var date: CalendarDate?
  public var validationDate: OptionalDate?
  public var journalLabel: String?
  public var accountLabel: String?
  public var partyLabel: String?

  public init(
    label: String? = nil, voucherReference: String? = nil, voucherDate: OptionalDate? = nil, date: CalendarDate? = nil,
    validationDate: OptionalDate? = nil, journalLabel: String? = nil, accountLabel: String? = nil,
    partyLabel: String? = nil
  ) {
    self.label = label
    self.voucherReference = voucherReference
    self.voucherDate = voucherDate
    self.date = date
    self.validationDate = validationDate
    self.journalLabel = journalLabel
    self.accountLabel = accountLabel
    self.partyLabel = partyLabel
  }

  public var isEmpty: Bool { self == LineOverrides() }
}

/// A date that a line overrides with another one, or with a blank.
public enum OptionalDate: Hashable, Sendable {
  case blank
  case date(CalendarDate)

  public init(_ date: CalendarDate?) { self = date.map(OptionalDate.date) ?? .blank }

  public var value: CalendarDate? {
    switch self {
    case .blank: nil
    case .date(let date): date
    }
  }
}
