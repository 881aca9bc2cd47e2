import Formats
import Model
import Storage

/// Looks through a sealed file, off the cooperative pool, and says what it holds.
struct ImportControl: Sendable {
  let storage: any CompanyStorage
  let chart: [ChartAccount]

  /// The preview and the plan of a file; `listLimit` anomalies of one code are listed.
  ///
  /// - Throws: `CancellationError` when `isCancelled` answers true, ``Fault`` when the file does not authenticate.
  func run(
    _ id: Identifier<Import>, fileName: String, fileHash: [UInt8], expectation: FECExpectation,
    listLimit: Int = FECPreview.listedPerCode, isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> (preview: FECPreview, plan: FECReadingPlan?) {
    try await BlockingWork.run {
      let reader = try storage.originals.reader(of: id)
      var previewer = FECPreviewer(
        fileName: fileName, expectation: expectation, listLimit: listLimit, progress: progress)
      while let chunk = try reader.read() {
        if isCancelled() { throw CancellationError() }
        previewer.feed(chunk)
      }
      var (preview, plan) = previewer.finish(hash: fileHash)
      if let plan { preview.add(accountsOutsideChart(plan)) }
      return (preview, plan)
    }
  }

  /// Accounts that the plan of their year does not know: taken in as they are, and shown.
  private func accountsOutsideChart(_ plan: FECReadingPlan) -> [FECAnomaly] {
    let chart = ChartOfAccounts(accounts: chart, yearOpened: plan.year.start)
    return plan.masters.accounts.filter { chart.home(of: $0.number) == nil }
      .map { FECAnomaly(.accountNotInChart, values: [$0.number]) }
  }
}
