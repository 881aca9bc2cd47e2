import Assets
import Model

/// The dated plan comptable général that comes with the program.
enum ChartResource {
  static func load() throws -> [ChartAccount] {
    guard let accounts = ChartAccount.list(text: Assets.chartOfAccounts) else {
      throw Fault(.configuration, "the plan comptable général of the program cannot be read")
    }
    return accounts
  }
}
