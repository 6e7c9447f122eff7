import Catalog
import SourceText

/// How a method of Blueprint makes a column: its type and what becomes of its arguments.
///
/// Names as the framework writes them; one row a method, and the documentation is made of them.
struct ColumnRecipe: Sendable {
  /// What an argument that was not given is.
  enum Missing: Sendable {
    case null
    case int(Int)
    case bool(Bool)
    /// `Schema::defaultStringLength`, 255 where nothing sets it.
    case stringLength
    /// `Schema::defaultTimePrecision`, 0 where nothing sets it.
    case timePrecision

    var isTimePrecision: Bool {
      if case .timePrecision = self { return true }
      return false
    }
  }

  struct Parameter: Sendable {
    let name: String
    let missing: Missing
  }

  let type: String
  /// What the column is called where the call names none.
  let defaultName: String?
  let parameters: [Parameter]
  let isUnsigned: Bool
  let isAutoIncrement: Bool
  let isNullable: Bool
  /// Has `constrained()` and `references()` that make a foreign key.
  let isForeignID: Bool
  /// The majors that have the method.
  private(set) var majors = BlueprintMethod.allMajors

  init(
    _ type: String,
    named defaultName: String? = nil,
    _ parameters: [Parameter] = [],
    isUnsigned: Bool = false,
    isAutoIncrement: Bool = false,
    isNullable: Bool = false,
    isForeignID: Bool = false
  ) {
    self.type = type
    self.defaultName = defaultName
    self.parameters = parameters
    self.isUnsigned = isUnsigned
    self.isAutoIncrement = isAutoIncrement
    self.isNullable = isNullable
    self.isForeignID = isForeignID
  }

  /// By the method's name in lower case.
  static func named(_ method: String) -> ColumnRecipe? { methods.place(of: method).map { all[$0] } }

  private static let methods = WordIndex(rows.map { asciiLowercased($0.0) })
  private static let all: [ColumnRecipe] = rows.map { name, recipe in
    var recipe = recipe
    recipe.majors = BlueprintMethod.exceptions[name] ?? recipe.majors
    return recipe
  }

  private static let increments: [Parameter] = [
    Parameter(name: "autoIncrement", missing: .bool(false)),
    Parameter(name: "unsigned", missing: .bool(false)),
  ]
  private static let unsigned: [Parameter] = [
    Parameter(name: "autoIncrement", missing: .bool(false))
  ]
  private static let length: [Parameter] = [Parameter(name: "length", missing: .stringLength)]
  private static let precision: [Parameter] = [
    Parameter(name: "precision", missing: .timePrecision)
  ]
  private static let decimal: [Parameter] = [
    Parameter(name: "total", missing: .int(8)), Parameter(name: "places", missing: .int(2)),
    Parameter(name: "unsigned", missing: .bool(false)),
  ]
  private static let double: [Parameter] = [
    Parameter(name: "total", missing: .null), Parameter(name: "places", missing: .null),
    Parameter(name: "unsigned", missing: .bool(false)),
  ]
  private static let shape: [Parameter] = [
    Parameter(name: "subtype", missing: .null), Parameter(name: "srid", missing: .null),
  ]

  static let rows: [(String, ColumnRecipe)] = [
    ("id", ColumnRecipe("bigInteger", named: "id", isUnsigned: true, isAutoIncrement: true)),
    ("increments", ColumnRecipe("integer", isUnsigned: true, isAutoIncrement: true)),
    ("integerIncrements", ColumnRecipe("integer", isUnsigned: true, isAutoIncrement: true)),
    ("tinyIncrements", ColumnRecipe("tinyInteger", isUnsigned: true, isAutoIncrement: true)),
    ("smallIncrements", ColumnRecipe("smallInteger", isUnsigned: true, isAutoIncrement: true)),
    ("mediumIncrements", ColumnRecipe("mediumInteger", isUnsigned: true, isAutoIncrement: true)),
    ("bigIncrements", ColumnRecipe("bigInteger", isUnsigned: true, isAutoIncrement: true)),
    ("char", ColumnRecipe("char", length)),
    ("string", ColumnRecipe("string", length)),
    ("tinyText", ColumnRecipe("tinyText")),
    ("text", ColumnRecipe("text")),
    ("mediumText", ColumnRecipe("mediumText")),
    ("longText", ColumnRecipe("longText")),
    ("integer", ColumnRecipe("integer", increments)),
    ("tinyInteger", ColumnRecipe("tinyInteger", increments)),
    ("smallInteger", ColumnRecipe("smallInteger", increments)),
    ("mediumInteger", ColumnRecipe("mediumInteger", increments)),
    ("bigInteger", ColumnRecipe("bigInteger", increments)),
    ("unsignedInteger", ColumnRecipe("integer", unsigned, isUnsigned: true)),
    ("unsignedTinyInteger", ColumnRecipe("tinyInteger", unsigned, isUnsigned: true)),
    ("unsignedSmallInteger", ColumnRecipe("smallInteger", unsigned, isUnsigned: true)),
    ("unsignedMediumInteger", ColumnRecipe("mediumInteger", unsigned, isUnsigned: true)),
    ("unsignedBigInteger", ColumnRecipe("bigInteger", unsigned, isUnsigned: true)),
    ("foreignId", ColumnRecipe("bigInteger", isUnsigned: true, isForeignID: true)),
    ("foreignUuid", ColumnRecipe("uuid", isForeignID: true)),
    (
      "foreignUlid",
      ColumnRecipe(
        "char",
        [Parameter(name: "length", missing: .int(26))],
        isForeignID: true
      )
    ),
    ("float", ColumnRecipe("float", double)),
    ("double", ColumnRecipe("double", double)),
    ("decimal", ColumnRecipe("decimal", decimal)),
    ("unsignedFloat", ColumnRecipe("float", decimal, isUnsigned: true)),
    ("unsignedDouble", ColumnRecipe("double", double, isUnsigned: true)),
    ("unsignedDecimal", ColumnRecipe("decimal", decimal, isUnsigned: true)),
    ("boolean", ColumnRecipe("boolean")),
    ("enum", ColumnRecipe("enum", [Parameter(name: "allowed", missing: .null)])),
    ("set", ColumnRecipe("set", [Parameter(name: "allowed", missing: .null)])),
    ("json", ColumnRecipe("json")),
    ("jsonb", ColumnRecipe("jsonb")),
    ("date", ColumnRecipe("date")),
    ("dateTime", ColumnRecipe("dateTime", precision)),
    ("dateTimeTz", ColumnRecipe("dateTimeTz", precision)),
    ("time", ColumnRecipe("time", precision)),
    ("timeTz", ColumnRecipe("timeTz", precision)),
    ("timestamp", ColumnRecipe("timestamp", precision)),
    ("timestampTz", ColumnRecipe("timestampTz", precision)),
    ("softDeletes", ColumnRecipe("timestamp", named: "deleted_at", precision, isNullable: true)),
    (
      "softDeletesTz",
      ColumnRecipe("timestampTz", named: "deleted_at", precision, isNullable: true)
    ),
    (
      "softDeletesDatetime",
      ColumnRecipe("dateTime", named: "deleted_at", precision, isNullable: true)
    ),
    ("year", ColumnRecipe("year")),
    (
      "binary",
      ColumnRecipe(
        "binary",
        [
          Parameter(name: "length", missing: .null),
          Parameter(name: "fixed", missing: .bool(false)),
        ]
      )
    ),
    ("uuid", ColumnRecipe("uuid", named: "uuid")),
    ("ulid", ColumnRecipe("char", named: "ulid", [Parameter(name: "length", missing: .int(26))])),
    ("ipAddress", ColumnRecipe("ipAddress", named: "ip_address")),
    ("macAddress", ColumnRecipe("macAddress", named: "mac_address")),
    ("geometry", ColumnRecipe("geometry", shape)),
    ("geography", ColumnRecipe("geography", shape)),
    ("point", ColumnRecipe("point", [Parameter(name: "srid", missing: .null)])),
    ("lineString", ColumnRecipe("linestring")),
    ("polygon", ColumnRecipe("polygon")),
    ("geometryCollection", ColumnRecipe("geometrycollection")),
    ("multiPoint", ColumnRecipe("multipoint")),
    ("multiLineString", ColumnRecipe("multilinestring")),
    ("multiPolygon", ColumnRecipe("multipolygon")),
    ("multiPolygonZ", ColumnRecipe("multipolygonz")),
    ("computed", ColumnRecipe("computed", [Parameter(name: "expression", missing: .null)])),
    ("vector", ColumnRecipe("vector", [Parameter(name: "dimensions", missing: .null)])),
    ("tsvector", ColumnRecipe("tsvector")),
    ("rawColumn", ColumnRecipe("raw", [Parameter(name: "definition", missing: .null)])),
  ]
}
