import Model
import Storage

/// An open company as one person sees it. Every command and query is here, and each one asks first whether the
/// person's role allows it: there is no other door to the books.
public struct Books: Sendable {
  let open: OpenCompany
  public let personID: Identifier<Person>
  public let personName: String
  public let role: Role
  /// The last day of the person's rights, or nil.
  let until: CalendarDate?
  /// The second factor of the person, opened by their password; nil when they have none, or came in another way.
  let factor: OpenedFactor?
  /// The moment that the books are looked at from; nil for the present.
  public let known: KnownMoment?

  init(
    open: OpenCompany, personID: Identifier<Person>, personName: String, role: Role, until: CalendarDate? = nil,
    factor: OpenedFactor? = nil, known: KnownMoment? = nil
  ) {
    self.open = open
    self.personID = personID
    self.personName = personName
    self.role = role
    self.until = until
    self.factor = factor
    self.known = known
  }

  /// The same person, whose second factor is at hand.
  func with(_ factor: OpenedFactor?) -> Books {
    Books(
      open: open, personID: personID, personName: personName, role: role, until: until, factor: factor, known: known)
  }

  public var company: CompanyCard { open.card }

  /// Since the books are open, the file of key slots was found damaged or missing, and the one before it took its
  /// place: a password changed last is the old one again. To be told.
  public var hasRestoredKeys: Bool { open.hasRestoredKeys }

  /// - Throws: ``CompanyRefusal/notOpen`` once the company was closed; ``HistoryRefusal/future(_:)``.
  var store: any Store {
    get throws {
      let books = try present
      if let known, known.day > open.environment.today() { throw HistoryRefusal.future(known) }
      return known.map { KnownStore(books, at: $0.last) } ?? books
    }
  }

  /// The books of today, whenever they are looked at from.
  var present: any Store {
    get throws { try open.current().storage.books }
  }

  /// Nobody looks at the company at present: gives the memory of its caches back. Nothing else changes, and a company
  /// that was closed meanwhile has none.
  public func rest() {
    forgetReports()
    (try? open.current())?.storage.rest()
  }

  /// The next report is read anew, as after a change: what a measure of its reading asks for.
  public func forgetReports() { (try? open.current())?.reports.forget() }

  /// Refuses an act that the person's role does not allow, and any act after their last day.
  func authorise(_ action: Action) throws {
    guard role.may(action) else { throw NotAllowed(action: action, role: role) }
    // Nobody is offered it: what is asked for is asked of the present.
    guard known == nil || action.isReading else { throw Fault(.configuration, "\(action) was asked of the past") }
    if let until, until < open.environment.today() { throw PeopleRefusal.ended(until) }
  }

  /// The year that ends on that day.
  func bookYear(endingOn end: CalendarDate, in transaction: any ReadTransaction) throws -> BookYear {
    guard let year = try transaction.bookYear(endingOn: end) else { throw ReportRefusal.unknownYear(end.iso) }
    return year
  }
}
