import Catalog

/// Functions that return rows.
enum SetFunction {
  static let names: Set<String> = [
    "unnest", "generate_series", "generate_subscripts", "regexp_split_to_table",
    "string_to_table", "pragma_table_info", "pragma_table_xinfo", "pragma_index_list",
    "pragma_foreign_key_list", "pragma_index_info",
  ]
}

extension Evaluator {
  /// The rows of a function in `FROM` or in a select list.
  func setFunction(_ call: FunctionCall, _ scope: Scope?) throws(Raised) -> Relation {
    let name = call.name.name.lowercased()
    let arguments = try values(call.arguments, scope)
    switch name {
    case "unnest": return unnested(arguments, name)
    case "generate_series": return try series(arguments)
    case "generate_subscripts":
      guard case .array(let items)? = arguments.first else { return open(name, arguments) }
      return column(name, items.indices.map { .integer($0 + 1) })
    case "regexp_split_to_table", "string_to_table":
      let split = name == "string_to_table" ? "string_to_array" : "regexp_split_to_array"
      guard let builtin = Builtin.all[split],
        case .array(let items) = try builtin.apply(arguments, self)
      else { return open(name, arguments) }
      return column(name, items)
    case "pragma_table_info", "pragma_table_xinfo", "pragma_index_list",
      "pragma_foreign_key_list", "pragma_index_info":
      guard let first = arguments.first, let text = printed(first) else {
        return open(name, arguments)
      }
      return SQLiteCatalogue(evaluator: self).pragma(String(name.dropFirst(7)), of: text)
    default:
      if let builtin = Builtin.all[name] {
        let result = try builtin.apply(arguments, self)
        if case .array(let items) = result, name == "string_to_array" {
          return column(name, [.array(items)])
        }
        return column(name, [result])
      }
      guard let routine = world.routine(call.name) else { return .unknown }
      let result = try run(routine, arguments, names: call.argumentNames)
      if result.isUnknown { return .unknown }
      return rows(name, result.rowSet ?? [result])
    }
  }

  /// Rows of values, or of records, whose fields become the columns.
  private func rows(_ name: String, _ values: [SQLValue]) -> Relation {
    guard case .record(let first)? = values.first else { return column(name, values) }
    return Relation(
      columns: first.names,
      rows: values.map { value in
        if case .record(let record) = value { return Relation.Row(record.values) }
        return Relation.Row(first.names.map { _ in .null })
      }
    )
  }

  private func open(_ name: String, _ arguments: [SQLValue]) -> Relation {
    if arguments.contains(.null) { return Relation(columns: [name]) }
    return Relation(columns: [name], isOpen: true)
  }

  private func column(_ name: String, _ values: [SQLValue]) -> Relation {
    Relation(columns: [name], rows: values.map { Relation.Row([$0]) })
  }

  private func unnested(_ arguments: [SQLValue], _ name: String) -> Relation {
    var lists: [[SQLValue]] = []
    for argument in arguments {
      switch argument {
      case .array(let items): lists.append(items)
      case .text(let text): lists.append(ArrayText.parse(text))
      case .null: lists.append([])
      default: return Relation(columns: [name], isOpen: true)
      }
    }
    let height = lists.map(\.count).max() ?? 0
    var relation = Relation(
      columns: lists.count == 1 ? [name] : lists.indices.map { name + String($0 + 1) }
    )
    for slot in 0..<height {
      let values = lists.map { slot < $0.count ? $0[slot] : .null }
      if values.count == 1, case .record(let record) = values[0] {
        if slot == 0 { relation.columns = record.names }
        relation.rows.append(Relation.Row(record.values))
      } else {
        relation.rows.append(Relation.Row(values))
      }
    }
    return relation
  }

  private func series(_ arguments: [SQLValue]) throws(Raised) -> Relation {
    let name = "generate_series"
    guard arguments.count >= 2, let first = arguments[0].integer, let last = arguments[1].integer
    else { return open(name, arguments) }
    let by = arguments.count > 2 ? arguments[2].integer ?? 0 : 1
    guard by != 0 else { return open(name, arguments) }
    var relation = Relation(columns: [name])
    var current = first
    while by > 0 ? current <= last : current >= last {
      guard step() else { throw limit(at: here) }
      relation.rows.append(Relation.Row([.integer(current)]))
      let (next, overflow) = current.addingReportingOverflow(by)
      if overflow { break }
      current = next
    }
    return relation
  }
}
