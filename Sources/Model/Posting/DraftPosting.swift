extension EntryDraft {
  /// Everything that stands between this draft and its validation; nothing when it may be validated.
  public func problems(_ context: PostingContext) -> [PostingProblem] {
    var found: [PostingProblem] = []
    if journal.isEmpty { found.append(.journalMissing) }
    found += dateProblems(context)
    if voucherReference.isEmpty { found.append(.voucherReferenceMissing) }
    if label.isEmpty { found.append(.labelMissing) }
    if lines.count < 2 { found.append(.tooFewLines) }
    for (index, line) in lines.enumerated() {
      found += line.problems(context).map { .line(index + 1, $0) }
    }
    if imbalance != .zero { found.append(.unbalanced(imbalance)) }
    found += clashes.map { .clash($0.field) }
    return found
  }

  /// What stands in the way of its day alone.
  public func dateProblems(_ context: PostingContext) -> [PostingProblem] {
    guard let date else { return [.dateMissing] }
    guard let year = context.years.first(where: { $0.contains(date) }) else { return [.noYear(date)] }
    if context.closedYears.contains(year) { return [.yearClosed(year)] }
    if date > context.today { return [.dateToCome(date)] }
    return context.lockedMonths.contains(date.monthNumber) ? [.monthLocked(date.monthNumber)] : []
  }

  /// The entry that this draft becomes under its legal number.
  ///
  /// - Throws: ``DraftNotPostable``, with every reason.
  public func posted(
    as id: Identifier<JournalEntry.Validated>, number: UInt64, _ context: PostingContext
  ) throws(DraftNotPostable) -> EntryPosted {
    let found = problems(context)
    guard found.isEmpty, let date, let year = context.years.first(where: { $0.contains(date) }) else {
      throw DraftNotPostable(problems: found)
    }
    let entry = JournalEntry.Validated(
      id: id, journal: journal, number: String(number), date: date, validationDate: context.today,
      voucherReference: voucherReference, voucherDate: voucherDate ?? date, label: label, flags: [],
      lines: lines.enumerated().map { index, line in line.entryLine(at: index, entryLabel: label) })
    let dueDates = lines.map(\.dueDate)
    return EntryPosted(
      entry: entry, yearEnd: year.end, number: number,
      dueDates: dueDates.contains { $0 != nil } ? dueDates : [],
      draft: PostedDraft(id: self.id, revisions: heads))
  }
}

extension EntryDraftLine {
  fileprivate func problems(_ context: PostingContext) -> [PostingProblem.LineProblem] {
    var found: [PostingProblem.LineProblem] = []
    if account.isEmpty {
      found.append(.accountMissing)
    } else if !AccountNumber.isPlausible(account) {
      found.append(.accountMalformed)
    } else if !context.accounts.contains(account) {
      found.append(.accountUnknown)
    } else if context.inactiveAccounts.contains(account) {
      found.append(.accountInactive)
    }
    if let party, !context.parties.contains(party) { found.append(.partyUnknown) }
    let sides = [amount.debit, amount.credit]
    if sides.allSatisfy(\.isZero) { found.append(.amountMissing) }
    if !sides.contains(where: \.isZero) { found.append(.bothSides) }
    if sides.contains(where: { $0.minor.magnitude > Money.largestMinor.magnitude }) { found.append(.amountTooLarge) }
    return found
  }

  fileprivate func entryLine(at index: Int, entryLabel: String) -> EntryLine {
    // A negative amount says the other side: it is written there.
    let debit = (amount.debit.minor > 0 ? amount.debit.minor : 0) + (amount.credit.minor < 0 ? -amount.credit.minor : 0)
    let credit =
      (amount.credit.minor > 0 ? amount.credit.minor : 0) + (amount.debit.minor < 0 ? -amount.debit.minor : 0)
    let own = label.isEmpty || label == entryLabel ? nil : LineOverrides(label: label)
    return EntryLine(
      account: account, party: party, debit: Money(minor: debit), credit: Money(minor: credit), overrides: own,
      sourceRank: UInt32(index))
  }
}

extension JournalEntry.Validated {
  /// Whether this entry is what a draft says: the day, the piece and every line. Days of payment are not looked at.
  public func says(_ draft: EntryDraft) -> Bool {
    let lines = draft.lines.enumerated().map { index, line in line.entryLine(at: index, entryLabel: draft.label) }
    return journal == draft.journal && date == draft.date && voucherReference == draft.voucherReference
      && voucherDate == draft.voucherDate ?? draft.date && label == draft.label
      && self.lines.elementsEqual(lines) { mine, theirs in
        mine.account == theirs.account && mine.party == theirs.party && mine.debit == theirs.debit
          && mine.credit == theirs.credit && mine.overrides?.label == theirs.overrides?.label
      }
  }

  /// The entry that takes this one back (contre-passation): the same lines on the other side.
  ///
  /// - Parameters:
  ///   - label: says what it takes back.
  ///   - yearEnd: last day of the year that `date` is in.
  public func reversed(
    as id: Identifier<JournalEntry.Validated>, number: UInt64, on date: CalendarDate, yearEnd: CalendarDate,
    validatedOn day: CalendarDate, label: String, reason: String
  ) -> EntryPosted {
    let taken = lines.enumerated().map { index, line in
      EntryLine(
        account: line.account, party: line.party, debit: line.credit, credit: line.debit, original: line.original,
        sourceRank: UInt32(index))
    }
    let entry = JournalEntry.Validated(
      id: id, journal: journal, number: String(number), date: date, validationDate: day,
      voucherReference: voucherReference, voucherDate: date, label: label, flags: [], lines: taken)
    return EntryPosted(
      entry: entry, yearEnd: yearEnd, number: number, reversal: Reversal(of: self.id, reason: reason))
  }
}
