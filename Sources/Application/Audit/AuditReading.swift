import Model
import Storage
import Sync

/// One page of the journal d'audit being read, backwards. What fields were before their changes is found on the way on:
/// each waits for the fact that wrote it last before.
struct AuditReading {
  /// Change-sets that one page looks through.
  static let deepest = 1_000
  private static let step = 25
  /// Beyond the page, so many change-sets and bytes are looked through for what fields were before.
  private static let furtherSets = 2_000
  private static let furtherBytes = 16 << 20

  let question: AuditQuestion
  let limit: Int
  private(set) var records: [AuditRecord] = []
  /// Where the values that are sought go: record, fact, change.
  private var sought: [AuditPlace: [(record: Int, fact: Int, change: Int)]] = [:]

  init(question: AuditQuestion, limit: Int) {
    self.question = question
    self.limit = limit
  }

  /// - Returns: the position that the next page starts before.
  mutating func read(_ transaction: any ReadTransaction) throws -> Int64? {
    let (next, reached, isWhole) = try readRecords(transaction)
    let isBegun = try isWhole || seek(before: reached, transaction)
    for slot in sought.values.joined() {
      records[slot.record].facts[slot.fact].changes[slot.change].old = isBegun ? .unsaid : .notSought
    }
    return next
  }

  /// - Returns: also the last position looked at, and whether the log begins there.
  private mutating func readRecords(
    _ transaction: any ReadTransaction
  ) throws -> (next: Int64?, reached: Int64?, isWhole: Bool) {
    var position = question.before
    for _ in 0..<Self.deepest / Self.step {
      let found = try transaction.changeSets(before: position, limit: Self.step)
      for placed in found {
        try take(placed)
        position = placed.position
        if records.count == limit { return (placed.position > 1 ? placed.position : nil, position, false) }
      }
      if found.count < Self.step { return (nil, position, true) }
    }
    return (position, position, false)
  }

  private mutating func take(_ placed: PlacedChangeSet) throws {
    let changeSet = try ChangeSet(reading: placed.changeSet.body)
    let facts = AuditFacts(changeSet, question)
    let told = try facts.record(placed)
    if let told { records.append(told.record) }
    let shown = told?.places ?? [:]
    for index in changeSet.events.indices.reversed() {
      guard let event = try facts.writer(index) else { continue }
      settle(event)
      guard let fact = shown[index] else { continue }
      for (change, told) in records[records.count - 1].facts[fact].changes.enumerated() {
        sought[told.place, default: []].append((records.count - 1, fact, change))
      }
    }
  }

  private mutating func settle(_ event: BookEvent) {
    for write in event.auditWrites {
      for slot in sought.removeValue(forKey: write.place) ?? [] {
        records[slot.record].facts[slot.fact].changes[slot.change].old = .value(write.value)
      }
    }
  }

  /// - Returns: whether the log was looked through to its beginning.
  private mutating func seek(before start: Int64?, _ transaction: any ReadTransaction) throws -> Bool {
    var (position, sets, bytes) = (start, 0, 0)
    while !sought.isEmpty, sets < Self.furtherSets, bytes < Self.furtherBytes {
      let found = try transaction.changeSets(before: position, limit: Self.step)
      for placed in found {
        bytes += placed.changeSet.body.count
        position = placed.position
        let changeSet = try ChangeSet(reading: placed.changeSet.body)
        let facts = AuditFacts(changeSet, question)
        for index in changeSet.events.indices.reversed() {
          if let event = try facts.writer(index) { settle(event) }
        }
      }
      sets += found.count
      if found.count < Self.step { return true }
    }
    return sought.isEmpty
  }
}

/// The facts of one change-set, as the journal d'audit tells them.
struct AuditFacts {
  /// Facts of one change-set that a page tells one by one.
  static let onPage = 40

  private let changeSet: ChangeSet
  private let question: AuditQuestion
  private let mostFacts: Int
  /// Which runs of events are told: the place of their first, and how many there are.
  private var runs: [(first: Int, count: Int)] = []

  init(_ changeSet: ChangeSet, _ question: AuditQuestion, mostFacts: Int = onPage) {
    self.changeSet = changeSet
    self.question = question
    self.mostFacts = mostFacts
    var index = 0
    while index < changeSet.events.count {
      // Of an import, thousands of entries: one is read, the others are counted.
      let type = changeSet.events[index].type
      let count = Self.isBulk(type) ? changeSet.events[index...].prefix { $0.type == type }.count : 1
      runs.append((index, count))
      index += count
    }
  }

  /// Nil where nothing of it is asked for. With the fact that each event is told as, by the place of the event.
  func record(_ placed: PlacedChangeSet) throws -> (record: AuditRecord, places: [Int: Int])? {
    if let person = question.person, changeSet.header.user != person { return nil }
    let told = try told()
    guard !told.isEmpty else { return nil }
    let record = AuditRecord(
      position: placed.position, at: placed.changeSet.receivedAt, person: changeSet.header.user,
      device: placed.changeSet.device, sequence: UInt64(placed.changeSet.sequence),
      facts: told.prefix(mostFacts).map(\.fact), more: told.dropFirst(mostFacts).reduce(0) { $0 + $1.fact.count })
    let places = told.prefix(mostFacts).enumerated().map { ($1.first, $0) }
    return (record, Dictionary(places, uniquingKeysWith: { first, _ in first }))
  }

  private func told() throws -> [(first: Int, fact: AuditFact)] {
    try runs.compactMap { run in
      let event = try event(run.first)
      if let kind = question.kind, event?.auditKind != kind { return nil }
      let changes =
        event?.isChange == true
        ? event?.auditWrites.map { AuditChange(place: $0.place, old: .unsaid, new: $0.value) } ?? [] : []
      return (run.first, AuditFact(event: event, count: run.count, changes: changes))
    }
  }

  /// An event that writes fields; nil for all others, which are not even read.
  func writer(_ index: Int) throws -> BookEvent? {
    EventType.fieldWriters.contains(changeSet.events[index].type) ? try event(index) : nil
  }

  private func event(_ index: Int) throws -> BookEvent? {
    if case .known(let event) = try EventCodec.decode(changeSet.events[index]) { event } else { nil }
  }

  private static func isBulk(_ type: EventType) -> Bool {
    [.entryImported, .accountCreated, .partyCreated, .journalCreated, .linesMatched].contains(type)
  }
}
