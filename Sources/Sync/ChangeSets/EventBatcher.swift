/// Cuts a stream of events into change-sets of about 200 events or 256 KiB. An event is never cut: one that is larger
/// than the target makes a change-set alone.
///
/// ```swift
/// var batcher = EventBatcher()
/// for event in events {
///   if let batch = batcher.add(try EventCodec.encode(event)) { try store(builder.seal(batch, by: user, at: now())) }
/// }
/// if let batch = batcher.finish() { try store(builder.seal(batch, by: user, at: now())) }
/// ```
public struct EventBatcher: Sendable {
  public static let targetCount = 200
  public static let targetBytes = 256 * 1024
  /// Most an event takes beside its body: the tags, the type, the version, the lengths.
  private static let eventOverhead = 24
  /// Most an envelope takes beside its events.
  private static let envelopeOverhead = 256

  private var pending: [EncodedEvent] = []
  private var byteCount = EventBatcher.envelopeOverhead

  public init() {}

  /// The batch that is ready, when this event does not fit in it any more; the event opens the next one.
  public mutating func add(_ event: EncodedEvent) -> [EncodedEvent]? {
    let size = event.body.count + Self.eventOverhead
    let isFull = pending.count >= Self.targetCount || byteCount + size > Self.targetBytes
    let ready = isFull ? finish() : nil
    pending.append(event)
    byteCount += size
    return ready
  }

  /// What remains; nil when there is nothing. The batcher is empty afterwards.
  public mutating func finish() -> [EncodedEvent]? {
    defer {
      pending = []
      byteCount = Self.envelopeOverhead
    }
    return pending.isEmpty ? nil : pending
  }
}
