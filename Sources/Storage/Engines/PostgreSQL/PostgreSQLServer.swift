import Model

/// How to reach one database of a PostgreSQL server: the keywords of libpq, so that a socket, a host name, a service
/// file or TLS are said in the words an administrator knows.
public struct PostgreSQLServer: Sendable {
  public let parameters: [String: String]

  /// - Parameter parameters: `host`, `port`, `dbname`, `user`, `password`, `sslmode`…
  public init(_ parameters: [String: String]) { self.parameters = parameters }

  /// A dead network is noticed within half a minute, whatever was not asked otherwise.
  private static let defaults = [
    "application_name": "financemanager", "client_encoding": "UTF8", "connect_timeout": "10", "keepalives_idle": "20",
    "keepalives_interval": "5", "keepalives_count": "2", "tcp_user_timeout": "30000",
  ]

  var keywords: [(name: String, value: String)] {
    Self.defaults.merging(parameters) { _, asked in asked }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// Settings of every connection, applied when it opens.
enum PostgreSQLSettings {
  static let session = [
    // Compiling a query takes longer than any page's query runs.
    ("jit", "off"),
    // A cursor is read to its end: plan for all of it.
    ("cursor_tuple_fraction", "1.0"),
    // The views of an import are filled in one sorted pass.
    ("work_mem", "65536"),
    // What was acknowledged is on the disk, whatever the server's file of settings says.
    ("synchronous_commit", "on"),
    ("client_min_messages", "error"),
  ]

  /// Change-sets are long enough for the server to compress them: with LZ4 where it was built with it, which takes a
  /// fraction of the time of its own way.
  static let compression = """
    SELECT set_config(name, 'lz4', false) FROM pg_settings
    WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)
    """

  /// The oldest server whose behaviour is tested: 15.
  static let oldestVersion: Int32 = 150_000
}
