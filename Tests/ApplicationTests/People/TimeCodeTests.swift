import Foundation
import Model
import Testing

@testable import Application

@Suite("Codes of the second factor")
struct TimeCodeTests {
  @Test("the vectors of RFC 6238, appendix B, for SHA-1")
  func vectors() {
    let code = TimeCode(secret: Array("12345678901234567890".utf8))
    let vectors: [(seconds: Int64, code: String)] = [
      (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
      (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ]
    for vector in vectors {
      let step = TimeCode.step(at: Instant(milliseconds: vector.seconds * 1_000))
      #expect(code.code(step: step, digits: 8) == vector.code)
      #expect(code.code(step: step) == String(vector.code.suffix(6)))
    }
  }

  @Test("a code of the step before, of now and of the step after is taken; of two steps away it is not")
  func drift() {
    let code = TimeCode(secret: [UInt8](repeating: 7, count: 20))
    let now = Instant(milliseconds: 1_795_000_000_000)
    let step = TimeCode.step(at: now)
    for away in Int64(-1)...1 { #expect(code.step(of: code.code(step: step + away), at: now) == step + away) }
    for away in [Int64(-2), 2] { #expect(code.step(of: code.code(step: step + away), at: now) == nil) }
    #expect(code.step(of: "", at: now) == nil)
  }

  @Test("oathtool shows the same code for the same letters")
  func oathtool() throws {
    let path = "/usr/bin/oathtool"
    try #require(FileManager.default.isExecutableFile(atPath: path), "tools/test installs the package oathtool")
    for seed in UInt8(1)...20 {
      let secret = (0..<20).map { UInt8(truncatingIfNeeded: Int(seed) * 37 + $0 * 101) }
      let seconds = 1_700_000_000 + Int64(seed) * 86_413
      let process = Process()
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = ["--totp", "--base32", "--now=@\(seconds)", Base32.encode(secret)]
      let output = Pipe()
      process.standardOutput = output
      try process.run()
      process.waitUntilExit()
      let shown = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      let step = TimeCode.step(at: Instant(milliseconds: seconds * 1_000))
      #expect(shown.trimmingCharacters(in: .whitespacesAndNewlines) == TimeCode(secret: secret).code(step: step))
    }
  }
}
