import Foundation
import Testing

extension NodeFolder {
  /// Bytes of the data folder, beyond those of the sealed file, while the first entries are being written.
  static let firstTransaction = 1_000_000

  /// Imports ``GeneratedFEC/large``, and perhaps small files with it, in a program that is killed once the data folder
  /// has grown that far.
  func importKilled(_ files: String..., at extra: Int) async throws {
    await Gate.commands.enter()
    let program = try start(["fec", "import"] + files)
    await kill(program, at: extra, while: program)
    await Gate.commands.leave()
  }

  /// Kills a program once the data folder has grown that far under the work of another, or of itself.
  func kill(_ victim: Program, at extra: Int, while worker: Program) async {
    let size = GeneratedFEC.largeSealedSize + extra
    await at(work: worker, once: { [self] in dataSize() >= size }, { victim.kill() })
  }

  /// Acts as soon as a program at work has come somewhere. A thread of its own watches: a task that sleeps beside a
  /// hundred other tests wakes up when the work is over.
  func at(
    work worker: Program, once isReached: @escaping @Sendable () -> Bool,
    _ act: @escaping @Sendable () -> Void = {}
  ) async {
    let wasRunning = await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        while !isReached(), worker.isRunning { usleep(500) }
        let wasRunning = worker.isRunning
        act()
        continuation.resume(returning: wasRunning)
      }
    }
    #expect(wasRunning, "the program was to be at work")
  }
}
