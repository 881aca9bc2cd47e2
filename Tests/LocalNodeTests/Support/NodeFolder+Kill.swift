import Testing

extension NodeFolder {
  /// Bytes of the data folder, beyond those of the sealed file, while the first entries are being written.
  static let firstTransaction = 1_000_000

  /// Imports ``GeneratedFEC/large``, and perhaps small files with it, in a program that is killed once the data folder
  /// has grown that far.
  func importKilled(_ files: String..., at extra: Int) async throws {
    await Gate.commands.enter()
    let program = try start(["fec", "import"] + files)
    try await wait(until: extra, while: program)
    let wasRunning = program.isRunning
    program.kill()
    await Gate.commands.leave()
    #expect(wasRunning, "the program was to be killed at work")
  }

  func wait(until extra: Int, while program: Program) async throws {
    let size = GeneratedFEC.largeSealedSize + extra
    while dataSize() < size, program.isRunning { try await Task.sleep(for: .milliseconds(1)) }
  }
}
