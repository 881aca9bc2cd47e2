/// Subject of identifiers: an asset of the register (immobilisation), or one component of an asset.
public enum Asset {}

/// An asset as the register holds it.
public struct FixedAsset: Equatable, Sendable {
  public var id: Identifier<Asset>
  public var label: String
  /// What it is a component of (PCG 214-9); blank for an asset that stands by itself.
  public var composite: String
  /// Class 2, without 28 and 29.
  public var account: String
  /// 28x; blank for an asset that is not depreciated.
  public var depreciationAccount: String
  /// 6811x; blank for an asset that is not depreciated.
  public var expenseAccount: String
  /// What it cost, without deductible VAT.
  public var cost: Money
  /// What its sale should bring at the end; not part of the base.
  public var residual: Money
  public var acquired: CalendarDate?
  /// From that day it is depreciated; nil while it is not put into service.
  public var inService: CalendarDate?
  public var months: UInt32
  public var method: DepreciationMethod
  /// Depreciation booked before the register took it over.
  public var prior: PriorDepreciation
  public var disposal: Disposal?
  /// The line of an entry it was made of.
  public var source: LineReference?
  /// Entered by mistake, and taken out of the register.
  public var isRemoved: Bool

  public init(
    id: Identifier<Asset>, label: String = "", composite: String = "", account: String = "",
    depreciationAccount: String = "", expenseAccount: String = "", cost: Money = .zero, residual: Money = .zero,
    acquired: CalendarDate? = nil, inService: CalendarDate? = nil, months: UInt32 = 0,
    method: DepreciationMethod = .none, prior: PriorDepreciation = PriorDepreciation(), disposal: Disposal? = nil,
    source: LineReference? = nil, isRemoved: Bool = false
  ) {
    self.id = id
    self.label = label
    self.composite = composite
    self.account = account
    self.depreciationAccount = depreciationAccount
    self.expenseAccount = expenseAccount
    self.cost = cost
    self.residual = residual
    self.acquired = acquired
    self.inService = inService
    self.months = months
    self.method = method
    self.prior = prior
    self.disposal = disposal
    self.source = source
    self.isRemoved = isRemoved
  }

  /// What is depreciated: cost less residual value (PCG 214-4).
  public var base: Money { method == .none ? .zero : cost - residual }

  /// The last day of its depreciation; nil when it is not depreciated, or not yet.
  public var lastDay: CalendarDate? {
    guard method != .none, months > 0 else { return nil }
    return inService?.adding(months: Int(months))?.adding(days: -1)
  }

  /// Whether it stands in the books on that day: acquired by then, and not gone before.
  public func isHeld(on date: CalendarDate) -> Bool {
    guard let acquired, acquired <= date else { return false }
    return disposal.map { $0.date > date } ?? true
  }
}

/// What stands on 28x and 145 for an asset that was depreciated elsewhere before.
public struct PriorDepreciation: Hashable, Sendable {
  /// Through this day; nil when there is none.
  public var through: CalendarDate?
  public var amount: Money
  /// On account 145.
  public var derogatory: Money

  public init(through: CalendarDate? = nil, amount: Money = .zero, derogatory: Money = .zero) {
    self.through = through
    self.amount = amount
    self.derogatory = derogatory
  }
}

/// An asset leaves the books: sold, or scrapped.
public struct Disposal: Hashable, Sendable {
  public var date: CalendarDate
  /// Without VAT; nil when it is scrapped.
  public var price: Money?
  /// VAT on the price, or to pay back.
  public var vat: Money

  public init(date: CalendarDate, price: Money?, vat: Money = .zero) {
    self.date = date
    self.price = price
    self.vat = vat
  }
}
