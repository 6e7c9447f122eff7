import Catalog
import SourceText

/// How failures of operations look to handlers: condition names, SQLSTATEs, MySQL's numbers.
extension Raised {
  init(failure: OperationFailure, at source: SourceReference) {
    let codes = Raised.codes(failure.kind)
    self.init(
      condition: codes.condition,
      state: codes.state,
      number: codes.number,
      message: failure.message,
      source: source
    )
    kind = failure.kind
  }

  /// PostgreSQL's condition and SQLSTATE (Appendix A), and MySQL's number for the same failure.
  static func codes(
    _ kind: OperationFailure.Kind
  ) -> (condition: String, state: String, number: Int) {
    switch kind {
    case .duplicateTable: ("duplicate_table", "42P07", 1050)
    case .duplicateColumn: ("duplicate_column", "42701", 1060)
    case .duplicateObject: ("duplicate_object", "42710", 1061)
    case .duplicateSchema: ("duplicate_schema", "42P06", 1007)
    case .duplicateFunction: ("duplicate_function", "42723", 1304)
    case .undefinedTable: ("undefined_table", "42P01", 1146)
    case .undefinedColumn: ("undefined_column", "42703", 1054)
    case .undefinedObject: ("undefined_object", "42704", 1091)
    case .undefinedSchema: ("invalid_schema_name", "3F000", 1049)
    case .undefinedFunction: ("undefined_function", "42883", 1305)
    case .dependentObjects: ("dependent_objects_still_exist", "2BP01", 1217)
    case .invalidDefinition: ("invalid_table_definition", "42P16", 1068)
    case .other: ("internal_error", "XX000", 1105)
    }
  }

  /// Whether a condition of `EXCEPTION WHEN` or `DECLARE … HANDLER FOR` covers this failure.
  func matches(_ wanted: HandledCondition) -> Bool {
    if isLimit { return false }
    switch wanted {
    case .others: return condition != "query_canceled" && condition != "assert_failure"
    case .named(let name):
      return name == condition || Raised.isClass(name, of: state)
        || Raised.related[name]?.contains(condition) == true
    case .state(let text):
      return text == state || (text.hasSuffix("000") && text.prefix(2) == state.prefix(2))
        || Raised.states[number] == text
    case .number(let wanted):
      return wanted == number || Raised.alternatives[wanted]?.contains(number) == true
    case .exception:
      return !["00", "01", "02"].contains(String(state.prefix(2)))
    case .warning: return state.hasPrefix("01")
    case .notFound: return state.hasPrefix("02")
    }
  }

  /// A category of conditions, such as `syntax_error_or_access_rule_violation`.
  private static func isClass(_ name: String, of state: String) -> Bool {
    switch name {
    case "syntax_error_or_access_rule_violation": state.hasPrefix("42")
    case "integrity_constraint_violation": state.hasPrefix("23")
    case "dependent_privilege_descriptors_still_exist": state.hasPrefix("2B")
    case "data_exception": state.hasPrefix("22")
    case "object_not_in_prerequisite_state": state.hasPrefix("55")
    case "raise_exception": state == "P0001"
    default: false
    }
  }

  /// Conditions that one kind of failure of ours stands for beside its own.
  private static let related: [String: Set<String>] = [
    "duplicate_object": ["duplicate_object"],
    "duplicate_alias": ["duplicate_object"],
    "invalid_object_definition": ["invalid_table_definition"],
    "wrong_object_type": ["invalid_table_definition"],
    "invalid_schema_definition": ["invalid_table_definition"],
    "undefined_parameter": ["undefined_object"],
  ]

  /// MySQL numbers that one kind of failure of ours stands for beside its own: a missing column
  /// or key in `DROP` is 1091, a duplicate key name 1061, a duplicate constraint 1826 or 3822.
  private static let alternatives: [Int: Set<Int>] = [
    1091: [1054, 1091, 1025], 1051: [1146], 1061: [1061], 1826: [1061], 1022: [1061],
    3822: [1061], 1025: [1091], 1068: [1068], 1005: [1105], 1072: [1054], 1553: [1217],
    1828: [1217], 1829: [1217], 1359: [1061], 1360: [1091], 1813: [1050],
  ]

  /// MySQL's SQLSTATE by number.
  private static let states: [Int: String] = [
    1050: "42S01", 1051: "42S02", 1146: "42S02", 1060: "42S21", 1061: "42000", 1091: "42000",
    1054: "42S22", 1068: "42000", 1304: "42000", 1305: "42000", 1105: "HY000", 1007: "HY000",
    1049: "42000",
  ]
}

/// What a handler waits for.
enum HandledCondition: Hashable, Sendable {
  case others
  /// PostgreSQL's name, lower case.
  case named(String)
  case state(String)
  case number(Int)
  /// MySQL's `SQLEXCEPTION`, `SQLWARNING`, `NOT FOUND`.
  case exception, warning, notFound
}
