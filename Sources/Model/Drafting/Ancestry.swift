/// Which changes of a draft each change knew.
struct Ancestry {
  private var known: [Identifier<DraftRevision>: Set<Identifier<DraftRevision>>] = [:]
  /// Those that no other one knew, in their order.
  let heads: [Identifier<DraftRevision>]

  init(_ changes: [Identifier<DraftRevision>: DraftChanged]) {
    var known: [Identifier<DraftRevision>: Set<Identifier<DraftRevision>>] = [:]
    // Without recursion: a draft may have any number of changes, one after the other.
    for start in changes.keys where known[start] == nil {
      var path = [start]
      while let current = path.last {
        let bases = changes[current]?.bases ?? []
        // A base that is its own descendant cannot be: whoever forged one gets it passed over.
        if let missing = bases.first(where: { known[$0] == nil && !path.contains($0) }) {
          path.append(missing)
          continue
        }
        known[current] = bases.reduce(into: Set(bases)) { $0.formUnion(known[$1] ?? []) }
        path.removeLast()
      }
    }
    self.known = known
    let based = known.filter { changes[$0.key] != nil }.values.reduce(into: Set()) { $0.formUnion($1) }
    heads = changes.keys.filter { !based.contains($0) }.sorted()
  }

  func knows(_ later: Identifier<DraftRevision>, _ earlier: Identifier<DraftRevision>) -> Bool {
    known[later]?.contains(earlier) == true
  }

  /// These and all they knew.
  func closure(of revisions: [Identifier<DraftRevision>]) -> Set<Identifier<DraftRevision>> {
    revisions.reduce(into: Set(revisions)) { $0.formUnion(known[$1] ?? []) }
  }
}
