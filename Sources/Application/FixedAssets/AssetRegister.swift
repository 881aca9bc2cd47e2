import Model
import Storage

/// An asset in the list of a year.
public struct AssetCard: Equatable, Sendable {
  public let asset: FixedAsset
  public let rubric: YearEndAccounts.Rubric?
  /// Depreciation through the end of the year: what was there before, and what is booked or drafted.
  public let accumulated: Money

  public var netValue: Money { asset.cost - accumulated }
}

/// The register at the end of a year.
public struct AssetRegister: Sendable {
  public let year: FiscalYear
  /// Acquired by then; those gone in earlier years are left out.
  public let cards: [AssetCard]
  /// Debits on accounts of class 2 that are not in the register, of this year.
  public let unregistered: Int
  public let rubrics: [YearEndAccounts.Rubric]
}

/// What the forms of assets and of cut-offs need to know.
public struct AssetDesk: Sendable {
  private let accounts: YearEndAccounts

  init(accounts: YearEndAccounts) { self.accounts = accounts }

  /// The accounts that go with an account of assets, and its usual duration; nil for what is no account of assets.
  public func proposal(for account: String) -> YearEndAccounts.Proposal? { accounts.proposal(for: account) }
}

/// One asset, with its plan and what was made of it.
public struct AssetSheet: Sendable {
  public let asset: FixedAsset
  public let plan: DepreciationPlan
  public let records: [AssetRecord]
  public let convention: DepreciationConvention
  /// Of the books: a plan goes on in years that are not opened yet.
  public let years: [FiscalYear]

  /// What became of the charge of a year; nil where nothing was drafted that counts.
  public func record(yearEnd: CalendarDate) -> AssetRecord? {
    records.filter { $0.purpose == .depreciation && $0.yearEnd == yearEnd && $0.outcome.counts }
      .min { $0.draft < $1.draft }
  }
}

/// What the register proposes to book for a year.
public struct DepreciationReport: Sendable {
  public struct Row: Equatable, Sendable {
    public let asset: FixedAsset
    public let planned: DepreciationPlan.Row
    /// The draft or entry that holds it; nil while it is to be made.
    public let record: AssetRecord?
    /// Another draft holds it too: two devices made one each.
    public let isDoubled: Bool
  }

  public let year: FiscalYear
  public let rows: [Row]
  /// Of all rows, by account: debits first.
  public let lines: [ProposedLine]
  public let convention: DepreciationConvention
  /// Nobody chose yet, or nothing was made with it.
  public let mayChangeConvention: Bool

  public var missing: [Row] { rows.filter { $0.record == nil } }
}

/// Why the register stays as it is.
public enum AssetRefusal: Refusal, Equatable {
  case unknown
  /// The line is of no entry that shows, or debits no account of class 2.
  case unknownLine
  /// Assets were made of the whole line already.
  case lineTaken
  /// Charges were made with the other convention.
  case conventionFixed
  /// Nothing chosen is left to be made.
  case nothingToDraft
  /// Drafts or entries speak of it.
  case hasEntries
  case alreadyDisposed
  case notDisposed
  /// No fiscal year of the books has that day.
  case noYear(CalendarDate)
  /// The whole charge of the year of the disposal is drafted or booked already.
  case yearCharged(FiscalYear)
  /// Earlier years must be charged before the asset goes.
  case earlierYearsMissing([FiscalYear])
  /// An entry of the disposal is validated: it is taken back by a reversal first.
  case disposalPosted
  case claimAccountWrong(String)
  case priceWrong

  public var code: String {
    switch self {
    case .unknown: "asset.unknown"
    case .unknownLine: "asset.unknown_line"
    case .lineTaken: "asset.line_taken"
    case .conventionFixed: "asset.convention_fixed"
    case .nothingToDraft: "asset.nothing_to_draft"
    case .hasEntries: "asset.has_entries"
    case .alreadyDisposed: "asset.already_disposed"
    case .notDisposed: "asset.not_disposed"
    case .noYear: "asset.no_year"
    case .yearCharged: "asset.year_charged"
    case .earlierYearsMissing: "asset.earlier_years_missing"
    case .disposalPosted: "asset.disposal_posted"
    case .claimAccountWrong: "asset.claim_account_wrong"
    case .priceWrong: "asset.price_wrong"
    }
  }
}
