/// The names of one kind of master (journals, accounts, parties of one nature), each with the first label that is not
/// blank.
struct LabelBook: Sendable {
  typealias Slice = UnsafeBufferPointer<UInt8>

  /// A label that is not the one kept for its owner.
  struct Variation {
    var kept: String
    var found: String
  }

  private(set) var names = ByteTable()
  private(set) var labels = ByteTable()
  private var kept: [UInt32?] = []
  private var told: Set<UInt64> = []

  /// The number of the name, whether it is seen for the first time, and the variation of its label the first time
  /// that one is seen.
  mutating func see(_ name: Slice, _ label: Slice) -> (id: UInt32, isNew: Bool, variation: Variation?) {
    let id = names.id(of: name)
    let isNew = Int(id) == kept.count
    if isNew { kept.append(nil) }
    guard !label.isEmpty else { return (id, isNew, nil) }
    let found = labels.id(of: label)
    guard let own = kept[Int(id)] else {
      kept[Int(id)] = found
      return (id, isNew, nil)
    }
    guard own != found, told.insert(UInt64(id) << 32 | UInt64(found)).inserted else { return (id, isNew, nil) }
    return (id, isNew, Variation(kept: labels.withBytes(own, FECText.lenient), found: FECText.lenient(label)))
  }

  func withName<Result>(_ id: UInt32, _ body: (Slice) -> Result) -> Result { names.withBytes(id, body) }

  func withLabel<Result>(of id: UInt32, _ body: (Slice) -> Result) -> Result {
    guard let label = kept[Int(id)] else { return body(Slice(start: nil, count: 0)) }
    return labels.withBytes(label, body)
  }
}
