import Model

/// The texts of one kind of master (journals, accounts, parties of one nature) while entries are made: each name is
/// made into text once, and the label of a line is held against the one that the master keeps.
struct MasterTexts: Sendable {
  typealias Slice = UnsafeBufferPointer<UInt8>

  private let encoding: FECFacts.TextEncoding
  private let masterLabels: [String: String]
  private var names = ByteTable()
  private(set) var texts: [String] = []
  private var labels = ByteTable()
  private var labelTexts: [String] = []
  /// The label of the file last found to be the master's own, by name.
  private var own: [UInt32?] = []

  init(_ masterLabels: [(name: String, label: String)], _ encoding: FECFacts.TextEncoding) {
    self.masterLabels = Dictionary(masterLabels.map { ($0.name, $0.label) }) { first, _ in first }
    self.encoding = encoding
  }

  mutating func id(of name: Slice) -> (id: Int, isNew: Bool) {
    let id = Int(names.id(of: name))
    guard id == texts.count else { return (id, false) }
    texts.append(FECText.decode(name, encoding))
    own.append(nil)
    return (id, true)
  }

  /// The label of a line where it is not its master's.
  mutating func override(of id: Int, _ label: Slice) -> String? {
    let place = labels.id(of: label)
    if own[id] == place { return nil }
    if Int(place) == labelTexts.count { labelTexts.append(FECText.decode(label, encoding)) }
    let text = labelTexts[Int(place)]
    guard text.utf8.elementsEqual((masterLabels[texts[id]] ?? "").utf8) else { return text }
    own[id] = place
    return nil
  }
}
