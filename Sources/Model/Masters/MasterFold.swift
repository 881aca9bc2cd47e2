/// What accounts, third parties and journals are by all that was said of them.
///
/// The last writer wins, field by field, in the order of the log, whatever the order in which changes arrive: a change
/// that has no place yet sorts after all that have one, and keeps its turn once it gets it. A change whose writer could
/// not know the one it replaced is flagged.
public struct MasterFold: Equatable, Sendable {
  public enum Master: Hashable, Sendable {
    case journal(String)
    case account(String)
    case party(PartyKey)
    case company
    case guide(Identifier<Guide>)
    case recurrence(Identifier<Recurrence>)
    case mapping(String)
  }

  public enum Field: Hashable, Sendable, CaseIterable {
    case label
    case counterpart
    case vatAccount
    case vatRate
    case usualAccount
    case termDays
    case isActive
    case address
    case vatScheme
    case vatDue
    case code
    case name
    case journal
    case lines
    case period
    case day
    case start
    case end
    case header
    case columns
  }

  public enum Value: Hashable, Sendable {
    case text(String)
    case number(UInt32)
    case flag(Bool)
    case date(OptionalDate)
    case lines([GuideLine])
    case columns([EntryColumn])
  }

  public struct Standing: Equatable, Sendable {
    public let value: Value
    /// Its writer did not know another value, which it replaced.
    public let isConcurrent: Bool
  }

  private struct Place: Hashable {
    let master: Master
    let field: Field
  }

  private struct Write: Equatable {
    let place: LogPlace
    let value: Value
  }

  /// Every write of every field, by what stays the same when its place becomes known.
  private var writes: [Place: [Origin: Write]] = [:]

  private struct Origin: Hashable {
    let device: Identifier<Device>
    let sequence: UInt64
    let event: Int
  }

  public init() {}

  /// Events of another kind are passed over. The same one again, with its place, takes the place of itself without.
  public mutating func add(_ event: BookEvent, at place: LogPlace) {
    switch event {
    case .journalCreated(let made): write(.journal(made.code), [.label: .text(made.label)], place)
    case .accountCreated(let made): write(.account(made.number), [.label: .text(made.label)], place)
    case .partyCreated(let made): write(.party(made.key), [.label: .text(made.label)], place)
    case .journalChanged(let changed): write(.journal(changed.code), changed.fields, place)
    case .accountChanged(let changed): write(.account(changed.number), changed.fields, place)
    case .partyChanged(let changed): write(.party(changed.key), changed.fields, place)
    case .companyChanged(let changed): write(.company, changed.fields, place)
    case .guideChanged(let changed): write(.guide(changed.id), changed.fields, place)
    case .recurrenceChanged(let changed): write(.recurrence(changed.id), changed.fields, place)
    case .entryMappingChanged(let changed): write(.mapping(changed.name), changed.fields, place)
    default: break
    }
  }

  private mutating func write(_ master: Master, _ fields: [Field: Value], _ place: LogPlace) {
    let origin = Origin(device: place.device, sequence: place.sequence, event: place.event)
    for (field, value) in fields {
      writes[Place(master: master, field: field), default: [:]][origin] = Write(place: place, value: value)
    }
  }

  /// Nil when nothing was ever said of it.
  public func standing(_ master: Master, _ field: Field) -> Standing? {
    guard let all = writes[Place(master: master, field: field)]?.values.sorted(by: { $0.place < $1.place }),
      let last = all.last
    else { return nil }
    let overlooked = all.dropLast().contains { $0.value != last.value && last.place.ignored($0.place) }
    return Standing(value: last.value, isConcurrent: overlooked)
  }

  /// Every value a field had, in the order of the log.
  public func history(_ master: Master, _ field: Field) -> [Value] {
    (writes[Place(master: master, field: field)] ?? [:]).values.sorted { $0.place < $1.place }.map(\.value)
  }
}

extension JournalChanged {
  fileprivate var fields: [MasterFold.Field: MasterFold.Value] {
    [
      .label: label.map { .text($0) }, .counterpart: counterpart.map { .text($0) },
      .isActive: isActive.map { .flag($0) },
    ].compactMapValues(\.self)
  }
}

extension AccountChanged {
  fileprivate var fields: [MasterFold.Field: MasterFold.Value] {
    [
      .label: label.map { .text($0) }, .vatAccount: vatAccount.map { .text($0) },
      .vatRate: vatRate.map { .number($0) }, .isActive: isActive.map { .flag($0) },
    ].compactMapValues(\.self)
  }
}

extension PartyChanged {
  fileprivate var fields: [MasterFold.Field: MasterFold.Value] {
    [
      .label: label.map { .text($0) }, .usualAccount: usualAccount.map { .text($0) },
      .termDays: termDays.map { .number($0) }, .isActive: isActive.map { .flag($0) },
    ].compactMapValues(\.self)
  }
}

extension CompanyChanged {
  fileprivate var fields: [MasterFold.Field: MasterFold.Value] {
    [
      .address: address.map { .text($0) }, .vatScheme: vatScheme.map { .number(UInt32($0.rawValue)) },
      .vatDue: vatDue.map { .number(UInt32($0.rawValue)) },
    ].compactMapValues(\.self)
  }
}

extension GuideChanged {
  fileprivate var fields: [MasterFold.Field: MasterFold.Value] {
    [
      .code: code.map { .text($0) }, .name: name.map { .text($0) }, .journal: journal.map { .text($0) },
      .label: label.map { .text($0) }, .lines: lines.map { .lines($0) }, .isActive: isActive.map { .flag($0) },
    ].compactMapValues(\.self)
  }
}

extension RecurrenceChanged {
  fileprivate var fields: [MasterFold.Field: MasterFold.Value] {
    [
      .name: name.map { .text($0) }, .journal: journal.map { .text($0) }, .label: label.map { .text($0) },
      .lines: lines.map { .lines($0) }, .period: period.map { .number($0.rawValue) }, .day: day.map { .number($0) },
      .start: start.map { .date(.date($0)) }, .end: end.map { .date($0) }, .isActive: isActive.map { .flag($0) },
    ].compactMapValues(\.self)
  }
}

extension EntryMappingChanged {
  fileprivate var fields: [MasterFold.Field: MasterFold.Value] {
    [
      .header: header.map { .text($0) }, .columns: columns.map { .columns($0) }, .journal: journal.map { .text($0) },
      .isActive: isActive.map { .flag($0) },
    ].compactMapValues(\.self)
  }
}
