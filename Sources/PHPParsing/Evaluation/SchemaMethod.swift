import Catalog
import SourceText

/// A method of the schema builder, as the framework writes it.
package enum SchemaMethod: String, CaseIterable, Sendable {
  case create, table, drop, dropIfExists, rename, dropColumns
  case dropAllTables, dropAllViews, dropAllTypes
  case whenTableHasColumn, whenTableDoesntHaveColumn, whenTableHasIndex, whenTableDoesntHaveIndex
  case withoutForeignKeyConstraints, enableForeignKeyConstraints, disableForeignKeyConstraints

  case hasTable, hasView, hasColumn, hasColumns, hasIndex, hasForeignKey
  case getColumnListing, getColumnType, getColumns, getIndexes, getIndexListing, getForeignKeys
  case getTables, getTableListing, getAllTables, getViews, getTypes, getSchemas
  case getCurrentSchemaName, getCurrentSchemaListing

  case connection, getConnection, setConnection
  case defaultStringLength, defaultMorphKeyType, morphUsingUuids, morphUsingUlids
  case defaultTimePrecision, macro, blueprintResolver, useNativeSchemaOperationsIfPossible
  case registerCustomDoctrineType, ensureExtensionExists, ensureVectorExtensionExists
  case createDatabase, dropDatabaseIfExists

  /// By the name in lower case, since PHP's methods have no case.
  static func named(_ method: String) -> SchemaMethod? {
    methods.place(of: method).map { all[$0] }
  }

  private static let all = allCases
  private static let methods = WordIndex(all.map { asciiLowercased($0.rawValue) })

  /// The majors of the framework that have it.
  package var majors: ClosedRange<Int> {
    switch self {
    case .getAllTables: 8...10
    case .registerCustomDoctrineType: 8...8
    case .useNativeSchemaOperationsIfPossible: 9...10
    case .setConnection: 8...11
    case .morphUsingUlids, .whenTableHasColumn, .whenTableDoesntHaveColumn,
      .withoutForeignKeyConstraints:
      9...13
    case .hasView, .getTables, .getTableListing, .getViews, .getTypes, .getColumns, .getIndexes,
      .getIndexListing, .hasIndex, .getForeignKeys:
      10...13
    case .defaultTimePrecision, .getSchemas, .whenTableHasIndex, .whenTableDoesntHaveIndex,
      .ensureVectorExtensionExists, .ensureExtensionExists, .getCurrentSchemaListing,
      .getCurrentSchemaName:
      12...13
    case .hasForeignKey: 13...13
    default: BlueprintMethod.allMajors
    }
  }
}
