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
    /// It was declared and never received anything: it gives way to another year that a file brings.
    public var isReplaceable: Bool

    public init(year: FiscalYear, holdsEntries: Bool, isReplaceable: Bool? = nil) {
      self.year = year
      self.holdsEntries = holdsEntries
      self.isReplaceable = isReplaceable ?? !holdsEntries
    }
  }

  /// The year in the books that a file of `year` cannot join: the same one when it holds entries, or another one that
  /// overlaps it, unless it was only declared.
  public func clash(with year: FiscalYear) -> FiscalYear? {
    years.first { $0.year == year ? $0.holdsEntries : $0.year.overlaps(year) && !$0.isReplaceable }?.year
  }
}
