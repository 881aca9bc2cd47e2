import Model

/// What one thread has: a connection, opened when it is first needed and again whenever it broke.
final class PostgreSQLSession {
  private let server: PostgreSQLServer
  private var connection: PostgreSQLConnection?

  init(_ server: PostgreSQLServer) { self.server = server }

  /// Runs a whole transaction: committed when `body` returns, rolled back when it throws or its caller is gone.
  func transact<Result>(
    _ mode: PostgreSQLConnection.Mode, _ tenant: Tenant, _ ticket: ConnectionTicket,
    _ body: (PostgreSQLTransaction) throws -> Result
  ) throws -> Result {
    try work(ticket) { connection in
      try connection.begin(mode, tenant)
    } then: { connection in
      let transaction = PostgreSQLTransaction(connection, checkCancelled: ticket.checkCancelled)
      let result = try body(transaction)
      try transaction.finish()
      return result
    } finally: { connection in
      switch mode {
      case .reading: try connection.endReading()
      case .writing: try connection.commit()
      }
    }
  }

  /// Runs `body` outside of any transaction: a question about the database itself.
  func ask<Result>(_ ticket: ConnectionTicket, _ body: (PostgreSQLConnection) throws -> Result) throws -> Result {
    try work(ticket) { connection in
      _ = try connection.ask("SELECT 1")
    } then: { connection in
      try body(connection)
    } finally: { _ in
    }
  }

  private func work<Result>(
    _ ticket: ConnectionTicket, begin: (PostgreSQLConnection) throws -> Void,
    then body: (PostgreSQLConnection) throws -> Result, finally commit: (PostgreSQLConnection) throws -> Void
  ) throws -> Result {
    var current = try opened()
    do {
      try ticket.begin(current.canceller)
      do {
        try begin(current)
      } catch let fault as Fault where fault.code == .connectionLost && !ticket.isCancelled {
        // The server went away while the connection lay idle. Nothing was asked of it yet: once more, on a new one.
        connection = nil
        current = try opened()
        try ticket.begin(current.canceller)
        try begin(current)
      }
      let result = try body(current)
      if ticket.end() { throw ConnectionTicket.fault }
      try commit(current)
      return result
    } catch {
      let isCancelled = ticket.end()
      leave(current, isCancelled: isCancelled)
      throw isCancelled ? ConnectionTicket.fault : error
    }
  }

  private func opened() throws -> PostgreSQLConnection {
    if let connection, connection.isReady() { return connection }
    connection = nil
    let new = try PostgreSQLConnection(server)
    connection = new
    return new
  }

  /// A connection that cannot be brought back to rest, or that a late cancelling may still hit, is closed: the server
  /// rolls back by itself.
  private func leave(_ current: PostgreSQLConnection, isCancelled: Bool) {
    do {
      guard !isCancelled, !current.isBroken else { throw ConnectionTicket.fault }
      try current.rollback()
    } catch { connection = nil }
  }
}
