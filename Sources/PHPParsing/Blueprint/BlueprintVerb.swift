import Catalog
import SourceText

/// A method of Blueprint that is neither one column nor one index, as the framework writes it.
///
/// A `switch` over them all is what they do; a name that is not here is a macro or nothing.
enum BlueprintVerb: String, CaseIterable {
  case timestamps, nullableTimestamps, timestampsTz, nullableTimestampsTz, datetimes
  case rememberToken
  case morphs, nullableMorphs, numericMorphs, nullableNumericMorphs
  case uuidMorphs, nullableUuidMorphs, ulidMorphs, nullableUlidMorphs
  case foreignIdFor, foreignUuidFor, foreignUlidFor, addColumn
  case foreign, rawIndex
  case drop, dropIfExists, dropColumn, dropConstrainedForeignId, dropForeignIdFor
  case dropConstrainedForeignIdFor, dropTimestamps, dropTimestampsTz, dropSoftDeletes
  case dropSoftDeletesTz, dropRememberToken, dropMorphs, removeColumn
  case renameColumn, renameIndex, rename
  case engine, innoDb, charset, collation, comment, temporary, create
  case after
  case getTable, getPrefix, getColumns, getAddedColumns, creating

  /// By the name in lower case, since PHP's methods have no case.
  static func named(_ method: String) -> BlueprintVerb? {
    methods.place(of: method).map { all[$0] }
  }

  private static let all = allCases
  private static let methods = WordIndex(all.map { asciiLowercased($0.rawValue) })

  /// Those that not every major has.
  static let limited: [BlueprintVerb: ClosedRange<Int>] = Dictionary(
    allCases.compactMap { verb in BlueprintMethod.exceptions[verb.rawValue].map { (verb, $0) } }
  ) { first, _ in first }
}
