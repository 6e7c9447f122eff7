/// One table or view in the answer to `GET /v1/projects/ID/tables`.
package struct TableSummary: Sendable, Codable, Hashable {
  /// With its schema where that is not the default one.
  package var name: String
  /// `table`, `partitioned`, `partition`, `virtual` or `view`.
  package var kind: String
  package var columns: Int
  package var indexes: Int
  package var foreignKeys: Int
  /// Whether every statement about it was understood.
  package var isComplete: Bool
  /// The migration that changed it last.
  package var migration: String?
  /// The class of its model; nil where it has none.
  package var model: String?
  /// The file of that class, relative to the root.
  package var file: String?

  package init(
    name: String,
    kind: String = "table",
    columns: Int,
    indexes: Int = 0,
    foreignKeys: Int = 0,
    isComplete: Bool = true,
    migration: String? = nil,
    model: String? = nil,
    file: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.columns = columns
    self.indexes = indexes
    self.foreignKeys = foreignKeys
    self.isComplete = isComplete
    self.migration = migration
    self.model = model
    self.file = file
  }
}

/// The tables of a project, sorted by name.
package struct TableList: Sendable, Codable, Hashable {
  package var project: String
  package var tables: [TableSummary]

  package init(project: String, tables: [TableSummary]) {
    self.project = project
    self.tables = tables
  }
}

/// The forms of `GET /v1/projects/ID/schema?format=`.
package enum SchemaFormat: String, Sendable, Codable, CaseIterable {
  /// `modelgend.schema/1`, as the one-shot command prints it.
  case json
  case text
  case mermaid
}
