package import Catalog
package import SourceText

/// A question that an evaluator asked of its world.
package enum Question: Hashable, Sendable {
  case table(QualifiedName)
  case view(QualifiedName)
  case type(QualifiedName)
  case sequence(QualifiedName)
  case routine(QualifiedName)
  case tableOfIndex(QualifiedName)
  case tablesWithConstraint(String)
  case hasSchema(String)
  case schemas
  case tableByID(ObjectID)
  case typeByID(ObjectID)
  case allTables
  case allViews
  case allTypes
  case searchPath
  case project(ProjectQuestion)
}

/// What the world said.
package enum Answer: Hashable, Sendable {
  case nothing
  case objects([SchemaObject])
  case flag(Bool)
  case names([String])
  case text(String?)
  /// A recorded answer keeps no bytes where the digest stands for them.
  case file(path: String, digest: ContentDigest, bytes: [UInt8])

  /// Without what evaluators do not look at: where and by whom things were written.
  var essence: Answer {
    switch self {
    case .objects(let objects): .objects(objects.map(\.essence))
    case .file(let path, let digest, _) where digest != .none:
      .file(path: path, digest: digest, bytes: [])
    case .nothing, .flag, .names, .text, .file: self
    }
  }
}

/// One step of an evaluation: what was asked and done, in order, with what came of it.
///
/// Enough to repeat a migration without evaluating it: while every answer and every outcome is
/// the same, the evaluator would say the same again.
package enum TraceStep: Hashable, Sendable {
  case applied(LocatedOperation, isTry: Bool, OperationOutcome)
  case asked(Question, Answer)
  case savepoint(Int)
  case rollback(Int)
  case reported(Diagnostic)
}

extension SchemaObject {
  var essence: SchemaObject {
    switch self {
    case .table(let table): return .table(table.essence)
    case .view(var view):
      view.source = .nowhere
      return .view(view)
    case .enumType(var type):
      type.source = .nowhere
      return .enumType(type)
    case .domain(var domain):
      domain.source = .nowhere
      return .domain(domain)
    case .opaqueType(var type):
      type.source = .nowhere
      return .opaqueType(type)
    case .sequence(var sequence):
      sequence.source = .nowhere
      return .sequence(sequence)
    case .routine: return self
    }
  }
}

extension Table {
  /// The table without its history.
  var essence: Table {
    var table = self
    table.source = .nowhere
    table.changedBy = []
    for slot in table.columns.indices { table.columns[slot].history = [] }
    for slot in table.indexes.indices { table.indexes[slot].source = nil }
    for slot in table.foreignKeys.indices { table.foreignKeys[slot].source = nil }
    for slot in table.checks.indices { table.checks[slot].source = nil }
    return table
  }
}

extension SourceReference {
  static var nowhere: SourceReference { SourceReference(file: "", line: 0, column: 0) }
}
