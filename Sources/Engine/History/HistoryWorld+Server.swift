import Catalog
import SourceText

extension HistoryWorld {
  /// Marks a table with a column that depends on the server behind a driver for several.
  ///
  /// MySQL from 8.0.19 on drops all display widths but that of a signed `tinyint(1)`
  /// (https://dev.mysql.com/doc/relnotes/mysql/8.0/en/news-8-0-19.html), MariaDB keeps them. Where
  /// the project says which of them it is, `database.server` is its name.
  func noteServer(_ located: LocatedOperation) {
    guard let found = located.operation.unsignedBoolean,
      setting("database.server") == "either"
    else { return }
    report(
      Diagnostic(
        .serverDecides,
        .warning,
        "MySQL shows the type of " + found.column + " as tinyint unsigned, MariaDB as "
          + "tinyint(1) unsigned, and the driver mysql speaks to both; say which it is by "
          + "server = \"mysql\" or \"mariadb\" under [laravel]",
        at: located.source,
        tables: [found.table.name]
      )
    )
    let mark = SchemaOperation.markIncomplete(tables: [found.table])
    _ = apply(LocatedOperation(mark, at: located.source), isTry: true)
  }
}

extension DiagnosticCode {
  static let serverDecides = DiagnosticCode(341)
}

extension SchemaOperation {
  /// The first column that is made a `tinyint(1) unsigned`.
  fileprivate var unsignedBoolean: (table: QualifiedName, column: String)? {
    switch self {
    case .createTable(let definition):
      for case .column(let column) in definition.elements
      where column.isUnsignedBoolean {
        return (definition.name, column.name)
      }
    case .alterTable(let statement):
      for action in statement.actions {
        switch action {
        case .addColumn(let column, _), .modifyColumn(let column, _),
          .changeColumn(_, let column, _):
          if column.isUnsignedBoolean { return (statement.name, column.name) }
        default: continue
        }
      }
    default: break
    }
    return nil
  }
}

extension ColumnDefinition {
  fileprivate var isUnsignedBoolean: Bool {
    guard let typeName, isSameWithoutCase(typeName, "tinyint"), let type else { return false }
    return type.isUnsigned && !type.isZerofill && type.arguments == ["1"]
  }
}
