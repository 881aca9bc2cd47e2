import Model

/// What can be said of a file only once its last byte has been seen.
struct FECConclusion {
  let fileName: FECFileName
  let expectation: FECExpectation
  let records: FECRecordReader
  let encoding: FECFacts.TextEncoding
  let survey: FileSurvey
  let grouping: EntryGrouping
  let numbering: FECNumbering
  let year: FiscalYear?
  let dates: FECYear.Dates
  private let probe: TextEncodingProbe

  init(
    fileName: FECFileName, expectation: FECExpectation, records: FECRecordReader, probe: TextEncodingProbe,
    survey: inout FileSurvey
  ) {
    self.fileName = fileName
    self.expectation = expectation
    self.records = records
    encoding = probe.encoding(hasMark: records.hasMark)
    let opens = survey.masters.opens
    grouping = EntryGrouping(survey.takeGrouper(), lineCount: records.rank, opens: opens)
    numbering = FECNumbering(Self.items(grouping, survey.numbers))
    self.survey = survey
    dates = Self.dates(grouping, opens)
    year = FECYear.year(closing: fileName.closingDate, dates: dates, known: expectation.years)
    self.probe = probe
  }

  func result(name: String, hash: [UInt8]) -> (preview: FECPreview, plan: FECReadingPlan?) {
    let masters = survey.masters.masters(encoding)
    let journals = journalSums(masters.journals)
    var log = survey.log
    tellOfFile(name, &log)
    tellOfYear(&log)
    tellOfEntries(&log)
    tellOfNumbers(&log)
    tellOfChronology(&log)
    tellOfMatching(&log)
    // What was not read would be told again as missing from the sums.
    if !survey.isBroken, !records.isStopped { tellOfSums(journals, &log) }
    let facts = FECFacts(
      fileName: name, sizeBytes: records.byteCount, hash: hash, encoding: encoding,
      separator: records.header?.separator == FECHeader.pipe ? .pipe : .tab, lineEnding: records.lineEnding ?? .crlf,
      columnCount: records.header?.count ?? 0, lineCount: records.rank, entryCount: grouping.entryCount,
      siren: fileName.siren, closingDate: fileName.closingDate, firstEntryDate: survey.firstDate,
      lastEntryDate: survey.lastDate)
    let preview = FECPreview(
      facts: facts, year: year, numbering: numbering.scheme, journals: journals,
      accountCount: masters.accounts.count, partyCount: masters.parties.count,
      matchingGroupCount: survey.matching.groups.count, anomalies: log.sorted, anomalyCounts: log.counts,
      links: links(masters), listLimit: log.limit)
    let isReadable = !survey.isBroken && records.rank > 0 && !records.isStopped && !log.holds(.invalidEncoding)
    guard let year, isReadable, records.header?.missing.contains(where: \.isEssential) == false else {
      return (preview, nil)
    }
    let plan = FECReadingPlan(
      year: year, encoding: encoding, entryKey: grouping.key, masters: masters, lineCount: records.rank,
      entryCount: grouping.entryCount, runStarts: grouping.runStarts, lateRuns: grouping.lateRuns)
    return (preview, plan)
  }

  /// In the order of journal codes.
  private func journalSums(_ journals: [JournalCreated]) -> [JournalSum] {
    var entryCounts = [UInt64](repeating: 0, count: journals.count)
    for entry in grouping.entries { entryCounts[Int(entry.journal)] += 1 }
    let sums = zip(journals, zip(survey.masters.sums, entryCounts)).map { journal, found in
      JournalSum(
        code: journal.code, label: journal.label, entryCount: found.1, lineCount: found.0.lineCount,
        debit: found.0.debit, credit: found.0.credit)
    }
    return sums.sorted { $0.code < $1.code }
  }

  /// How many entries each day has. Openings stand apart: their day is told only where they agree on it.
  private static func dates(_ grouping: EntryGrouping, _ opens: [Bool]) -> FECYear.Dates {
    var dates = FECYear.Dates()
    var openings: Set<Int32> = []
    for part in grouping.parts where part.date != nil {
      if opens[Int(part.journal)] {
        openings.insert(part.key.day)
      } else {
        dates.entries[part.key.day, default: 0] += 1
      }
    }
    if openings.count == 1 { dates.opening = openings.first.flatMap { CalendarDate(number: $0) } }
    return dates
  }

  private static func items(_ grouping: EntryGrouping, _ numbers: ByteTable) -> [FECNumbering.Item] {
    grouping.entries.compactMap { entry in
      entry.number.map {
        FECNumbering.Item(journal: entry.journal, serial: FECNumbering.Serial(numbers[$0]))
      }
    }
  }
}

// What is told of the file as a whole: its name, its form, its year.
extension FECConclusion {
  private func tellOfFile(_ name: String, _ log: inout FECAnomalyLog) {
    if records.hasForeignMark || (records.hasMark && !probe.isUTF8) {
      log.add(FECAnomaly(.invalidEncoding))
    } else if !probe.isUTF8, probe.wideCharacters > 0 {
      log.add(FECAnomaly(.mixedEncoding))
    }
    if let line = records.endlessLine {
      log.add(FECAnomaly(.lineTooLong, line: line, values: [String(FECLimits.line)]))
    } else if let kind = records.otherKind {
      log.add(FECAnomaly(.otherKind, values: [kind.rawValue]))
    } else if records.header == nil, records.isStopped, !records.hasForeignMark {
      log.add(FECAnomaly(.unknownSeparator, line: 1))
    } else if records.rank == 0, !records.isStopped {
      log.add(FECAnomaly(.emptyFile))
    }
    if let header = records.header { tellOfColumns(header, &log) }
    if !fileName.isRegular { log.add(FECAnomaly(.fileNameIrregular, values: [name])) }
    if let closing = fileName.closingDate, FECYear.isContradicted(closing: closing, by: dates) {
      log.add(FECAnomaly(.closingDateElsewhere, values: [closing.iso]))
    }
    if let expected = expectation.siren, let found = fileName.siren, found != expected.digits {
      log.add(FECAnomaly(.otherSIREN, values: [found, expected.digits]))
    }
    guard let year else {
      if records.rank > 0 { log.add(FECAnomaly(.yearUnknown)) }
      return
    }
    if let known = expectation.clash(with: year) { log.add(FECAnomaly(.yearClash, values: [known.name])) }
  }

  private func tellOfColumns(_ header: FECHeader, _ log: inout FECAnomalyLog) {
    if header.isNoHeader { return log.add(FECAnomaly(.noHeader, line: 1)) }
    for column in header.missing {
      log.add(FECAnomaly(column.isEssential ? .missingColumn : .columnAbsent, values: [column.legalName]))
    }
    for (found, legal) in header.renamed { log.add(FECAnomaly(.columnRenamed, line: 1, values: [found, legal])) }
    if !header.cashColumns.isEmpty {
      log.add(FECAnomaly(.cashColumns, values: header.cashColumns.map(\.legalName)))
    }
    if !header.extras.isEmpty { log.add(FECAnomaly(.extraColumns, values: header.extras)) }
  }

  private func tellOfSums(_ sums: [JournalSum], _ log: inout FECAnomalyLog) {
    for sum in sums where sum.debit != sum.credit {
      log.add(FECAnomaly(.journalUnbalanced, journal: sum.code, values: Self.cents(sum.debit, sum.credit)))
    }
    let debit = sums.reduce(MoneyTotal.zero) { $0 + $1.debit }
    let credit = sums.reduce(MoneyTotal.zero) { $0 + $1.credit }
    if debit != credit { log.add(FECAnomaly(.fileUnbalanced, values: Self.cents(debit, credit))) }
  }

  private func tellOfYear(_ log: inout FECAnomalyLog) {
    guard let year, let first = survey.firstDate, let last = survey.lastDate,
      !year.contains(first) || !year.contains(last)
    else { return }
    var outside = 0
    for part in grouping.parts {
      guard let date = part.date, !year.contains(date) else { continue }
      log.add(.dateOutsideYear, anomaly(.dateOutsideYear, part, [date.iso, year.start.iso, year.end.iso]))
      // Detailed openings tell the lines of the year before again, with their own dates.
      if !survey.masters.opens[Int(part.journal)] { outside += 1 }
    }
    // A few are errors of typing. More, and the file holds a second year: it would enter twice, here and in its own.
    if outside >= Self.entriesOfAnotherYear, outside * 20 > grouping.parts.count {
      let counts = [String(outside), String(grouping.parts.count)]
      log.add(FECAnomaly(.severalYears, values: counts + [year.start.iso, year.end.iso]))
    }
  }

  /// Fewer entries than this are no second year, however short the file.
  private static let entriesOfAnotherYear = 3

  private func tellOfEntries(_ log: inout FECAnomalyLog) {
    for entry in grouping.entries {
      if !entry.isBalanced {
        log.add(.entryUnbalanced, anomaly(.entryUnbalanced, entry, Self.cents(entry.debit, entry.credit)))
      }
      if entry.number == nil { log.add(.missingEntryNumber, anomaly(.missingEntryNumber, entry)) }
      if entry.isScattered { log.add(.entryScattered, anomaly(.entryScattered, entry)) }
    }
  }

  private func tellOfNumbers(_ log: inout FECAnomalyLog) {
    guard !numbering.holes.isEmpty || !numbering.repeats.isEmpty || grouping.key != .journalAndNumber else { return }
    let numbered = grouping.entries.filter { $0.number != nil }
    for hole in numbering.holes {
      let values = [String(hole.before), String(hole.after)]
      log.add(.numberingHole, anomaly(.numberingHole, numbered[hole.item], values))
    }
    let repeats = Set(numbering.repeats)
    for (place, entry) in numbered.enumerated() where entry.sharesNumber || repeats.contains(place) {
      log.add(.numberRepeated, anomaly(.numberRepeated, entry))
    }
  }

  /// Entries stand in the order of their validation, the opening ones before (LPF art. A. 47 A-1, VII): told where an
  /// entry was validated before the one that it follows.
  private func tellOfChronology(_ log: inout FECAnomalyLog) {
    var before: Int32 = 0
    for entry in grouping.entries where entry.validationDay > 0 && !survey.masters.opens[Int(entry.journal)] {
      if entry.validationDay < before {
        let days = [entry.validationDay, before].map { CalendarDate(number: $0)?.iso ?? String($0) }
        log.add(.chronologyBroken, anomaly(.chronologyBroken, entry, days))
      }
      before = entry.validationDay
    }
  }

  private func tellOfMatching(_ log: inout FECAnomalyLog) {
    let text = { (bytes: UnsafeBufferPointer<UInt8>) in FECText.decode(bytes, encoding) }
    for group in survey.matching.groups where !group.remainder.isZero {
      let party = group.key.party.map { survey.masters.book(of: $0).withName($0.id, text) }
      log.add(
        .matchingUnbalanced,
        FECAnomaly(
          .matchingUnbalanced, line: group.firstLine,
          values: [
            survey.masters.accounts.withName(group.key.account, text), party ?? "",
            survey.matching.codes.withBytes(group.key.code, text), String(group.remainder.minor),
          ]))
    }
  }

  private func anomaly(
    _ code: FECAnomaly.Code, _ part: EntryPart, _ values: [String] = []
  ) -> FECAnomaly {
    let text = { (bytes: UnsafeBufferPointer<UInt8>) in FECText.decode(bytes, encoding) }
    return FECAnomaly(
      code, line: Int(part.firstLine), journal: survey.masters.journals.withName(part.journal, text),
      entryNumber: part.number.map { survey.numbers.withBytes($0, text) }, values: values)
  }

  private static func cents(_ debit: MoneyTotal, _ credit: MoneyTotal) -> [String] {
    [String(debit.minor), String(credit.minor)]
  }
}
