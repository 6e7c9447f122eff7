import Catalog
import Engine
import SourceText

/// Tells the table of the migrations' tool, which a dump may hold, from the application's.
struct BookkeepingTable: Equatable {
  private var name: String?
  private var dumps: Set<String> = []

  init() {}

  init(_ plan: MigrationPlan) {
    name = plan.bookkeepingTable
    dumps = Set(plan.units.filter(\.isDump).map(\.id))
  }

  func matches(_ table: Table) -> Bool {
    table.name.name == name && dumps.contains(table.source.file)
  }
}
