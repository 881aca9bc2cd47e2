/// Fields of the company that changed, beside its name. Nil is « unchanged ».
public struct CompanyChanged: Equatable, Sendable {
  /// The lines of its postal address, parted by line feeds; blank for none.
  public var address: String?
  public var vatScheme: VATScheme?
  public var vatDue: VATDue?

  public init(address: String? = nil, vatScheme: VATScheme? = nil, vatDue: VATDue? = nil) {
    self.address = address
    self.vatScheme = vatScheme
    self.vatDue = vatDue
  }
}

/// How often a company declares its VAT (CGI art. 287), if it charges any.
public enum VATScheme: UInt8, Sendable, CaseIterable {
  /// Franchise en base (CGI art. 293 B): no VAT on invoices, none taken back.
  case exempt = 1
  /// Form CA3, every month.
  case monthly = 2
  /// Form CA3, every quarter.
  case quarterly = 3
  /// Régime simplifié, form CA12: ends with the years that begin before 1 January 2027.
  case yearly = 4
}

/// When VAT on sales is owed (CGI art. 269).
public enum VATDue: UInt8, Sendable, CaseIterable {
  /// When services are paid.
  case onPayment = 1
  /// When goods are delivered, or services invoiced by those who chose so.
  case onInvoice = 2
}
