import Model

/// What finds one entry: its number, its piece references and the numbers these end with, each folded and once.
struct EntryKeyTexts {
  private(set) var texts: Set<[UInt8]> = []
  private var folded: [UInt8] = []

  /// Of this entry, and no longer of the one before.
  mutating func take(_ entry: StoredEntryRow) {
    texts.removeAll(keepingCapacity: true)
    add(entry.head.number)
    addVoucher(entry.head.voucherReference)
    for line in entry.lines {
      if let reference = line.overrides?.voucherReference { addVoucher(reference) }
    }
  }

  private mutating func addVoucher(_ reference: String) {
    add(reference)
    if let number = SearchText.endNumber(reference) { add(number) }
  }

  private mutating func add(_ text: String) {
    folded.removeAll(keepingCapacity: true)
    var text = text
    text.withUTF8 { EntryKeys.appendKey(UnsafeRawBufferPointer($0), to: &folded) }
    if !folded.isEmpty { texts.insert(folded) }
  }
}
