import Foundation
import Model
import Synchronization

/// The connections of one database, shared by all its companies: some for readers, some for writers, so that neither
/// waits for the other. Connections are opened when they are first needed.
public final class PostgreSQLPool: Sendable {
  private let reading: ConnectionLane
  private let writing: ConnectionLane
  private let schemas = Mutex<[Int64: String]>([:])

  /// - Parameter server: reached as the application's role, which owns nothing and is held to row-level security.
  public init(_ server: PostgreSQLServer, readers: Int = 4, writers: Int = 2) {
    reading = ConnectionLane("reading", server: server, size: readers)
    writing = ConnectionLane("writing", server: server, size: writers)
  }

  deinit { close() }

  /// Lets what is under way end, then closes the connections.
  public func close() {
    reading.close()
    writing.close()
  }

  func transact<Result: Sendable>(
    _ mode: PostgreSQLConnection.Mode, company: Int64,
    _ body: @escaping @Sendable (PostgreSQLTransaction) throws -> Result
  ) async throws -> Result {
    let tenant = try await tenant(company)
    return try await run(on: mode == .reading ? reading : writing) { session, ticket in
      try session.transact(mode, tenant, ticket, body)
    }
  }

  /// Asks one question about the database itself, of no company.
  func ask<Result: Sendable>(
    _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Result
  ) async throws -> Result {
    try await run(on: reading) { session, ticket in try session.ask(ticket, body) }
  }

  /// Where the rows of a company lie: asked once, it never moves.
  private func tenant(_ company: Int64) async throws -> Tenant {
    if let schema = schemas.withLock({ $0[company] }) { return Tenant(company: company, schema: schema) }
    let schema = try await ask { try PostgreSQLCatalogue($0).schema(of: company) }
    schemas.withLock { $0[company] = schema }
    return Tenant(company: company, schema: schema)
  }

  private func run<Result: Sendable>(
    on lane: ConnectionLane, _ work: @escaping @Sendable (PostgreSQLSession, ConnectionTicket) throws -> Result
  ) async throws -> Result {
    let handed = Mutex<ConnectionTicket?>(nil)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let ticket = ConnectionTicket { session, ticket in
          continuation.resume(with: Swift.Result { try work(session, ticket) })
        } abandon: {
          continuation.resume(throwing: ConnectionTicket.fault)
        }
        handed.withLock { $0 = ticket }
        if Task.isCancelled {
          ticket.cancel()
        } else if !lane.submit(ticket), !ticket.end() {
          continuation.resume(throwing: Fault(.database, "the connections of this database were closed"))
        }
      }
    } onCancel: {
      let ticket = handed.withLock { $0 }
      // Reaching the server takes a moment: not on the thread that cancels.
      DispatchQueue.global().async { ticket?.cancel() }
    }
  }
}
