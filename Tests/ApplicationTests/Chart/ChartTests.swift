import Model
import Testing

@testable import Application

@Suite("Chart of accounts of the books")
struct ChartTests {
  @Test("accounts of the books stand beside their home in the plan, and the unused ones after")
  func chart() async throws {
    let bench = try Workbench()
    let plan = [
      ("4", "Tiers"), ("41", "Clients et rattachés"), ("411", "Clients"), ("413", "Effets"), ("70", "Ventes"),
    ]
    let home = try bench.home(
      chart: plan.map { ChartAccount(number: $0.0, label: $0.1, validFrom: nil, validTo: nil) })
    let books = try await home.create(Workbench.creation(), password: Workbench.password).books
    try await books.take(books.control(SampleFEC.year2026))
    let page = try await books.chart(yearEnd: Workbench.year.end)
    #expect(page.accounts.map(\.number) == page.accounts.map(\.number).sorted())
    let customers = try #require(page.accounts.first { $0.number == "411000" })
    #expect(customers.use == .thisYear && customers.label == "Clients" && customers.home?.number == "411")
    #expect(page.accounts.filter { $0.use == .never }.map(\.number) == ["413"], "41 and 70 are subdivided in use")
    #expect(page.accounts.first { $0.number == "512000" }?.home == nil)
    #expect(page.accounts.filter { $0.use == .thisYear }.count == 8)
    for account in page.accounts where account.use == .never {
      #expect(account.label == nil && account.number.count > 1)
      #expect(!page.accounts.contains { $0.use != .never && $0.number.hasPrefix(account.number) })
    }
    await home.closeAll()
  }
}
