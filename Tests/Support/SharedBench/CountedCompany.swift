import Model
import Storage
import Synchronization

/// A company in shared tables, whose questions to the server are counted: each is a way there and back.
struct CountedCompany: CompanyStorage {
  let company: SharedCompany
  let counter: QuestionCounter

  var books: any Store { CountedStore(store: company.books, counter: counter) }
  var originals: SealedOriginals { company.originals }
  var anchorage: Anchorage? { company.anchorage }
  var recoveryFinding: RecoveryFinding? { company.recoveryFinding }

  func deviceSecret() async throws -> DeviceSecret? { try await company.deviceSecret() }

  func found(with secret: DeviceSecret, _ transaction: any WriteTransaction) throws {
    try company.found(with: secret, transaction)
  }

  func checkFiles() async throws -> RecoveryFinding? { try await company.checkFiles() }
  func isOutdated() async throws -> Bool { try await company.isOutdated() }

  func rebuilt(decode: @escaping LogDecoding, check: @escaping TableCheck) async throws -> RebuiltStorage {
    try await company.rebuilt(decode: decode, check: check)
  }

  func rest() { company.rest() }
  func close() async throws { try await company.close() }
}

/// Readings, and what was asked within them.
final class QuestionCounter: Sendable {
  struct Count {
    var readings = 0
    var questions = 0
  }

  private let count = Mutex(Count())

  func add(readings: Int = 0, questions: Int = 0) {
    count.withLock {
      $0.readings += readings
      $0.questions += questions
    }
  }

  /// What was counted since the last call.
  func take() -> Count {
    count.withLock { count in
      defer { count = Count() }
      return count
    }
  }
}

private struct CountedStore: Store {
  let store: any Store
  let counter: QuestionCounter

  func read<Result: Sendable>(
    _ body: @escaping @Sendable (any ReadTransaction) throws -> Result
  ) async throws -> Result {
    try await store.read { [counter] transaction in
      counter.add(readings: 1)
      return try body(CountedTransaction(transaction, counter))
    }
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any WriteTransaction) throws -> Result
  ) async throws -> Result {
    try await store.write(body)
  }
}

private final class CountedTransaction: ReadTransaction {
  /// A cursor is opened, read and closed.
  private static let questionsOfScan = 3

  private let transaction: any ReadTransaction
  private let counter: QuestionCounter

  init(_ transaction: any ReadTransaction, _ counter: QuestionCounter) {
    self.transaction = transaction
    self.counter = counter
  }

  func query(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws {
    counter.add(questions: 1)
    try transaction.query(sql, arguments, body)
  }

  func scan(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Void) throws {
    counter.add(questions: Self.questionsOfScan)
    try transaction.scan(sql, arguments, body)
  }

  func queryOne<Result>(_ sql: String, _ arguments: [Value], _ body: (any Row) throws -> Result) throws -> Result? {
    counter.add(questions: 1)
    return try transaction.queryOne(sql, arguments, body)
  }
}
