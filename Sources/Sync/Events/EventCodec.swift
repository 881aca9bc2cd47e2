import Model

/// Between the facts of the books and their bytes. Every type is at version 1; an imported entry whose lines say how
/// they were paid is at version 2.
public enum EventCodec {
  /// Refuses what could not be read back: see ``EventDefect``.
  public static func encode(_ event: BookEvent) throws(EventDefect) -> EncodedEvent {
    switch event {
    case .companyCreated(let value): try encode(value, .companyCreated, WireCompanyCreated.self)
    case .deviceEnrolled(let value): try encode(value, .deviceEnrolled, WireDeviceEnrolled.self)
    case .userEnrolled(let value): try encode(value, .userEnrolled, WireUserEnrolled.self)
    case .fiscalYearOpened(let value): try encode(value, .fiscalYearOpened, WireFiscalYearOpened.self)
    case .journalCreated(let value): try encode(value, .journalCreated, WireJournalCreated.self)
    case .accountCreated(let value): try encode(value, .accountCreated, WireAccountCreated.self)
    case .partyCreated(let value): try encode(value, .partyCreated, WirePartyCreated.self)
    case .importAccepted(let value): try encode(value, .importAccepted, WireImportAccepted.self)
    case .entryImported(let value): try encode(value, .entryImported, WireEntryImported.self)
    case .importCompleted(let value): try encode(value, .importCompleted, WireImportCompleted.self)
    case .importWithdrawn(let value): try encode(value, .importWithdrawn, WireImportWithdrawn.self)
    case .booksExported(let value): try encode(value, .booksExported, WireBooksExported.self)
    case .deviceRestored(let value): try encode(value, .deviceRestored, WireDeviceRestored.self)
    case .rootKeyChanged(let value): try encode(value, .rootKeyChanged, WireRootKeyChanged.self)
    case .olderCopyAccepted(let value): try encode(value, .olderCopyAccepted, WireOlderCopyAccepted.self)
    case .draftChanged(let value): try encode(value, .draftChanged, WireDraftChanged.self)
    case .seriesAssigned(let value): try encode(value, .seriesAssigned, WireSeriesAssigned.self)
    case .entryPosted(let value): try encode(value, .entryPosted, WireEntryPosted.self)
    case .periodLockChanged(let value): try encode(value, .periodLockChanged, WirePeriodLockChanged.self)
    case .journalChanged(let value): try encode(value, .journalChanged, WireJournalChanged.self)
    case .accountChanged(let value): try encode(value, .accountChanged, WireAccountChanged.self)
    case .partyChanged(let value): try encode(value, .partyChanged, WirePartyChanged.self)
    case .linesMatched(let value): try encode(value, .linesMatched, WireLinesMatched.self)
    case .matchingRemoved(let value): try encode(value, .matchingRemoved, WireMatchingRemoved.self)
    case .personChanged(let value): try encode(value, .personChanged, WirePersonChanged.self)
    case .personRemoved(let value): try encode(value, .personRemoved, WirePersonRemoved.self)
    case .secondFactorChanged(let value): try encode(value, .secondFactorChanged, WireSecondFactorChanged.self)
    case .signInsNoted(let value): try encode(value, .signInsNoted, WireSignInsNoted.self)
    case .companyChanged(let value): try encode(value, .companyChanged, WireCompanyChanged.self)
    case .documentAttached(let value): try encode(value, .documentAttached, WireDocumentAttached.self)
    case .documentDetached(let value): try encode(value, .documentDetached, WireDocumentDetached.self)
    case .documentSuperseded(let value): try encode(value, .documentSuperseded, WireDocumentSuperseded.self)
    case .documentWaived(let value): try encode(value, .documentWaived, WireDocumentWaived.self)
    case .documentWaiverEnded(let value): try encode(value, .documentWaiverEnded, WireDocumentWaiverEnded.self)
    case .yearClosed(let value): try encode(value, .yearClosed, WireYearClosed.self)
    case .yearReopened(let value): try encode(value, .yearReopened, WireYearReopened.self)
    case .assetChanged(let value): try encode(value, .assetChanged, WireAssetChanged.self)
    case .assetEntryDrafted(let value): try encode(value, .assetEntryDrafted, WireAssetEntryDrafted.self)
    case .depreciationConventionChosen(let value):
      try encode(value, .depreciationConventionChosen, WireDepreciationConventionChosen.self)
    case .cutOffMade(let value): try encode(value, .cutOffMade, WireCutOffMade.self)
    case .auditExported(let value): try encode(value, .auditExported, WireAuditExported.self)
    case .documentsExported(let value): try encode(value, .documentsExported, WireDocumentsExported.self)
    case .actsRefused(let value): try encode(value, .actsRefused, WireActsRefused.self)
    case .matchingToleranceSet(let value): try encode(value, .matchingToleranceSet, WireMatchingToleranceSet.self)
    case .matchingWrittenOff(let value): try encode(value, .matchingWrittenOff, WireMatchingWrittenOff.self)
    case .guideChanged(let value): try encode(value, .guideChanged, WireGuideChanged.self)
    case .recurrenceChanged(let value): try encode(value, .recurrenceChanged, WireRecurrenceChanged.self)
    case .occurrenceSettled(let value): try encode(value, .occurrenceSettled, WireOccurrenceSettled.self)
    case .entryMappingChanged(let value): try encode(value, .entryMappingChanged, WireEntryMappingChanged.self)
    case .draftActDone(let value): try encode(value, .draftActDone, WireDraftActDone.self)
    }
  }

  /// An unknown type or version is no defect: it is deferred. Type 0 and version 0 are.
  public static func decode(_ event: EncodedEvent) throws(EventDefect) -> DecodedEvent {
    guard event.type.rawValue != 0 else { throw .unspecifiedType }
    guard event.version != 0 else { throw .unspecifiedVersion }
    guard event.version == 1 || (event.version == 2 && event.type == .entryImported) else { return .deferred(event) }
    return switch event.type {
    case .companyCreated: try decode(event, WireCompanyCreated.self, BookEvent.companyCreated)
    case .deviceEnrolled: try decode(event, WireDeviceEnrolled.self, BookEvent.deviceEnrolled)
    case .userEnrolled: try decode(event, WireUserEnrolled.self, BookEvent.userEnrolled)
    case .fiscalYearOpened: try decode(event, WireFiscalYearOpened.self, BookEvent.fiscalYearOpened)
    case .journalCreated: try decode(event, WireJournalCreated.self, BookEvent.journalCreated)
    case .accountCreated: try decode(event, WireAccountCreated.self, BookEvent.accountCreated)
    case .partyCreated: try decode(event, WirePartyCreated.self, BookEvent.partyCreated)
    case .importAccepted: try decode(event, WireImportAccepted.self, BookEvent.importAccepted)
    case .entryImported: try decode(event, WireEntryImported.self, BookEvent.entryImported)
    case .importCompleted: try decode(event, WireImportCompleted.self, BookEvent.importCompleted)
    case .importWithdrawn: try decode(event, WireImportWithdrawn.self, BookEvent.importWithdrawn)
    case .booksExported: try decode(event, WireBooksExported.self, BookEvent.booksExported)
    case .deviceRestored: try decode(event, WireDeviceRestored.self, BookEvent.deviceRestored)
    case .rootKeyChanged: try decode(event, WireRootKeyChanged.self, BookEvent.rootKeyChanged)
    case .olderCopyAccepted: try decode(event, WireOlderCopyAccepted.self, BookEvent.olderCopyAccepted)
    case .draftChanged: try decode(event, WireDraftChanged.self, BookEvent.draftChanged)
    case .seriesAssigned: try decode(event, WireSeriesAssigned.self, BookEvent.seriesAssigned)
    case .entryPosted: try decode(event, WireEntryPosted.self, BookEvent.entryPosted)
    case .periodLockChanged: try decode(event, WirePeriodLockChanged.self, BookEvent.periodLockChanged)
    case .journalChanged: try decode(event, WireJournalChanged.self, BookEvent.journalChanged)
    case .accountChanged: try decode(event, WireAccountChanged.self, BookEvent.accountChanged)
    case .partyChanged: try decode(event, WirePartyChanged.self, BookEvent.partyChanged)
    case .linesMatched: try decode(event, WireLinesMatched.self, BookEvent.linesMatched)
    case .matchingRemoved: try decode(event, WireMatchingRemoved.self, BookEvent.matchingRemoved)
    case .personChanged: try decode(event, WirePersonChanged.self, BookEvent.personChanged)
    case .personRemoved: try decode(event, WirePersonRemoved.self, BookEvent.personRemoved)
    case .secondFactorChanged: try decode(event, WireSecondFactorChanged.self, BookEvent.secondFactorChanged)
    case .signInsNoted: try decode(event, WireSignInsNoted.self, BookEvent.signInsNoted)
    case .companyChanged: try decode(event, WireCompanyChanged.self, BookEvent.companyChanged)
    case .documentAttached: try decode(event, WireDocumentAttached.self, BookEvent.documentAttached)
    case .documentDetached: try decode(event, WireDocumentDetached.self, BookEvent.documentDetached)
    case .documentSuperseded: try decode(event, WireDocumentSuperseded.self, BookEvent.documentSuperseded)
    case .documentWaived: try decode(event, WireDocumentWaived.self, BookEvent.documentWaived)
    case .documentWaiverEnded: try decode(event, WireDocumentWaiverEnded.self, BookEvent.documentWaiverEnded)
    case .yearClosed: try decode(event, WireYearClosed.self, BookEvent.yearClosed)
    case .yearReopened: try decode(event, WireYearReopened.self, BookEvent.yearReopened)
    case .assetChanged: try decode(event, WireAssetChanged.self, BookEvent.assetChanged)
    case .assetEntryDrafted: try decode(event, WireAssetEntryDrafted.self, BookEvent.assetEntryDrafted)
    case .depreciationConventionChosen:
      try decode(event, WireDepreciationConventionChosen.self, BookEvent.depreciationConventionChosen)
    case .cutOffMade: try decode(event, WireCutOffMade.self, BookEvent.cutOffMade)
    case .auditExported: try decode(event, WireAuditExported.self, BookEvent.auditExported)
    case .documentsExported: try decode(event, WireDocumentsExported.self, BookEvent.documentsExported)
    case .actsRefused: try decode(event, WireActsRefused.self, BookEvent.actsRefused)
    case .matchingToleranceSet: try decode(event, WireMatchingToleranceSet.self, BookEvent.matchingToleranceSet)
    case .matchingWrittenOff: try decode(event, WireMatchingWrittenOff.self, BookEvent.matchingWrittenOff)
    case .guideChanged: try decode(event, WireGuideChanged.self, BookEvent.guideChanged)
    case .recurrenceChanged: try decode(event, WireRecurrenceChanged.self, BookEvent.recurrenceChanged)
    case .occurrenceSettled: try decode(event, WireOccurrenceSettled.self, BookEvent.occurrenceSettled)
    case .entryMappingChanged: try decode(event, WireEntryMappingChanged.self, BookEvent.entryMappingChanged)
    case .draftActDone: try decode(event, WireDraftActDone.self, BookEvent.draftActDone)
    default: .deferred(event)
    }
  }

  private static func encode<Body: WireBody>(
    _ value: Body.Value, _ type: EventType, _: Body.Type
  ) throws(EventDefect) -> EncodedEvent {
    let body = try Body(value)
    return EncodedEvent(type: type, version: body.version, body: try body.bytes())
  }

  private static func decode<Body: WireBody>(
    _ event: EncodedEvent, _: Body.Type, _ wrap: (Body.Value) -> BookEvent
  ) throws(EventDefect) -> DecodedEvent {
    let body = try Body.reading(event.body)
    guard body.version <= event.version else { throw .unknownField }
    return body.isSealed ? .deferred(event) : .known(wrap(try body.value()))
  }
}
