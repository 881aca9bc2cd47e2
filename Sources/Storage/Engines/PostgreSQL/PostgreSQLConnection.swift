import CLibPQ
import Model

/// One connection, used by one thread. Calls block; what the server refuses is a ``Model/Fault``.
///
/// One statement may be on its way while the caller goes on: ``send(_:_:)`` does not wait, and whatever comes next
/// collects its answer first.
final class PostgreSQLConnection {
  /// More texts than the program has: beyond, the cache is emptied rather than left to grow on the server.
  private static let largestCache = 600

  let handle: OpaquePointer
  private let cancelling: OpaquePointer?
  /// Names of the statements prepared on this connection, by the schema they were understood in, then by their text.
  private var statements: [String: [String: String]] = [:]
  private var statementCount = 0
  private var schema = ""
  private var isAnswerDue = false
  /// The statements that open a transaction, until its first question takes them along.
  private var opening: [(statement: FrameStatement, arguments: [Value])] = []

  init(_ server: PostgreSQLServer) throws {
    let keywords = server.keywords
    guard let handle = CStrings.with(keywords.map(\.name), keywords.map(\.value), { PQconnectdbParams($0, $1, 0) })
    else { throw Fault(.connectionLost, "libpq has no memory for a connection") }
    guard PQstatus(handle) == CONNECTION_OK else {
      let fault = PostgreSQLFault.of(nil, on: handle)
      PQfinish(handle)
      throw fault
    }
    self.handle = handle
    cancelling = PQgetCancel(handle)
    try checkServer()
    for (name, value) in PostgreSQLSettings.session {
      _ = try ask("SELECT set_config($1, $2, false)", [.text(name), .text(value)])
    }
    _ = try ask(PostgreSQLSettings.compression)
    try prepareFrame()
  }

  deinit {
    PQfreeCancel(cancelling)
    PQfinish(handle)
  }

  /// What stops the statement under way from another thread.
  var canceller: Canceller { Canceller(handle: cancelling) }

  var isBroken: Bool { PQstatus(handle) != CONNECTION_OK }

  /// Whether the connection can be used again, as far as can be told without asking the server.
  func isReady() -> Bool {
    do {
      try settle()
    } catch { return false }
    return PQconsumeInput(handle) == 1 && !isBroken && PQtransactionStatus(handle) == PQTRANS_IDLE
  }

  private func checkServer() throws {
    guard PQserverVersion(handle) >= PostgreSQLSettings.oldestVersion else {
      throw Fault(.configuration, "the server has version \(PQserverVersion(handle)); 15 or later is needed")
    }
    guard let encoding = PQparameterStatus(handle, "server_encoding"), String(cString: encoding) == "UTF8" else {
      throw Fault(.configuration, "the database is not in UTF8")
    }
  }

  // MARK: Statements

  /// Runs a statement once, prepared nowhere.
  func ask(_ sql: String, _ arguments: [Value] = []) throws -> PostgreSQLResult {
    try settle()
    try open()
    return try result(
      StatementArguments(arguments).withPointers {
        PQexecParams(handle, sql, $0, nil, $1, $2, $3, 1)
      })
  }

  /// Runs a script of statements without arguments, for changes of the tables.
  func run(_ script: String) throws {
    try settle()
    try open()
    _ = try result(PQexec(handle, script))
  }

  /// Runs a statement of the common dialect through the cache.
  func askPrepared(_ sql: String, _ arguments: [Value]) throws -> PostgreSQLResult {
    try settle()
    if !opening.isEmpty, let name = statements[schema]?[sql] { return try openAsking(name, arguments) }
    try open()
    let name = try prepared(sql)
    return try result(
      StatementArguments(arguments).withPointers {
        PQexecPrepared(handle, name, $0, $1, $2, $3, 1)
      })
  }

  /// Sends a prepared statement with binary arguments, and does not wait for its answer.
  func send(_ sql: String, _ values: [UnsafeRawBufferPointer]) throws {
    try settle()
    try open()
    let name = try prepared(sql)
    let starts: [UnsafePointer<CChar>?] = values.map { $0.baseAddress?.assumingMemoryBound(to: CChar.self) }
    let formats = [Int32](repeating: 1, count: values.count)
    let sent = PQsendQueryPrepared(
      handle, name, Int32(values.count), starts, values.map { Int32($0.count) }, formats, 1)
    guard sent == 1 else { throw PostgreSQLFault.of(nil, on: handle) }
    isAnswerDue = true
  }

  /// Collects the answer of the statement that was sent, if one was.
  func settle() throws {
    guard isAnswerDue else { return }
    isAnswerDue = false
    var failure: Fault?
    while let answer = PQgetResult(handle) {
      if PQresultStatus(answer) == PGRES_FATAL_ERROR, failure == nil {
        failure = PostgreSQLFault.of(answer, on: handle)
      }
      PQclear(answer)
    }
    if let failure { throw failure }
    if isBroken { throw PostgreSQLFault.of(nil, on: handle) }
  }

  private func result(_ answer: OpaquePointer?) throws -> PostgreSQLResult {
    guard let answer else { throw PostgreSQLFault.of(nil, on: handle) }
    switch PQresultStatus(answer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return try PostgreSQLResult(answer)
    default:
      defer { PQclear(answer) }
      throw PostgreSQLFault.of(answer, on: handle)
    }
  }

  private func prepared(_ sql: String) throws -> String {
    if let name = statements[schema]?[sql] { return name }
    if statementCount >= Self.largestCache {
      try run("DEALLOCATE ALL")
      statements = [:]
      statementCount = 0
      try prepareFrame()
    }
    let name = "s\(statementCount)"
    _ = try result(PQprepare(handle, name, Placeholders.numbered(sql), 0, nil))
    statementCount += 1
    statements[schema, default: [:]][sql] = name
    return name
  }

  // MARK: Transactions

  /// What stands around the questions of every transaction: prepared with the connection, so that no transaction has
  /// them read and planned anew.
  private enum FrameStatement: String, CaseIterable {
    case beginReading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    // Each statement sees what was committed before it: the lock below makes that everything there is.
    case beginWriting = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
    case bind = """
      SELECT set_config('app.company', $1, true), set_config('search_path', $2, true),
        set_config('plan_cache_mode', $3, true)
      """
    case lock = "SELECT pg_advisory_xact_lock($1::text::bigint)"
    case commit = "COMMIT"

    var name: String {
      switch self {
      case .beginReading: "begin_reading"
      case .beginWriting: "begin_writing"
      case .bind: "bind"
      case .lock: "lock"
      case .commit: "commit"
      }
    }
  }

  private func prepareFrame() throws {
    for statement in FrameStatement.allCases {
      _ = try result(PQprepare(handle, statement.name, statement.rawValue, 0, nil))
    }
  }

  enum Mode {
    case reading, writing

    fileprivate var isReading: Bool { self == .reading }

    /// A page's questions follow keys: planning them anew for each asking takes longer than they do. What writes in
    /// bulk is planned for the very rows it is about.
    fileprivate var planning: String {
      switch self {
      case .reading: "force_generic_plan"
      case .writing: "auto"
      }
    }
  }

  /// Opens a transaction bound to one company. One that reads is opened by its first question, in one round trip.
  func begin(_ mode: Mode, _ tenant: Tenant) throws {
    try settle()
    let company = Value.text(String(tenant.company))
    opening = [
      (mode.isReading ? .beginReading : .beginWriting, []),
      (.bind, [company, .text(tenant.searchPath), .text(mode.planning)]),
    ]
    schema = tenant.schema
    guard mode == .writing else { return }
    opening.append((.lock, [company]))
    try open()
  }

  private func open() throws {
    guard !opening.isEmpty else { return }
    try startPipeline()
    _ = try endPipeline()
  }

  private func openAsking(_ name: String, _ arguments: [Value]) throws -> PostgreSQLResult {
    try startPipeline()
    let sent = StatementArguments(arguments).withPointers {
      PQsendQueryPrepared(handle, name, $0, $1, $2, $3, 1)
    }
    guard sent == 1 else { throw PostgreSQLFault.of(nil, on: handle) }
    return try result(try endPipeline())
  }

  private func startPipeline() throws {
    guard PQenterPipelineMode(handle) == 1 else { throw PostgreSQLFault.of(nil, on: handle) }
    for (statement, arguments) in opening {
      let sent = StatementArguments(arguments).withPointers {
        PQsendQueryPrepared(handle, statement.name, $0, $1, $2, $3, 1)
      }
      guard sent == 1 else { throw PostgreSQLFault.of(nil, on: handle) }
    }
    opening = []
  }

  /// - Returns: the answer to the last statement; whoever takes it frees it.
  private func endPipeline() throws -> OpaquePointer? {
    guard PQpipelineSync(handle) == 1 else { throw PostgreSQLFault.of(nil, on: handle) }
    var (failure, last): (Fault?, OpaquePointer?)
    while true {
      guard let answer = PQgetResult(handle) else {
        // Between two statements there is a nil; a lost connection gives nothing but nil.
        guard isBroken else { continue }
        PQclear(last)
        throw failure ?? PostgreSQLFault.of(nil, on: handle)
      }
      let status = PQresultStatus(answer)
      if status == PGRES_FATAL_ERROR, failure == nil { failure = PostgreSQLFault.of(answer, on: handle) }
      if status == PGRES_PIPELINE_SYNC {
        PQclear(answer)
        break
      }
      PQclear(last)
      last = answer
    }
    guard PQexitPipelineMode(handle) == 1, failure == nil else {
      PQclear(last)
      throw failure ?? PostgreSQLFault.of(nil, on: handle)
    }
    return last
  }

  /// Ends a transaction that only read, without waiting for the answer: it loses nothing by failing.
  func endReading() throws {
    // A transaction that asked nothing was never opened.
    guard opening.isEmpty else {
      opening = []
      return
    }
    try settle()
    guard PQsendQueryPrepared(handle, FrameStatement.commit.name, 0, nil, nil, nil, 1) == 1 else {
      throw PostgreSQLFault.of(nil, on: handle)
    }
    isAnswerDue = true
  }

  /// - Throws: ``Model/Fault`` when the server rolled back instead: a statement had failed before.
  func commit() throws {
    guard try !ask("COMMIT").isRollback else {
      throw Fault(.database, "a statement of the transaction had failed: the server rolled it back")
    }
  }

  func rollback() throws {
    opening = []
    // What was on its way failed or not: it is taken back either way.
    do { try settle() } catch let fault as Fault where fault.code != .connectionLost {}
    guard PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
    _ = try ask("ROLLBACK")
  }

  /// Whether the transaction goes on: false once one of its statements failed.
  var isTransactionSound: Bool { PQtransactionStatus(handle) == PQTRANS_INTRANS }
}

/// The company a transaction is bound to, and the schema that holds the partition of its rows.
struct Tenant: Sendable {
  let company: Int64
  let schema: String

  /// Tables of the session come last: none can stand in the place of ours.
  var searchPath: String { "\(schema), pg_temp" }
}

/// Asks the server to stop what a connection is doing; libpq allows that from any thread, while the connection lives.
struct Canceller: @unchecked Sendable {
  fileprivate let handle: OpaquePointer?

  func cancel() {
    var message = [CChar](repeating: 0, count: 256)
    // Too late or refused, the statement simply goes on to its end.
    _ = PQcancel(handle, &message, Int32(message.count))
  }
}

/// Lists of C strings, good for one call.
private enum CStrings {
  static func with<Result>(
    _ first: [String], _ second: [String],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = [first, second].map { $0.map { Array($0.utf8CString) } }
    func list(_ strings: [[CChar]]) -> [UnsafeMutablePointer<CChar>] {
      strings.map { string in
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: string.count)
        copy.initialize(from: string, count: string.count)
        return copy
      }
    }
    let lists = copies.map(list)
    defer { for pointer in lists.joined() { pointer.deallocate() } }
    let ended = lists.map { $0.map { UnsafePointer($0) as UnsafePointer<CChar>? } + [nil] }
    return ended[0].withUnsafeBufferPointer { first in
      ended[1].withUnsafeBufferPointer { second in
        guard let first = first.baseAddress, let second = second.baseAddress else {
          preconditionFailure("a list that ends with nil is not empty")
        }
        return body(first, second)
      }
    }
  }
}
