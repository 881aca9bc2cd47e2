import Model
import Storage

extension Action {
  /// It looks at the books and changes nothing in them.
  fileprivate static let reading: Set<Action> = [.readBooks, .exportBooks, .verifyBooks, .readAudit]

  var isReading: Bool { Self.reading.contains(self) }
}

extension Books {
  /// The same books and the same rights, as they were known at a moment (« tel que connu le … »): every question is
  /// answered from what was recorded by then, and nothing can be done.
  public func asKnown(at moment: KnownMoment?) -> Books {
    Books(
      open: open, personID: personID, personName: personName, role: role, until: until, factor: factor, known: moment)
  }
}
