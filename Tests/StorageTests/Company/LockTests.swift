import Foundation
import Model
import Testing

@testable import Storage
@testable import StoreDriver

@Suite("One process per company")
struct LockTests {
  @Test("a folder held by another process is refused with its number, and free once that process is killed")
  func held() async throws {
    let folder = try TemporaryFolder()
    let path = folder.file("company")
    let holder = try DriverProcess("hold", path)
    #expect(holder.line() == "held")
    await #expect(throws: CompanyInUse(processID: holder.identifier)) { try await DriverBooks.open(path) }
    _ = holder.killNow()
    let vault = try await DriverBooks.open(path)
    await #expect(throws: CompanyInUse(processID: getpid())) { try await DriverBooks.open(path) }
    try await vault.close()
  }

  @Test("a company is not created twice in one folder")
  func twice() async throws {
    let folder = try TemporaryFolder()
    let vault = try await DriverBooks.create(folder.file("company"))
    try await vault.close()
    _ = consume vault
    await #expect(throws: (any Error).self) { _ = try await DriverBooks.create(folder.file("company")) }
  }
}
