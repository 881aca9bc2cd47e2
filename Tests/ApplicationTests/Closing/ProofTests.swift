import Foundation
import Model
import Testing

@testable import Application

@Suite("Proof of intangibility")
struct ProofTests {
  @Test("a proof is checked without the books; a byte changed anywhere refuses it, with its line")
  func flipped() async throws {
    let daily = try await DailyBench(on: "2027-02-10")
    await #expect(throws: ClosingRefusal.notClosed(Workbench.year)) {
      try await daily.books.writeProof(yearEnd: Workbench.year.end, to: daily.bench.folder + "/preuve.json")
    }
    try await daily.close2026()
    let path = daily.bench.folder + "/preuve.json"
    let written = try await daily.books.writeProof(yearEnd: Workbench.year.end, to: path)
    try await daily.close()
    let proof = try CheckedProof(reading: path)
    #expect(proof.siren == Workbench.siren.digits && proof.headHash == written.headHash)
    #expect(proof.closings.map(\.fact.result.minor) == [50_000] && proof.closings.allSatisfy(\.isClosed))
    let sound = [UInt8](try Data(contentsOf: URL(filePath: path)))
    #expect((try JSONSerialization.jsonObject(with: Data(sound)) as? [String: Any])?["log"] is [Any])
    let altered = daily.bench.folder + "/autre.json"
    for place in stride(from: 0, to: sound.count, by: max(1, sound.count / 400)) {
      for bit in [UInt8(1), 0x20] {
        var bytes = sound
        bytes[place] ^= bit
        try Data(bytes).write(to: URL(filePath: altered))
        let line = 1 + sound[..<place].count { $0 == 0x0A }
        let refusal = #expect(throws: ProofRefusal.self) { try CheckedProof(reading: altered) }
        // Where a line break was hit, two lines are one.
        if let refusal, sound[place] != 0x0A { #expect(abs(refusal.line - line) <= 1, "\(place) \(refusal)") }
      }
    }
    for count in [0, 1, sound.count / 2, sound.count - 1] {
      try Data(sound.prefix(count)).write(to: URL(filePath: altered))
      #expect(throws: ProofRefusal.self) { try CheckedProof(reading: altered) }
    }
    try Data(sound + [0x20, 0x0A]).write(to: URL(filePath: altered))
    #expect(throws: ProofRefusal.self) { try CheckedProof(reading: altered) }
  }
}
