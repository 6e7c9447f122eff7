package import Catalog
package import Modeling
package import Rendering

/// The outputs that a project wants.
package struct OutputOptions: Sendable, Equatable {
  package var modeling = ModelingOptions()
  package var eloquent: EloquentOptions?
  package var documentation: DocumentationOptions?

  package init() {}
}

/// What an update led to, from migrations to files.
package struct PipelineReport: Sendable {
  package var update: UpdateReport
  /// The same changes as the present schema sees them.
  package var objects: [ObjectChange]
  package var models: [ModelChange]
  package var output: OutputChanges

  /// What was redone, by name.
  package var work: Work {
    var work = update.work
    work.modeled = models.map { ($0.new ?? $0.old)?.className ?? "" }
    work.rendered = output.wanted.map(\.path)
    work.withdrawn = output.gone
    return work
  }
}

/// The whole flow of one project, kept up to date: migrations in, files out.
///
/// Not thread-safe: one loop owns it. An update costs what it touches, whatever else exists.
package final class Pipeline {
  package let history: History
  package private(set) var models: LiveModels
  package private(set) var counts = SchemaCounts()
  private var eloquent: LiveEloquent?
  private var documents: LiveDocuments?
  /// Tables that belong to the migrations' tool and not to the application.
  private let isBookkeeping: (Table) -> Bool
  private let options: OutputOptions
  private let hash: TextHash

  package init(
    history: History,
    options: OutputOptions,
    hash: @escaping TextHash,
    isBookkeeping: @escaping (Table) -> Bool = { _ in false }
  ) {
    self.history = history
    self.isBookkeeping = isBookkeeping
    self.options = options
    self.hash = hash
    models = LiveModels(dialect: history.dialect, options: options.modeling)
    eloquent = options.eloquent.map { LiveEloquent(options: $0, hash: hash) }
    documents = options.documentation.map { LiveDocuments(options: $0, hash: hash) }
  }

  package func update(_ changes: MigrationChanges) -> PipelineReport {
    carry(history.update(changes))
  }

  /// Brings the project to exactly these migrations in this order.
  package func setMigrations(
    _ units: [MigrationUnit],
    questions: [ProjectQuestion] = []
  ) -> PipelineReport {
    carry(history.setMigrations(units, questions: questions))
  }

  /// Every file that is wanted now, rendered anew.
  package func allFiles() -> [RenderedFile] {
    var files: [RenderedFile] = []
    if let options = options.eloquent {
      let present = models.models.values.sorted { $0.className < $1.className }
      files = renderEloquent(present, options: options, hash: hash)
    }
    if let options = options.documentation {
      files += renderDocumentation(models.schema.schema(), options: options, hash: hash)
    }
    return files
  }

  /// Changed objects become changed models become changed files.
  private func carry(_ update: UpdateReport) -> PipelineReport {
    let changes = settled(update.changes.map { shown($0.id, kept($0.new)) })
    for change in changes {
      counts.count(change.old, -1)
      counts.count(change.new, 1)
    }
    let changed = models.update(changes)
    var output = eloquent?.update(changed) ?? OutputChanges()
    if let found = documents?.update(changes, models) { output.append(found) }
    return PipelineReport(update: update, objects: changes, models: changed, output: output)
  }

  /// SQLite's views have the columns that what they read has now, so that a change of a table may
  /// change views, which then count as changed, too.
  private func settled(_ changes: [ObjectChange]) -> [ObjectChange] {
    func isView(_ object: SchemaObject?) -> Bool {
      if case .view? = object { true } else { false }
    }
    guard history.dialect == .sqlite, !changes.isEmpty,
      !models.schema.views.isEmpty || changes.contains(where: { isView($0.new) })
    else { return changes }
    let views = history.views(reachedBy: changes).filter { models.schema.views[$0.id] != $0 }
    return changes.filter { !isView($0.new) } + views.map { shown($0.id, .view($0)) }
  }

  /// A change as the present schema sees it: what is kept back was not there before, either.
  private func shown(_ id: ObjectID, _ new: SchemaObject?) -> ObjectChange {
    ObjectChange(id: id, old: models.schema.object(id), new: new)
  }

  private func kept(_ object: SchemaObject?) -> SchemaObject? {
    if case .table(let table)? = object, isBookkeeping(table) { return nil }
    return object
  }
}
