/// Which accounts the entries of a year's end take, and which line of the tables 2054 and 2055 an account belongs to:
/// dated data that come with the program, since the plan comptable changed for years opened from 1 January 2025.
public struct YearEndAccounts: Sendable {
  /// What an account is for.
  public enum Role: String, Sendable, CaseIterable {
    /// Net value of an asset that leaves (PCG 2025: 657; before: 675).
    case disposedValue = "disposed_value"
    case disposalIncome = "disposal_income"
    case disposalClaim = "disposal_claim"
    case vatCollected = "vat_collected"
    case derogatory
    case derogatoryCharge = "derogatory_charge"
    case derogatoryReversal = "derogatory_reversal"
    case prepaidExpense = "prepaid_expense"
    case deferredIncome = "deferred_income"
    case invoiceNotReceived = "invoice_not_received"
    /// For what goes into class 2.
    case assetInvoiceNotReceived = "asset_invoice_not_received"
    case vatNotReceived = "vat_not_received"
    case invoiceToMake = "invoice_to_make"
    case vatToMake = "vat_to_make"
  }

  /// A line of the tables 2054 and 2055.
  public struct Rubric: Hashable, Sendable {
    public let code: String
    /// Intangible, tangible, financial: a sum of the table.
    public let group: String
    public let label: String
  }

  /// What is proposed for an asset of an account.
  public struct Proposal: Hashable, Sendable {
    public let depreciationAccount: String
    public let expenseAccount: String
    /// Usual duration in months (BOI-BIC-AMT-10-40-30); 0 where there is none.
    public let months: UInt32

    /// Land, goodwill, assets under construction, financial assets.
    public var isDepreciated: Bool { !depreciationAccount.isEmpty }
  }

  public let rubrics: [Rubric]
  private let places: [Place]
  private let roles: [RoleAccount]

  private struct Place: Sendable {
    let beginning: String
    let rubric: String
    let proposal: Proposal
  }

  private struct RoleAccount: Sendable {
    let role: Role
    let account: String
    let from: CalendarDate?
    let to: CalendarDate?
  }

  /// Reads `rubric;code;group;label`, `asset;beginning;rubric;28x;6811x;months`, `depreciation;beginning;rubric` and
  /// `role;name;account;from;to`, one a line, `#` for comments. Nil when something does not fit: the data are part of
  /// the program, and are all right or all wrong.
  public init?(text: String) {
    var (rubrics, places, roles): ([Rubric], [Place], [RoleAccount]) = ([], [], [])
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      switch (fields[0], fields.count) {
      case ("rubric", 4): rubrics.append(Rubric(code: fields[1], group: fields[2], label: fields[3]))
      case ("asset", 6):
        guard let months = UInt32(fields[5]), fields[3].isEmpty == fields[4].isEmpty else { return nil }
        let proposal = Proposal(depreciationAccount: fields[3], expenseAccount: fields[4], months: months)
        places.append(Place(beginning: fields[1], rubric: fields[2], proposal: proposal))
      case ("depreciation", 3):
        let nothing = Proposal(depreciationAccount: "", expenseAccount: "", months: 0)
        places.append(Place(beginning: fields[1], rubric: fields[2], proposal: nothing))
      case ("role", 5):
        guard let role = Role(rawValue: fields[1]), !fields[2].isEmpty, let from = Self.date(fields[3]),
          let to = Self.date(fields[4])
        else { return nil }
        roles.append(RoleAccount(role: role, account: fields[2], from: from.value, to: to.value))
      default: return nil
      }
    }
    let codes = Set(rubrics.map(\.code))
    guard codes.count == rubrics.count, places.allSatisfy({ codes.contains($0.rubric) }),
      Role.allCases.allSatisfy({ role in roles.contains { $0.role == role && $0.to == nil } })
    else { return nil }
    (self.rubrics, self.places, self.roles) = (rubrics, places, roles)
  }

  private static func date(_ text: String) -> OptionalDate? {
    text.isEmpty ? .blank : CalendarDate(iso: text).map(OptionalDate.date)
  }

  /// The account of a role for a fiscal year opened on that day; six digits at least, as accounts are written.
  public func account(_ role: Role, yearOpened date: CalendarDate) -> String {
    let found = roles.first { one in
      one.role == role && (one.from.map { $0 <= date } ?? true) && (one.to.map { date <= $0 } ?? true)
    }
    // Every role has one without a last day.
    return (found ?? roles.first { $0.role == role && $0.to == nil })?.account ?? ""
  }

  /// The line of the tables that an account of class 2 belongs to; nil for one of no line.
  public func rubric(of account: String) -> Rubric? {
    place(of: account).flatMap { place in rubrics.first { $0.code == place.rubric } }
  }

  /// What is proposed for an asset of that account; nil for what is none.
  public func proposal(for account: String) -> Proposal? {
    FixedAsset.isAssetAccount(account) ? place(of: account)?.proposal : nil
  }

  /// By the longest beginning.
  private func place(of account: String) -> Place? {
    places.filter { account.hasPrefix($0.beginning) }.max { $0.beginning.utf8.count < $1.beginning.utf8.count }
  }
}
