import Application
import HTTPTypes
import Hummingbird
import Model

/// `/sauvegardes`
enum BackupPage {
  static func show(_ visit: Visit, _ books: Books) async throws -> Response {
    let model = BackupModel(try await books.backups(), mayBackUp: books.role.may(.backUpBooks))
    var frame = FrameRequest(title: "Sauvegardes", here: .backups)
    frame.refresh = model.work == nil ? nil : 2
    return try await visit.page("sauvegardes", model, books, frame)
  }

  static func start(_ visit: Visit, _ books: Books) async throws -> Response {
    do {
      try await books.startBackup()
    } catch BackupRefusal.underWay {
      // Twice the same button: the page shows the one that runs.
    }
    return Answer.seeOther(Address.backups)
  }

  static func verify(_ visit: Visit, _ books: Books) async throws -> Response {
    do {
      try await books.startBackupVerification(visit.part("nom"))
    } catch BackupRefusal.unknown {
      throw PageNotFound()
    } catch BackupRefusal.underWay {
      // The page shows what runs.
    }
    return Answer.seeOther(Address.backups)
  }

  /// The work panel alone. 205 once it is over: the page then asks for itself again.
  static func progress(_ visit: Visit, _ books: Books) async throws -> Response {
    guard let work = BackupWorkModel(try books.backupWork) else { return Response(status: .resetContent) }
    return Answer.html(try visit.site.templates.renderFragment("sauvegarde-travail", work))
  }

  /// The file as it is: sealed.
  static func download(_ visit: Visit, _ books: Books) async throws -> Response {
    let name = visit.part("nom")
    let path: String
    do { path = try await books.backupPath(name) } catch BackupRefusal.unknown { throw PageNotFound() }
    let file = try SealedDownload(path)
    let body = ResponseBody(contentLength: file.size) { writer in
      var offset = 0
      while offset < file.size {
        let bytes = try await file.bytes(at: offset)
        guard bytes.readableBytes > 0 else { throw Fault(.inputOutput, "the backup was cut while it was sent") }
        offset += bytes.readableBytes
        try await writer.write(bytes)
      }
      try await writer.finish(nil)
    }
    return Answer.download(body, type: "application/octet-stream", name: name)
  }
}
