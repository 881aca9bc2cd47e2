import Foundation

/// The measures as Markdown tables.
enum SharedReport {
  static func table(
    lines: Int, copies: (RawCopy.Cost, RawCopy.Cost), sealed: SharedBench.Cost, shared: SharedBench.Cost
  ) -> String {
    let copy = min(copies.0.clock, copies.1.clock)
    let rows = [
      "| COPY nu, avant puis après | \(seconds(copies.0.clock)) ; \(seconds(copies.1.clock)) | | "
        + "\(seconds(copies.0.server)) ; \(seconds(copies.1.server)) | 100 % |",
      "| import, PostgreSQL : contrôle | \(seconds(shared.control)) | | | |",
      "| import, PostgreSQL : écritures | \(seconds(shared.entries)) | | | |",
      "| import, PostgreSQL : tables des pages | \(seconds(shared.completion)) | | | |",
      "| import, PostgreSQL : après l’accord | \(seconds(shared.writing)) | | | \(share(copy / shared.writing)) |",
      "| import, PostgreSQL : entier | \(seconds(shared.whole)) | \(seconds(shared.processor)) | "
        + "\(seconds(shared.server)) | **\(share(copy / shared.whole))** |",
      "| import, fichier scellé : entier | \(seconds(sealed.whole)) | \(seconds(sealed.processor)) | | |",
    ]
    return """
      | \(lines) lignes | durée | processeur du programme | processeur du serveur | part du COPY nu |
      |---|---:|---:|---:|---:|
      \(rows.joined(separator: "\n"))

      """
  }

  /// Both passes ask the same questions in the same order. The bar of a page is twice its time in a sealed file, and
  /// the bare ways to the server that its questions cannot do without.
  static func pages(fresh: [PageClock.Row], settled: [PageClock.Row], bare: BareTrips) -> String {
    var over = 0
    let rows = zip(fresh, settled).map { fresh, settled in
      let all = [settled.sealed, settled.shared].flatMap { [$0.median, $0.p95, $0.processor] }.map(milliseconds)
      let trips = bare.seconds(settled.count)
      let ratio = settled.shared.median / (2 * settled.sealed.median + trips)
      if ratio > 1 { over += 1 }
      let bar = [
        String(settled.count.questions), milliseconds(trips),
        String(format: ratio > 1 ? "**%.2f**" : "%.2f", ratio),
      ]
      let ratios = [settled, fresh].map { String(format: "%.2f", $0.shared.median / $0.sealed.median) }
      return "| " + ([settled.name] + all + bar + ratios).joined(separator: " | ") + " |"
    }
    return """
      | question d’une page | SQLite, p50 | p95 | processeur | PostgreSQL, p50 | p95 | processeur | allers-retours | \
      leur temps à vide | part du plafond | rapport des p50 | rapport au sortir de l’import |
      |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
      \(rows.joined(separator: "\n"))

      Une lecture qui ne demande que `SELECT 1` : \(milliseconds(bare.first)) ; chaque `SELECT 1` de plus : \
      \(milliseconds(bare.next)) (p50). Plafond d’une page : deux fois son temps dans le fichier scellé, et ses \
      allers-retours à vide. Au-dessus : \(over) sur \(settled.count).

      """
  }

  private static func seconds(_ value: Double) -> String { String(format: "%.2f s", value) }
  private static func milliseconds(_ value: Double) -> String { String(format: "%.2f ms", value * 1e3) }
  private static func share(_ value: Double) -> String { String(format: "%.1f %%", value * 100) }
}
