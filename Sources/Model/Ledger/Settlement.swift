/// How a line was paid, in books of receipts and payments: what the law asks of farmers (BA) and of the professions
/// (BNC) who keep such books (LPF art. A. 47 A-1, VIII). Text as its source wrote it.
public struct Settlement: Equatable, Sendable {
  /// The day of the payment (DateRglt).
  public var date: CalendarDate?
  /// Its means (ModeRglt).
  public var mode: String
  /// The nature of the operation (NatOp).
  public var nature: String
  /// The client (IdClient), for BNC alone.
  public var client: String

  public init(date: CalendarDate? = nil, mode: String = "", nature: String = "", client: String = "") {
    self.date = date
    self.mode = mode
    self.nature = nature
    self.client = client
  }

  public var isEmpty: Bool { date == nil && mode.isEmpty && nature.isEmpty && client.isEmpty }
}
