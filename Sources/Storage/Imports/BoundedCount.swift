import Model

extension UInt64 {
  /// A count of the log, as tables hold it.
  ///
  /// - Throws: ``Model/Fault`` `.database` beyond 63 bits, which no file has: a count is read, never trusted.
  func bounded() throws -> Int64 {
    guard let count = Int64(exactly: self) else { throw Fault(.database, "\(self) is no count of entries or lines") }
    return count
  }
}
