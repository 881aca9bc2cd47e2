import Model
import Sync

/// Encodes events and cuts them into change-sets, off the writing thread.
struct BatchCutter {
  private var batcher = EventBatcher()
  private var pending: [BookEvent] = []

  /// The batch that is ready, when this event opens the next one.
  mutating func add(_ event: BookEvent) throws -> EncodedBatch? {
    let ready = batcher.add(try EventCodec.encode(event)).map { EncodedBatch(encoded: $0, events: pending) }
    if ready != nil { pending.removeAll(keepingCapacity: true) }
    pending.append(event)
    return ready
  }

  mutating func finish() -> EncodedBatch? {
    defer { pending.removeAll() }
    return batcher.finish().map { EncodedBatch(encoded: $0, events: pending) }
  }
}
