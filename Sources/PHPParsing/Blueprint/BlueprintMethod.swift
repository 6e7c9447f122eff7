/// A method that migrations call on `$table`, a column, an index or a foreign key.
///
/// Gathered from the tables that decide what each does, so that neither the documentation nor the
/// test that every row has a case can forget one.
package struct BlueprintMethod: Sendable {
  package enum Kind: Sendable, CaseIterable {
    case column, columns, modifier, index, indexModifier, foreignKey, drop, rename, table, question
  }

  /// As the framework writes it.
  package let name: String
  package let kind: Kind
  /// The framework's majors that have it, of those that are known.
  package let majors: ClosedRange<Int>

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
    majors = Self.majors(of: name, kind)
  }

  package static let allMajors = 8...13

  /// Whether a major has what these have; older and newer ones are like the nearest known.
  static func has(_ majors: ClosedRange<Int>, _ major: Int) -> Bool {
    if major == 0 { return true }
    return majors.contains(min(max(major, allMajors.lowerBound), allMajors.upperBound))
  }

  package static let all: [BlueprintMethod] =
    ColumnRecipe.rows.map { BlueprintMethod($0.0, .column) }
    + BlueprintVerb.allCases.map { BlueprintMethod($0.rawValue, $0.kind) }
    + BlueprintCommand.Kind.indexes.map { BlueprintMethod($0.name, .index) }
    + BlueprintCommand.Kind.drops.map { BlueprintMethod($0.name, .drop) }
    + FluentModifier.all.map { BlueprintMethod($0.name, $0.owner) }
    + FluentObject.keys.map { BlueprintMethod($0.name, .foreignKey) }

  /// The majors of those that not all of them have: found in the framework's own sources.
  private static func majors(of name: String, _ kind: Kind) -> ClosedRange<Int> {
    switch (kind, name) {
    case (.modifier, "instant"), (.modifier, "lock"), (.modifier, "vectorIndex"): 12...13
    case (.modifier, "using"): 13...13
    case (.modifier, "virtualAsJson"), (.modifier, "storedAsJson"): 9...13
    case (.indexModifier, "online"), (.indexModifier, "nullsNotDistinct"), (.indexModifier, "lock"):
      12...13
    case (.indexModifier, "deferrable"), (.indexModifier, "initiallyImmediate"),
      (.indexModifier, "language"), (.indexModifier, "algorithm"):
      9...13
    case (.modifier, _), (.indexModifier, _): allMajors
    default: exceptions[name] ?? allMajors
    }
  }

  /// `BadMethodCallException` in all other majors.
  static let exceptions: [String: ClosedRange<Int>] = [
    "unsignedFloat": 8...10, "unsignedDouble": 8...10, "unsignedDecimal": 8...10,
    "point": 8...10, "lineString": 8...10, "polygon": 8...10, "geometryCollection": 8...10,
    "multiPoint": 8...10, "multiLineString": 8...10, "multiPolygon": 8...10,
    "multiPolygonZ": 8...10,
    "dropForeignIdFor": 9...13, "dropConstrainedForeignIdFor": 9...13, "ulid": 9...13,
    "foreignUlid": 9...13, "ulidMorphs": 9...13, "nullableUlidMorphs": 9...13,
    "comment": 9...13, "noActionOnDelete": 9...13,
    "engine": 10...13, "innoDb": 10...13, "charset": 10...13, "collation": 10...13,
    "datetimes": 10...13, "softDeletesDatetime": 10...13, "getPrefix": 10...13,
    "noActionOnUpdate": 10...13,
    "geography": 11...13, "vector": 11...13, "rawColumn": 11...13, "nullOnUpdate": 11...13,
    "vectorIndex": 12...13, "nullableTimestampsTz": 12...13, "tsvector": 12...13,
    "foreignUuidFor": 13...13, "foreignUlidFor": 13...13,
  ]
}

extension BlueprintVerb {
  var kind: BlueprintMethod.Kind {
    switch self {
    case .timestamps, .nullableTimestamps, .timestampsTz, .nullableTimestampsTz, .datetimes,
      .rememberToken, .morphs, .nullableMorphs, .numericMorphs, .nullableNumericMorphs,
      .uuidMorphs, .nullableUuidMorphs, .ulidMorphs, .nullableUlidMorphs, .foreignIdFor,
      .foreignUuidFor, .foreignUlidFor, .addColumn:
      .columns
    case .foreign: .foreignKey
    case .rawIndex: .index
    case .drop, .dropIfExists, .dropColumn, .dropConstrainedForeignId, .dropForeignIdFor,
      .dropConstrainedForeignIdFor, .dropTimestamps, .dropTimestampsTz, .dropSoftDeletes,
      .dropSoftDeletesTz, .dropRememberToken, .dropMorphs, .removeColumn:
      .drop
    case .renameColumn, .renameIndex, .rename: .rename
    case .engine, .innoDb, .charset, .collation, .comment, .temporary, .create, .after: .table
    case .getTable, .getPrefix, .getColumns, .getAddedColumns, .creating: .question
    }
  }
}
