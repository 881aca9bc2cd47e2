import Sync
import Testing

@Suite("Cutting a stream of events into change-sets")
struct EventBatcherTests {
  private func batches(of sizes: [Int]) -> [[Int]] {
    var batcher = EventBatcher()
    var batches: [[EncodedEvent]] = []
    for size in sizes {
      let event = EncodedEvent(type: .entryImported, version: 1, body: [UInt8](repeating: 1, count: size))
      if let batch = batcher.add(event) { batches.append(batch) }
    }
    if let batch = batcher.finish() { batches.append(batch) }
    return batches.map { $0.map(\.body.count) }
  }

  @Test("No more than 200 events go together, and none is lost or moved")
  func counts() {
    let sizes = (0..<501).map { $0 % 300 }
    let batches = batches(of: sizes)
    #expect(batches.map(\.count) == [200, 200, 101])
    #expect(batches.flatMap { $0 } == sizes)
  }

  @Test("No more than 256 KiB go together")
  func bytes() {
    let batches = batches(of: [Int](repeating: 100_000, count: 5))
    #expect(batches.map(\.count) == [2, 2, 1])
  }

  @Test("An event larger than the target goes alone, whole")
  func large() {
    #expect(batches(of: [10, 5_000_000, 10, 20]) == [[10], [5_000_000], [10, 20]])
  }

  @Test("Nothing gives nothing")
  func nothing() {
    #expect(batches(of: []).isEmpty)
  }
}
