import Model
import Sync
import Testing

@Suite("A restored copy goes on under a device of its own")
struct RestoredDeviceTests {
  private static let device = Identifier<Device>(high: 7, low: 7)

  private let sample: SampleLog
  private let key: SigningKey

  init() throws {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    try sample.seal([.journalCreated(JournalCreated(code: "VE", label: "Ventes"))])
    self.sample = sample
    key = try SigningKey(seed: [UInt8](repeating: 7, count: 32))
  }

  /// What a restoration says, vouched for by `voucher`; spoiled before it is vouched for, or after.
  private func restored(
    by voucher: SigningKey? = nil, before: (inout DeviceRestored) -> Void = { _ in },
    after: (inout DeviceRestored) -> Void = { _ in }
  ) -> DeviceRestored {
    var restored = DeviceRestored(
      id: Self.device, publicKey: key.verifyingKey.bytes, from: sample.device, backup: [UInt8](repeating: 3, count: 16),
      madeAt: SampleLog.now, changeSetCount: 2, head: sample.log[1].hash.bytes, proof: [])
    before(&restored)
    restored.proof = (voucher ?? sample.key).signature(of: restored.vouchedBytes(sample.company), in: .restore)
    after(&restored)
    return restored
  }

  /// The log with the first change-set of the new device, and one more of it.
  private func log(_ restored: DeviceRestored) throws -> [SignedChangeSet] {
    let head = sample.builder.head
    let start = ChainHead(
      device: Self.device, epoch: 1, sequence: 0, hash: .zero, clock: head.clock, keyringHead: head.keyringHead)
    var builder = ChangeSetBuilder(company: sample.company, head: start, key: key)
    let first = try builder.seal([.deviceRestored(restored)], by: sample.user, at: SampleLog.now)
    let second = try builder.seal([.journalCreated(JournalCreated(code: "AC", label: ""))], by: nil, at: SampleLog.now)
    return sample.log + [first, second]
  }

  private func reason(_ restored: DeviceRestored) throws -> ChainFault.Reason? {
    var verifier = ChainVerifier()
    do {
      for (sequence, changeSet) in zip([1, 2, 1, 2] as [UInt64], try log(restored)) {
        try verifier.add(sequence: sequence, body: changeSet.body, signature: changeSet.signature)
      }
      return nil
    } catch let fault as ChainFault { return fault.reason }
  }

  @Test("vouched for by the device of the backup, it signs from then on")
  func vouched() throws {
    #expect(try reason(restored()) == nil)
  }

  @Test("without that word, or for another key, place, company or backup, it is a device nobody knows")
  func notVouched() throws {
    let unknown = ChainFault.Reason.unknownDevice(Self.device)
    #expect(try reason(restored(by: key)) == unknown, "it may not vouch for itself")
    #expect(try reason(restored { $0.changeSetCount = 1 }) == unknown)
    #expect(try reason(restored { $0.head = sample.log[0].hash.bytes }) == unknown)
    #expect(try reason(restored { $0.from = Self.device }) == unknown)
    #expect(try reason(restored(after: { $0.backup = [UInt8](repeating: 4, count: 16) })) == unknown)
    #expect(try reason(restored(after: { $0.proof[5] ^= 1 })) == unknown)
    let stranger = try SigningKey(seed: [UInt8](repeating: 8, count: 32)).verifyingKey.bytes
    #expect(try reason(restored(after: { $0.publicKey = stranger })) == unknown)
  }

  @Test("it enrols itself alone")
  func another() throws {
    let other = Identifier<Device>(high: 8, low: 8)
    var sample = sample
    var said = restored { $0.id = other }
    said.changeSetCount = 2
    try sample.seal([.deviceRestored(said)])
    #expect(SampleLog.fault(in: sample.log)?.reason == .unknownDevice(other))
  }
}
