import Application
import Hummingbird
import Model

/// The anomalies of an import as a sheet: `;`, UTF-8 with its mark, for the person who mends them at the source.
enum AnomalyList {
  static func download(_ visit: Visit, _ books: Books) async throws -> Response {
    let preview = try await books.fullPreview(of: try ImportPage.id(visit))
    let text = csv(preview)
    let stem = preview.facts.fileName.split(separator: ".").first.map(String.init) ?? "fec"
    return Answer.download(
      .init(byteBuffer: .init(string: text)), type: "text/csv; charset=utf-8", name: "anomalies-\(stem).csv")
  }

  /// What is cut off says so at the end.
  static func csv(_ preview: FECPreview) -> String {
    let head = ["Ligne", "Gravité", "Sorte", "Journal", "Écriture", "Pièce", "Ce qui ne va pas", "Comment le régler"]
    let rows = preview.anomalies.map { anomaly in
      let wording = Words.of(anomaly)
      return [
        anomaly.line.map { String($0) } ?? "", Words.name(of: anomaly.code.severity),
        Words.shortName(of: anomaly.code), anomaly.journal ?? "", anomaly.entryNumber ?? "",
        anomaly.voucherReference ?? "", wording.sentence, wording.remedy ?? "",
      ]
    }
    let cut = Words.cut(preview).map { ["", "", $0.name, "", "", "", $0.sentence, ""] }
    return SheetText.head(head) + (rows + cut).map { SheetText.row($0.map { .text($0) }) }.joined()
  }
}
