import HTTPTypes

/// Every page of the node, as a contents page. Assets are served before, by ``AssetFiles``.
enum Routes {
  static let all: [Route] = [
    .outside(.get, Address.root, EntryPoint.show),

    // First start.
    .outside(.get, Address.firstStart, CompanyStep.show),
    .outside(.post, Address.firstStart, CompanyStep.submit),
    .outside(.get, Address.sirenCheck, CompanyStep.check),
    .outside(.get, Address.firstYear, YearStep.show),
    .outside(.post, Address.firstYear, YearStep.submit),
    .outside(.get, Address.firstPassword, PasswordStep.show),
    .outside(.post, Address.firstPassword, PasswordStep.submit),
    .inside(.get, Address.recoveryKit, RecoveryKitPage.show),
    .inside(.get, Address.recoveryKitCheck, RecoveryKitPage.ask),
    .inside(.post, Address.recoveryKitCheck, RecoveryKitPage.check),

    // Opening and locking.
    .outside(.get, Address.unlock, UnlockPage.choose),
    .outside(.get, "/ouvrir/{siren}", UnlockPage.show),
    .outside(.post, "/ouvrir/{siren}", UnlockPage.submit),
    .outside(.get, "/ouvrir/{siren}/secours", RecoveryPage.show),
    .outside(.post, "/ouvrir/{siren}/secours", RecoveryPage.submit),
    .outside(.get, "/ouvrir/{siren}/code", CodePage.show),
    .outside(.post, "/ouvrir/{siren}/code", CodePage.submit),
    .outside(.post, Address.lock, LockAction.submit),
    .outside(.post, Address.theme, ThemeAction.submit),

    // Reports.
    .inside(.get, Address.overview, OverviewPage.show),
    .report(Address.trialBalance, TrialBalancePage.show),
    .report(Address.auxiliaryBalance, AuxiliaryPage.show),
    .report("/comptes/{numero}", LedgerPage.show),
    .report(Address.accounts, LedgerPage.show),
    .report(Address.balanceSheet, StatementPage.showBalanceSheet),
    .report(Address.incomeStatement, StatementPage.showIncomeStatement),
    .report(Address.ledger, GeneralLedgerPage.show),
    .report(Address.journals, JournalListPage.show),
    .report("/journaux/{code}", JournalPage.show),
    .report("/ecritures/{id}", EntryPage.show),
    .report(Address.changes, ChangesPage.show),
    .inside(.get, Address.chart, ChartPages.show),
    .inside(.get, Address.search, SearchPage.show),
    .inside(.get, Address.suggestions, SearchPage.suggest),

    // Daily work.
    .inside(.get, Address.entry, EntryFormPage.show),
    .inside(.post, Address.entry, EntryFormPage.submit),
    .inside(.get, Address.entryTargets, EntryTargetList.show),
    .inside(.get, Address.entryLike, EntryFormPage.like),
    .inside(.post, Address.entryScratch, EntryScratch.keep),
    .inside(.get, "/saisie/{id}", EntryFormPage.edit),
    .inside(.get, Address.drafts, DraftListPage.show),
    .inside(.post, Address.draftsChoose, DraftListPage.choose),
    .inside(.post, Address.draftsDiscard, DraftListPage.discard),
    .inside(.post, Address.draftsChange, DraftListPage.change),
    .inside(.get, Address.posting, PostingPage.review),
    .inside(.post, Address.posting, PostingPage.post),
    .inside(.post, Address.nextYear, PostingPage.openNextYear),
    .inside(.get, Address.periodLocks, PeriodLockPage.show),
    .inside(.post, Address.periodLocks, PeriodLockPage.submit),
    .inside(.get, "/ecritures/{id}/contre-passer", ReversalPage.show),
    .inside(.post, "/ecritures/{id}/contre-passer", ReversalPage.submit),
    .inside(.get, Address.matching, MatchingPage.show),
    .inside(.post, Address.matching, MatchingPage.match),
    .inside(.post, Address.matchingRemoval, MatchingPage.remove),
    .inside(.post, Address.matchingUndo, MatchingPage.undo),
    .inside(.get, Address.matchingPlan, MatchingPlanPage.show),
    .inside(.post, Address.matchingPlan, MatchingPlanPage.apply),

    // FEC.
    .inside(.get, Address.imports, ImportListPage.show),
    .inside(.post, Address.imports, ImportUpload.submit),
    .inside(.get, Address.importSet, ImportSetPage.show),
    .inside(.get, "/fec/ensemble/avancement", ImportSetPage.progress),
    .inside(.post, "/fec/ensemble/accepter", ImportSetDecision.accept),
    .inside(.post, "/fec/ensemble/annuler", ImportSetDecision.cancel),
    .inside(.get, "/fec/imports/{id}", ImportPage.show),
    .inside(.get, "/fec/imports/{id}/avancement", ImportPage.progress),
    .inside(.get, "/fec/imports/{id}/anomalies.csv", AnomalyList.download),
    .inside(.post, "/fec/imports/{id}/accepter", ImportDecision.accept),
    .inside(.post, "/fec/imports/{id}/annuler", ImportDecision.cancel),
    .inside(.post, "/fec/imports/{id}/retirer", ImportDecision.withdraw),
    .inside(.get, Address.export, ExportPage.show),
    .inside(.post, Address.export, ExportPage.submit),
    .inside(.get, "/fec/export/{billet}", ExportPage.download),
    .inside(.get, "/fec/export/{billet}/notice", ExportPage.notice),

    // Integrity.
    .inside(.get, Address.integrity, IntegrityPage.show),
    .inside(.post, Address.integrity, IntegrityPage.start),
    .inside(.post, Address.integrityAccept, IntegrityPage.accept),
    .inside(.get, Address.integrityProgress, IntegrityPage.progress),

    // People.
    .inside(.get, Address.people, PeoplePage.show),
    .inside(.get, Address.newPerson, stepUp: true, PersonPage.new),
    .inside(.post, Address.newPerson, stepUp: true, PersonPage.enrol),
    .inside(.get, Address.rights, RightsPage.show),
    .inside(.get, "/personnes/{id}", stepUp: true, PersonPage.show),
    .inside(.post, "/personnes/{id}", stepUp: true, PersonPage.change),
    .inside(.post, "/personnes/{id}/mot-de-passe", stepUp: true, PersonPage.givePassword),
    .inside(.post, "/personnes/{id}/retirer", stepUp: true, PersonPage.remove),
    .inside(.get, Address.ownAccess, OwnAccessPage.show),
    .inside(.post, Address.ownPassword, OwnAccessPage.changePassword),
    .inside(.post, Address.ownSessions, OwnAccessPage.endSession),
    .inside(.get, Address.secondFactor, SecondFactorPage.show),
    .inside(.post, Address.secondFactor, SecondFactorPage.confirm),
    .inside(.get, Address.secondFactorCodes, SecondFactorPage.codes),
    .inside(.post, Address.secondFactorRemoval, SecondFactorPage.remove),
    .inside(.get, Address.stepUp, StepUpPage.show),
    .inside(.post, Address.stepUp, StepUpPage.submit),
    .inside(.get, Address.audit, AuditTrailPage.show),

    // Backups.
    .inside(.get, Address.backups, BackupPage.show),
    .inside(.post, Address.backups, BackupPage.start),
    .inside(.get, Address.backupProgress, BackupPage.progress),
    .inside(.get, "/sauvegardes/fichier/{nom}", BackupPage.download),
    .inside(.post, "/sauvegardes/fichier/{nom}/verifier", BackupPage.verify),

    // What is under way, for the banner of every page.
    .inside(.get, Address.progress, WorkBanner.show),
  ]
}
