import Application
import Model

extension Words {
  static func name(of kind: AuditKind) -> String {
    switch kind {
    case .signIns: "Connexions et refus"
    case .people: "Personnes"
    case .keys: "Clés et copies"
    case .imports: "Imports"
    case .entries: "Écritures"
    case .matchings: "Lettrage"
    case .documents: "Pièces"
    case .closings: "Clôtures"
    case .masters: "Fiches et exercices"
    case .exports: "Exports"
    }
  }

  /// What was done, as one line of the journal d'audit.
  static func of(_ fact: AuditFact, _ people: [Identifier<Person>: String]) -> String {
    guard let event = fact.event else { return "Fait d’une version plus récente du logiciel" }
    let one = of(event, people)
    guard fact.count > 1 else { return one }
    return "\(one), et \(French.count(fact.count - 1, "autre de même sorte", "autres de même sorte"))"
  }

  static func of(_ event: BookEvent, _ people: [Identifier<Person>: String]) -> String {
    switch event {
    case .companyCreated(let it): "Société créée : \(it.name), SIREN \(French.siren(it.siren))"
    case .fiscalYearOpened(let it): "Exercice ouvert : \(French.span(it.year.start, it.year.end))"
    case .userEnrolled, .personChanged, .personRemoved, .secondFactorChanged, .signInsNoted, .actsRefused:
      access(event, people)
    case .deviceEnrolled, .deviceRestored, .rootKeyChanged, .olderCopyAccepted: keys(event)
    case .importAccepted, .entryImported, .importCompleted, .importWithdrawn, .booksExported, .auditExported,
      .documentsExported:
      files(event)
    case .draftChanged, .seriesAssigned, .entryPosted, .periodLockChanged, .assetEntryDrafted, .cutOffMade:
      daily(event)
    case .linesMatched, .matchingRemoved, .matchingToleranceSet, .matchingWrittenOff: matchings(event)
    case .guideChanged, .recurrenceChanged, .occurrenceSettled, .entryMappingChanged, .draftActDone: help(event)
    case .yearClosed(let it): "Exercice \(it.year.name) clôturé (résultat \(French.amount(it.result)))"
    case .yearReopened(let it): "Exercice clos le \(French.date(it.yearEnd)) rouvert"
    case .journalCreated, .accountCreated, .partyCreated, .journalChanged, .accountChanged, .partyChanged,
      .companyChanged, .assetChanged, .depreciationConventionChosen:
      masters(event)
    case .documentAttached, .documentDetached, .documentSuperseded, .documentWaived, .documentWaiverEnded:
      documents(event)
    }
  }

  private static func access(_ event: BookEvent, _ people: [Identifier<Person>: String]) -> String {
    func name(_ id: Identifier<Person>) -> String { people[id] ?? "une personne inconnue" }
    switch event {
    case .userEnrolled(let it): return "\(it.name) invité(e) : \(Words.name(of: it.role))"
    case .personChanged(let it): return "\(name(it.id)) : changement"
    case .personRemoved(let it): return "\(name(it.id)) retiré(e)"
    case .secondFactorChanged(let it):
      return "Second facteur de \(name(it.person)) \(it.sealed.isEmpty ? "retiré" : "posé ou changé")"
    case .signInsNoted(let it):
      let refused = it.refused == 0 ? "" : ", après \(French.count(it.refused, "refus", "refus"))"
      return "Connexion de \(name(it.person))\(refused)\(it.since.map { " depuis le \(French.moment($0))" } ?? "")"
    case .actsRefused(let it):
      let what = Action(rawValue: it.action).map { Words.name(of: $0) } ?? it.action
      return "Refusé par le rôle : \(what)" + (it.count == 1 ? "" : ", \(French.count(it.count, "fois", "fois"))")
    default: return ""
    }
  }

  private static func keys(_ event: BookEvent) -> String {
    switch event {
    case .deviceEnrolled(let it): "Appareil inscrit : \(it.id)"
    case .deviceRestored(let it): "Sauvegarde du \(French.moment(it.madeAt)) restaurée ; l’appareil \(it.id) continue"
    case .rootKeyChanged(let it):
      "Clé des comptes changée (époque \(French.integer(it.epoch)))\(it.dropsKeyFile ? ", fichier de clé retiré" : "")"
    case .olderCopyAccepted(let it):
      "Copie plus ancienne acceptée : \(French.integer(it.held)) lots au lieu de \(French.integer(it.noted))"
    default: ""
    }
  }

  private static func files(_ event: BookEvent) -> String {
    switch event {
    case .importAccepted(let it):
      "Import accepté : \(it.fileName), \(French.count(it.entryCount, "écriture", "écritures"))"
    case .entryImported(let it):
      "Écriture importée : \(it.entry.journal) \(it.entry.number) du \(French.date(it.entry.date))"
    case .importCompleted: "Import terminé"
    case .importWithdrawn: "Import retiré"
    case .booksExported(let it): "FEC exporté : \(it.fileName), \(French.count(it.lineCount, "ligne", "lignes"))"
    case .documentsExported(let it):
      "Pièces exportées : \(French.count(it.documents, "fichier", "fichiers")) de l’exercice qui finit le "
        + French.date(it.yearEnd)
    case .auditExported(let it):
      "Journal d’audit exporté : \(French.count(it.changeSets, "premier lot", "premiers lots"))"
        + (AuditKind(rawValue: it.kind).map { ", \(name(of: $0).lowercased())" } ?? "")
    default: ""
    }
  }

  private static func daily(_ event: BookEvent) -> String {
    switch event {
    case .draftChanged(let it):
      switch it.change {
      case .discarded: "Brouillon jeté"
      case .edited(let edit):
        "Brouillon enregistré"
          + [edit.journal, edit.voucherReference].compactMap(\.self).filter { !$0.isEmpty }.reduce("") { $0 + " " + $1 }
      }
    case .seriesAssigned(let it): "Série de numéros du journal \(it.series.journal) donnée à un appareil"
    case .entryPosted(let it):
      "Écriture validée : \(it.entry.journal) \(it.entry.number) du \(French.date(it.entry.date))"
        + (it.reversal == nil ? "" : ", contre-passation")
        + (it.draft?.revisions.isEmpty == true ? ", depuis la saisie" : "")
    case .periodLockChanged(let it):
      "Mois de \(French.month(number: it.month)) \(it.isLocked ? "verrouillé" : "rouvert")"
    case .assetEntryDrafted(let it):
      (it.purpose == .depreciation ? "Dotations préparées" : "Sortie d’immobilisation préparée")
        + ", exercice clos le \(French.date(it.yearEnd)) : "
        + French.count(it.parts.count, "immobilisation", "immobilisations")
    case .cutOffMade(let it): "\(name(of: it.kind)) : \(it.label), \(French.amount(it.share))\(French.hardSpace)€"
    default: ""
    }
  }

  private static func matchings(_ event: BookEvent) -> String {
    switch event {
    case .linesMatched(let it): "Lettrage \(it.code) du compte \(it.account)"
    case .matchingRemoved: "Lettrage défait"
    case .matchingToleranceSet(let it): "Écart toléré au lettrage : \(French.amount(it.amount))\(French.hardSpace)€"
    case .matchingWrittenOff: "Écart d’un lettrage passé en charge ou en produit"
    default: ""
    }
  }

  private static func help(_ event: BookEvent) -> String {
    switch event {
    case .guideChanged(let it):
      "Guide de saisie \(it.isActive == false ? "retiré" : "changé")" + (it.code.map { " : \($0)" } ?? "")
    case .recurrenceChanged(let it):
      "Abonnement \(it.isActive == false ? "terminé" : "changé")" + (it.name.map { " : \($0)" } ?? "")
    case .occurrenceSettled(let it):
      "Abonnement de \(French.month(number: it.month)) "
        + (it.draft == nil ? "passé" : "accepté en brouillon")
    case .entryMappingChanged(let it): "Lecture de fichiers d’écritures « \(it.name) » changée"
    case .draftActDone(let it):
      of(
        DraftActCard(
          act: it.act, sequence: 0, kind: it.kind, reverts: it.reverts, draftCount: it.changes.count, postedCount: 0)
      ).capitalizedFirst + " en un geste"
    default: ""
    }
  }

  private static func masters(_ event: BookEvent) -> String {
    switch event {
    case .journalCreated(let it): "Journal créé : \(it.code) \(it.label)"
    case .accountCreated(let it): "Compte créé : \(it.number) \(it.label)"
    case .partyCreated(let it): "Tiers créé : \(it.key.code) \(it.label)"
    case .journalChanged(let it): "Journal \(it.code) changé"
    case .accountChanged(let it): "Compte \(it.number) changé"
    case .companyChanged: "Fiche de la société changée"
    case .assetChanged(let it):
      it.isRemoved == true
        ? "Immobilisation retirée du registre"
        : it.disposal?.value != nil
          ? "Immobilisation sortie" : "Immobilisation enregistrée" + (it.label.map { " : \($0)" } ?? "")
    case .depreciationConventionChosen(let it): "Jours des amortissements : \(name(of: it.convention))"
    case .partyChanged(let it): "Tiers \(it.key.code) changé"
    default: ""
    }
  }
}
