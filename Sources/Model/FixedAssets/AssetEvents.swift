/// Fields of an asset that were set. Nil is « unchanged »; the first one makes the asset.
public struct AssetChanged: Equatable, Sendable {
  public var id: Identifier<Asset>
  public var label: String?
  public var composite: String?
  public var account: String?
  public var depreciationAccount: String?
  public var expenseAccount: String?
  public var cost: Money?
  public var residual: Money?
  public var acquired: CalendarDate?
  public var inService: OptionalDate?
  public var months: UInt32?
  public var method: DepreciationMethod?
  /// One field: the day and the amounts go together.
  public var prior: PriorDepreciation?
  public var disposal: OptionalDisposal?
  public var source: LineReference?
  public var isRemoved: Bool?

  public init(id: Identifier<Asset>) { self.id = id }

  public var isEmpty: Bool { self == AssetChanged(id: id) }
}

/// A disposal that an asset gets, or loses.
public enum OptionalDisposal: Hashable, Sendable {
  case none
  case disposed(Disposal)

  public init(_ disposal: Disposal?) { self = disposal.map(OptionalDisposal.disposed) ?? .none }

  public var value: Disposal? {
    switch self {
    case .none: nil
    case .disposed(let disposal): disposal
    }
  }
}

/// A draft was made of what the register proposed: which assets it holds, and for how much each. Whether it counts is
/// what became of the draft.
public struct AssetEntryDrafted: Equatable, Sendable {
  public enum Purpose: UInt8, Sendable, CaseIterable {
    /// The charge of a fiscal year (dotation), or of a part of it before a disposal.
    case depreciation = 1
    /// The asset leaves the books.
    case disposal = 2
  }

  /// One asset in it.
  public struct Part: Hashable, Sendable {
    public var asset: Identifier<Asset>
    public var charge: Money
    /// Added to account 145; below zero where it is taken back.
    public var derogatory: Money

    public init(asset: Identifier<Asset>, charge: Money, derogatory: Money = .zero) {
      self.asset = asset
      self.charge = charge
      self.derogatory = derogatory
    }
  }

  public var draft: Identifier<Draft>
  public var purpose: Purpose
  /// Last day of the fiscal year.
  public var yearEnd: CalendarDate
  /// In the order of their identifiers, each asset once.
  public var parts: [Part]

  public init(draft: Identifier<Draft>, purpose: Purpose, yearEnd: CalendarDate, parts: [Part]) {
    self.draft = draft
    self.purpose = purpose
    self.yearEnd = yearEnd
    self.parts = parts
  }
}

/// How the company counts the days of a part of a year.
public struct DepreciationConventionChosen: Equatable, Sendable {
  public var convention: DepreciationConvention

  public init(convention: DepreciationConvention) { self.convention = convention }
}

extension FixedAsset {
  /// What must be said for this asset to become `wanted`.
  public func change(toBecome wanted: FixedAsset) -> AssetChanged {
    func changes<Value: Equatable>(_ path: KeyPath<FixedAsset, Value>) -> Value? {
      self[keyPath: path] == wanted[keyPath: path] ? nil : wanted[keyPath: path]
    }
    var change = AssetChanged(id: id)
    change.label = changes(\.label)
    change.composite = changes(\.composite)
    change.account = changes(\.account)
    change.depreciationAccount = changes(\.depreciationAccount)
    change.expenseAccount = changes(\.expenseAccount)
    change.cost = changes(\.cost)
    change.residual = changes(\.residual)
    change.acquired = changes(\.acquired) ?? nil
    change.inService = changes(\.inService).map(OptionalDate.init)
    change.months = changes(\.months)
    change.method = changes(\.method)
    change.prior = changes(\.prior)
    change.disposal = changes(\.disposal).map(OptionalDisposal.init)
    change.source = changes(\.source) ?? nil
    change.isRemoved = changes(\.isRemoved)
    return change
  }

  /// Takes the fields that a change sets.
  public mutating func apply(_ change: AssetChanged) {
    if let value = change.label { label = value }
    if let value = change.composite { composite = value }
    if let value = change.account { account = value }
    if let value = change.depreciationAccount { depreciationAccount = value }
    if let value = change.expenseAccount { expenseAccount = value }
    if let value = change.cost { cost = value }
    if let value = change.residual { residual = value }
    if let value = change.acquired { acquired = value }
    if let value = change.inService { inService = value.value }
    if let value = change.months { months = value }
    if let value = change.method { method = value }
    if let value = change.prior { prior = value }
    if let value = change.disposal { disposal = value.value }
    if let value = change.source { source = value }
    if let value = change.isRemoved { isRemoved = value }
  }
}
