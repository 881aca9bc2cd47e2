/// What the company that opens a FEC knows already, for the file to be held against.
public struct FECExpectation: Equatable, Sendable {
  /// Nil when any company's file will do: the company is not made yet.
  public var siren: SIREN?
  public var years: [KnownYear]

  public init(siren: SIREN? = nil, years: [KnownYear] = []) {
    self.siren = siren
    self.years = years
  }

  public struct KnownYear: Equatable, Sendable {
    public var year: FiscalYear
    public var holdsEntries: Bool

    public init(year: FiscalYear, holdsEntries: Bool) {
      self.year = year
      self.holdsEntries = holdsEntries
    }
  }

  /// The year in the books that a file of `year` cannot join: one that overlaps it and holds entries. A year that was
  /// only declared gives way to what the file says.
  public func clash(with year: FiscalYear) -> FiscalYear? {
    years.first { $0.holdsEntries && $0.year.overlaps(year) }?.year
  }
}
