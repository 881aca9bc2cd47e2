/// What a person cannot mend from the page: the machine failed (disk full, altered data, lost network).
public struct Fault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The families a reader of the message acts upon differently. New cases may come: keep a default in a switch
  /// outside of this package.
  public enum Code: String, Sendable {
    /// A page, frame or file failed its authentication: SQLite code 8202, or a chain that does not verify.
    case alteredData = "altered_data"
    case diskFull = "disk_full"
    case inputOutput = "input_output"
    case database
    /// The server of the books cannot be reached, or went away: what was being written may or may not be there.
    case connectionLost = "connection_lost"
    /// Two changes met, and the server took one of them back: it may be tried again.
    case conflict
    case randomness
    case configuration
    case cancelled
  }

  public let code: Code
  /// What failed and where, in English, for the log; pages have their own sentence for each code.
  public let message: String
  public let cause: String?

  public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause.map { String(describing: $0) }
  }

  public var description: String { "\(code.rawValue): \(message)" + (cause.map { " (\($0))" } ?? "") }
}
