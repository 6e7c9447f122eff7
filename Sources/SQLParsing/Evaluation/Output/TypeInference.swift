import Catalog

/// The types of expressions, as far as a view or a table made by a query needs them.
struct TypeInference {
  let output: OutputColumns
  let sources: OutputColumns.Sources
  let common: OutputColumns.Common
  let depth: Int

  private var dialect: Dialect { output.dialect }

  /// The column a plain name stands for.
  func column(of expression: Expression) -> ViewColumn? {
    guard case .name(let parts) = expression, let name = parts.last else { return nil }
    let alias = parts.count > 1 ? parts[parts.count - 2] : nil
    for source in sources.items + sources.outer.reversed() {
      if let alias, !output.same(source.alias, alias) { continue }
      if let found = source.columns?.first(where: { output.same($0.name, name) }) { return found }
    }
    return nil
  }

  func isNullable(_ expression: Expression) -> Bool {
    switch expression {
    case .literal(let value): value.isNull
    case .name: column(of: expression)?.isNullable ?? true
    case .exists: false
    case .isNull, .isTruth: false
    case .call(let call):
      switch call.name.name.lowercased() {
      case "count", "row_number", "rank", "dense_rank", "now", "current_timestamp",
        "current_date":
        false
      case "coalesce", "ifnull": !call.arguments.contains { !isNullable($0) }
      default: true
      }
    case .cast(let operand, _): isNullable(operand)
    default: true
    }
  }

  func type(of expression: Expression) -> ColumnType? { type(expression, 0) }

  private func type(_ expression: Expression, _ level: Int) -> ColumnType? {
    guard level < 40 else { return nil }
    switch expression {
    case .name: return column(of: expression)?.type
    case .literal(let value): return literal(value)
    case .cast(_, let name): return resolved(name)
    case .negated(let operand): return type(operand, level + 1)
    case .concatenation(let parts):
      let first = parts.first.flatMap { type($0, level + 1) }
      return first?.text == "jsonb" || first.map({ $0.dimensions > 0 }) == true ? first : text
    case .binary(let operation, let left, let right):
      return operatorType(operation, type(left, level + 1), type(right, level + 1))
    case .call(let call): return callType(call, level)
    case .choice(_, let arms, let otherwise):
      return common(arms.map(\.value) + (otherwise.map { [$0] } ?? []), level)
    case .subquery(let query):
      return output.columns(query, common, sources.items + sources.outer, depth + 1)?.first?.type
    case .arrayQuery(let query):
      var type = output.columns(query, common, sources.items + sources.outer, depth + 1)?
        .first?.type
      type?.dimensions += 1
      return type
    case .array(let items):
      var type = items.first.flatMap { self.type($0, level + 1) }
      type?.dimensions += 1
      return type
    case .element(let base, _):
      var type = type(base, level + 1)
      if let dimensions = type?.dimensions, dimensions > 0 { type?.dimensions = dimensions - 1 }
      return type
    case .not, .all, .any, .exists, .inList, .inQuery, .between, .like, .isNull, .isTruth,
      .isSame, .quantified:
      return boolean
    case .star, .parameter, .userVariable, .systemVariable, .assignment, .row, .slice, .field,
      .opaque:
      return nil
    }
  }

  private var boolean: ColumnType? {
    switch dialect {
    case .postgres: ColumnType("boolean")
    case .mysql, .mariadb: ColumnType(dialect == .mysql ? "int" : "int(1)")
    case .sqlite: nil
    }
  }

  private var text: ColumnType? {
    switch dialect {
    case .postgres: ColumnType("text")
    case .mysql, .mariadb, .sqlite: nil
    }
  }

  private func literal(_ value: SQLValue) -> ColumnType? {
    guard dialect == .postgres else { return nil }
    switch value {
    case .integer(let number):
      return ColumnType(Int32(exactly: number) == nil ? "bigint" : "integer")
    case .number: return ColumnType("numeric")
    case .boolean: return ColumnType("boolean")
    case .text: return text
    default: return value.isNull ? text : nil
    }
  }

  /// Whether an expression takes whatever type stands beside it.
  private func isUntyped(_ expression: Expression) -> Bool {
    guard case .literal(let value) = expression else { return false }
    if case .text = value { return true }
    return value.isNull
  }

  /// The type that arms of CASE, COALESCE and the like come to: the common one, without its
  /// length where they are not all the same (`select_common_type`, `select_common_typmod`).
  private func common(_ expressions: [Expression], _ level: Int) -> ColumnType? {
    let typed = expressions.filter { !isUntyped($0) }
    guard dialect == .postgres, !typed.isEmpty else {
      return expressions.lazy.compactMap { self.type($0, level + 1) }.first
    }
    let types = typed.compactMap { type($0, level + 1) }
    guard var result = types.first else { return nil }
    if typed.count == expressions.count, types.allSatisfy({ $0 == result }) { return result }
    for other in types.dropFirst() { result = Self.wider(result, other) }
    result.text = CatalogueReader.withoutModifier(result.text)
    return result
  }

  private static let numbers = [
    "smallint", "integer", "bigint", "numeric", "real", "double precision",
  ]

  private static func wider(_ left: ColumnType, _ right: ColumnType) -> ColumnType {
    let (first, second) = (
      CatalogueReader.withoutModifier(left.text), CatalogueReader.withoutModifier(right.text)
    )
    if let one = numbers.firstIndex(of: first), let other = numbers.firstIndex(of: second) {
      return one >= other ? left : right
    }
    return second == "text" && first.hasPrefix("character") ? right : left
  }

  private func operatorType(
    _ operation: String,
    _ left: ColumnType?,
    _ right: ColumnType?
  ) -> ColumnType? {
    switch operation {
    case "=", "<>", "!=", "<", "<=", ">", ">=", "~", "~*", "!~", "!~*", "~~", "~~*", "@>", "<@",
      "&&", "?", "?|", "?&", "@@":
      return boolean
    case "->", "#>": return left
    case "->>", "#>>": return text
    case "+", "-", "*", "/", "%":
      guard dialect == .postgres, let left, let right else { return nil }
      if let first = Self.numbers.firstIndex(of: CatalogueReader.withoutModifier(left.text)),
        let second = Self.numbers.firstIndex(of: CatalogueReader.withoutModifier(right.text))
      {
        return ColumnType(Self.numbers[max(first, second)])
      }
      if left.text == right.text, operation == "-" {
        return ColumnType(left.text == "date" ? "integer" : "interval")
      }
      return left.text == "interval" ? right : left
    default: return nil
    }
  }

  private static let fixed: [String: String] = [
    "count": "bigint", "row_number": "bigint", "rank": "bigint", "dense_rank": "bigint",
    "lower": "text", "upper": "text", "concat": "text", "concat_ws": "text", "format": "text",
    "replace": "text", "btrim": "text", "ltrim": "text", "rtrim": "text", "substring": "text",
    "substr": "text", "left": "text", "right": "text", "to_char": "text", "string_agg": "text",
    "md5": "text", "split_part": "text", "quote_ident": "text", "initcap": "text",
    "regexp_replace": "text", "length": "integer", "char_length": "integer",
    "position": "integer", "now": "timestamp with time zone",
    "current_timestamp": "timestamp with time zone", "current_date": "date",
    "to_timestamp": "timestamp with time zone", "to_date": "date", "extract": "numeric",
    "date_part": "double precision", "age": "interval", "gen_random_uuid": "uuid",
    "uuid_generate_v4": "uuid", "jsonb_build_object": "jsonb", "jsonb_build_array": "jsonb",
    "jsonb_agg": "jsonb", "jsonb_object_agg": "jsonb", "to_jsonb": "jsonb",
    "json_build_object": "json", "json_agg": "json", "row_to_json": "json", "to_json": "json",
    "bool_or": "boolean", "bool_and": "boolean", "every": "boolean", "array_length": "integer",
    "cardinality": "integer", "jsonb_array_length": "integer", "json_array_length": "integer",
    "random": "double precision", "pg_total_relation_size": "bigint", "to_tsvector": "tsvector",
    "array_to_string": "text", "jsonb_typeof": "text",
  ]

  private func callType(_ call: FunctionCall, _ level: Int) -> ColumnType? {
    let name = call.name.name.lowercased()
    let arguments = { call.arguments.lazy.compactMap { self.type($0, level + 1) }.first }
    switch name {
    case "coalesce", "ifnull", "greatest", "least": return common(call.arguments, level)
    case "nullif", "min", "max", "lag", "lead", "first_value", "last_value", "abs", "any_value":
      return arguments()
    default: break
    }
    guard dialect == .postgres else {
      return name == "count" && dialect.isMySQLFamily
        ? ColumnType(dialect == .mysql ? "bigint" : "bigint(21)") : nil
    }
    if let type = Self.fixed[name] { return ColumnType(type) }
    switch name {
    case "sum":
      switch arguments()?.text {
      case "smallint", "integer": return ColumnType("bigint")
      case "bigint": return ColumnType("numeric")
      default: return arguments().map { ColumnType(CatalogueReader.withoutModifier($0.text)) }
      }
    case "avg":
      switch arguments()?.text {
      case "real", "double precision": return ColumnType("double precision")
      case "interval": return ColumnType("interval")
      default: return ColumnType("numeric")
      }
    case "array_agg":
      var type = arguments()
      type?.dimensions += 1
      return type
    case "date_trunc":
      let type = call.arguments.dropFirst().first.flatMap { self.type($0, level + 1) }
      return type?.text == "date" ? ColumnType("timestamp with time zone") : type
    case "round", "ceil", "floor", "trunc":
      let type = arguments()?.text
      return ColumnType(
        type == "double precision" || type == "real" ? "double precision" : "numeric"
      )
    case "timezone":
      let type = call.arguments.dropFirst().first.flatMap { self.type($0, level + 1) }?.text
      return ColumnType(
        type == "timestamp with time zone"
          ? "timestamp without time zone" : "timestamp with time zone"
      )
    default: return nil
    }
  }

  /// A type's name as the catalogue prints it.
  func resolved(_ name: TypeName) -> ColumnType? {
    guard dialect == .postgres else {
      return dialect == .sqlite ? ColumnType(name.spelling) : nil
    }
    if name.schema == nil, !name.isQuoted, let printed = PostgresTypes.printed(name.name) {
      return ColumnType(printed + Self.modifier(printed, name), dimensions: name.dimensions)
        .arranged
    }
    if name.name.hasSuffix(" time zone") {
      return ColumnType(name.name, dimensions: name.dimensions)
    }
    switch output.world.type(QualifiedName(name.name, schema: name.schema)) {
    case .enumType(let type):
      return ColumnType(type.name.name, object: type.id, dimensions: name.dimensions)
    case .domain(let type):
      return ColumnType(type.name.name, object: type.id, dimensions: name.dimensions)
    case .opaqueType(let type):
      return ColumnType(type.name.name, object: type.id, dimensions: name.dimensions)
    case .table, .view, .sequence, .routine, nil:
      return ColumnType(name.name, dimensions: name.dimensions)
    }
  }

  private static func modifier(_ printed: String, _ name: TypeName) -> String {
    guard !name.arguments.isEmpty else { return printed == "character" ? "(1)" : "" }
    return "(" + name.arguments.joined(separator: ",") + ")"
  }
}

extension ColumnType {
  /// `timestamp with time zone(3)` is printed `timestamp(3) with time zone`.
  fileprivate var arranged: ColumnType {
    guard let open = text.lastIndex(of: "("), let zone = text.firstRange(of: " time zone("),
      let word = text.firstIndex(of: " "), zone.lowerBound < open
    else { return self }
    var copy = self
    copy.text = String(text[..<word]) + text[open...] + text[word..<open]
    return copy
  }
}
