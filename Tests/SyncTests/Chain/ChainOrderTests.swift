import Model
import Sync
import Testing

@Suite("The chain of a device")
struct ChainOrderTests {
  @Test("A whole import verifies, and says what it holds")
  func whole() throws {
    let sample = try SampleLog.complete(entries: 7, perChangeSet: 3)
    let verification = try SampleLog.verify(sample.log, expectedHead: sample.builder.head.hash)
    #expect(verification.changeSetCount == 6)
    #expect(verification.eventCount == 12)
    #expect(verification.entryCount == 7)
    #expect(verification.lineCount == 14)
    #expect(verification.openImports.isEmpty)
    #expect(verification.headSequence == 6)
    #expect(verification.headHash == sample.log[5].hash)
  }

  @Test("What is returned for each change-set is what was signed")
  func verified() throws {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    var verifier = ChainVerifier(company: sample.company, foundingKey: sample.key.verifyingKey)
    let first = sample.log[0]
    let verified = try verifier.add(sequence: 1, body: first.body, signature: first.signature)
    #expect(verified.events == sample.opening.map { .known($0) })
    #expect(verified.hash == first.hash)
    #expect(verified.header.user == sample.user)
  }

  @Test("An empty log verifies, unless a head was expected")
  func empty() throws {
    #expect(try SampleLog.verify([]) == ChainVerification())
    let head = Hash256(of: [1])
    #expect(SampleLog.fault(in: [], expectedHead: head)?.reason == .otherHead(expected: head, found: .zero))
  }

  @Test("Two change-sets out of order are refused at the first")
  func reordered() throws {
    var log = try SampleLog.complete(entries: 6, perChangeSet: 2).log
    log.swapAt(2, 3)
    #expect(SampleLog.fault(in: log) == ChainFault(sequence: 3, reason: .otherSequence(signed: 4)))
  }

  @Test("A missing change-set is refused where the next one stands")
  func dropped() throws {
    let log = try SampleLog.complete(entries: 6, perChangeSet: 2).log
    var verifier = ChainVerifier()
    try verifier.add(sequence: 1, body: log[0].body, signature: log[0].signature)
    #expect(throws: ChainFault(sequence: 3, reason: .sequence(expected: 2, found: 3))) {
      try verifier.add(sequence: 3, body: log[2].body, signature: log[2].signature)
    }
  }

  @Test("A change-set that comes twice is refused")
  func duplicated() throws {
    let log = try SampleLog.complete(entries: 6, perChangeSet: 2).log
    var verifier = ChainVerifier()
    try verifier.add(sequence: 1, body: log[0].body, signature: log[0].signature)
    try verifier.add(sequence: 2, body: log[1].body, signature: log[1].signature)
    #expect(throws: ChainFault(sequence: 2, reason: .sequence(expected: 3, found: 2))) {
      try verifier.add(sequence: 2, body: log[1].body, signature: log[1].signature)
    }
  }

  @Test("A log without its end is refused when its head was kept apart")
  func truncated() throws {
    let sample = try SampleLog.complete(entries: 6, perChangeSet: 2)
    let log = Array(sample.log.dropLast())
    #expect(try SampleLog.verify(log).openImports == [sample.importID])
    let head = sample.builder.head.hash
    let fault = SampleLog.fault(in: log, expectedHead: head)
    #expect(fault == ChainFault(sequence: 5, reason: .otherHead(expected: head, found: log[4].hash)))
  }

  @Test("A change-set of another history of the same device is refused by its hash")
  func forked() throws {
    var one = try SampleLog()
    var other = try SampleLog()
    try one.seal(one.opening)
    try other.seal(other.opening)
    try one.seal([.journalCreated(JournalCreated(code: "VE", label: "Ventes"))])
    try other.seal([.journalCreated(JournalCreated(code: "AC", label: "Achats"))])
    try other.seal([.journalCreated(JournalCreated(code: "OD", label: "Divers"))])
    let reason = ChainFault.Reason.previousHash(expected: one.log[1].hash, found: other.log[1].hash)
    #expect(SampleLog.fault(in: one.log + [other.log[2]]) == ChainFault(sequence: 3, reason: reason))
  }

  @Test("A change-set of another company is refused, though its signature is right")
  func foreignCompany() throws {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    let other = Identifier<Company>(high: 9, low: 9)
    var builder = ChangeSetBuilder(company: other, head: sample.builder.head, key: sample.key)
    let foreign = try builder.seal([.journalCreated(JournalCreated(code: "VE", label: ""))], by: nil, at: SampleLog.now)
    let reason = ChainFault.Reason.otherCompany(expected: sample.company, found: other)
    #expect(SampleLog.fault(in: sample.log + [foreign]) == ChainFault(sequence: 2, reason: reason))
    var verifier = ChainVerifier(company: other)
    #expect(throws: ChainFault(sequence: 1, reason: .otherCompany(expected: other, found: sample.company))) {
      try verifier.add(sequence: 1, body: sample.log[0].body, signature: sample.log[0].signature)
    }
  }

  @Test("A device that nobody enrolled is refused")
  func otherDevice() throws {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    let stranger = Identifier<Device>(high: 7, low: 7)
    var builder = ChangeSetBuilder(
      company: sample.company, head: .start(device: stranger, keyringHead: sample.log[0].hash),
      key: try SigningKey(seed: [UInt8](repeating: 7, count: 32)))
    let foreign = try builder.seal([.journalCreated(JournalCreated(code: "VE", label: ""))], by: nil, at: SampleLog.now)
    #expect(SampleLog.fault(in: sample.log + [foreign])?.reason == .unknownDevice(stranger))
  }

  @Test("A change-set in the name of a device, signed by another key, is refused")
  func otherKey() throws {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    var builder = ChangeSetBuilder(
      company: sample.company, head: sample.builder.head, key: try SigningKey(seed: [UInt8](repeating: 7, count: 32)))
    let forged = try builder.seal([.journalCreated(JournalCreated(code: "VE", label: ""))], by: nil, at: SampleLog.now)
    #expect(SampleLog.fault(in: sample.log + [forged]) == ChainFault(sequence: 2, reason: .badSignature))
  }

  @Test("A second device signs once the first has enrolled it, in a chain of its own")
  func secondDevice() throws {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    let second = Identifier<Device>(high: 7, low: 7)
    let key = try SigningKey(seed: [UInt8](repeating: 7, count: 32))
    try sample.seal([.deviceEnrolled(DeviceEnrolled(id: second, publicKey: key.verifyingKey.bytes))])
    let start = ChainHead.start(device: second, keyringHead: sample.builder.head.keyringHead)
    var builder = ChangeSetBuilder(company: sample.company, head: start, key: key)
    let its = try builder.seal([.journalCreated(JournalCreated(code: "VE", label: ""))], by: nil, at: SampleLog.now)
    try sample.seal([.journalCreated(JournalCreated(code: "AC", label: ""))])
    var verifier = ChainVerifier()
    for (sequence, changeSet) in zip([1, 2, 1, 3] as [UInt64], [sample.log[0], sample.log[1], its, sample.log[2]]) {
      try verifier.add(sequence: sequence, body: changeSet.body, signature: changeSet.signature)
    }
    #expect(try verifier.finish().changeSetCount == 4)
  }

  @Test("The first change-set must be signed by the device it enrols, with the key that was expected")
  func founding() throws {
    var sample = try SampleLog()
    try sample.seal(Array(sample.opening.prefix(1)))
    #expect(SampleLog.fault(in: sample.log)?.reason == .unknownDevice(sample.device))

    var known = try SampleLog(seed: 1)
    try known.seal(known.opening)
    var verifier = ChainVerifier(foundingKey: try SigningKey(seed: [UInt8](repeating: 7, count: 32)).verifyingKey)
    #expect(throws: ChainFault(sequence: 1, reason: .otherFoundingKey)) {
      try verifier.add(sequence: 1, body: known.log[0].body, signature: known.log[0].signature)
    }
  }

  @Test("Another epoch, an older clock and an unknown keyring are refused")
  func headers() throws {
    var sample = try SampleLog()
    try sample.seal(sample.opening)
    let head = sample.builder.head
    #expect(try reason(sample, after: head) { $0.epoch = 2 } == .epoch(expected: 1, found: 2))
    let unknown = Hash256(of: [3])
    #expect(try reason(sample, after: head) { $0.keyringHead = unknown } == .unknownKeyringHead(unknown))
    #expect(try reason(sample, after: head) { $0.keyringHead = .zero } == .unknownKeyringHead(.zero))
    let stamp = HybridClock(milliseconds: 5, counter: 1)
    let found = try reason(sample, after: head) { $0.clock = HybridClock(milliseconds: 5, counter: 0) }
    #expect(found == .clockWentBack(before: head.clock, found: stamp))
  }

  /// The reason for refusing a change-set sealed after a head that was spoiled.
  private func reason(
    _ sample: SampleLog, after head: ChainHead, _ spoil: (inout ChainHead) -> Void
  ) throws -> ChainFault.Reason? {
    var spoiled = head
    spoil(&spoiled)
    var builder = ChangeSetBuilder(company: sample.company, head: spoiled, key: sample.key)
    let event = BookEvent.journalCreated(JournalCreated(code: "VE", label: ""))
    let signed = try builder.seal([event], by: nil, at: Instant(milliseconds: 5))
    return SampleLog.fault(in: sample.log + [signed])?.reason
  }
}
